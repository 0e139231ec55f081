import type { Split } from '../assets/asset.ts';
import type { PictureSize } from '../world/camera.ts';
import { random } from '../world/random.ts';
import type {
  Actor,
  ExpectedEpisode,
  GroundZone,
  Light,
  PictureFault,
  Scenario,
  SceneCamera,
  SceneRule,
  Weather,
} from '../world/scenario.ts';
import { type Site, type SiteWish, siteOf } from './site.ts';

const SIZE: PictureSize = { width: 960, height: 540 };
const START_UTC_MS = Date.parse('2026-05-12T09:30:00+08:00');

/** What one story adds to its site. Everything else has a default. */
export interface Story {
  readonly durationMs: number;
  readonly actors: readonly Actor[];
  readonly expect: readonly ExpectedEpisode[];
  readonly rules: readonly SceneRule[];
  readonly zones?: readonly GroundZone[];
  readonly faults?: readonly PictureFault[];
  readonly camera?: Partial<SceneCamera>;
  /** Wall time of day of the first picture, minutes. */
  readonly minuteOfDay?: number;
  readonly shortened: number;
}

export interface Wish extends SiteWish {
  readonly light?: Light;
  readonly weather?: Weather;
}

/** Where a story plays and what it draws from. */
export interface Ground {
  readonly site: Site;
  readonly split: Split;
  readonly seed: number;
  readonly light: Light;
  readonly weather: Weather;
  /** 0 to 1, of this story alone. */
  readonly draw: () => number;
}

/** Picks street, mount and light for a story; the same seed picks the same. */
export function groundOf(family: string, seed: number, split: Split, wish: Wish): Ground {
  const draw = random(seed, family, split);
  const { light = 'day', weather = 'clear' } = wish;
  return { site: siteOf(split, wish, SIZE, draw), split, seed, light, weather, draw };
}

/** A scenario from its site and its story. */
export function told(
  { id, about }: { readonly id: string; readonly about: string },
  ground: Ground,
  story: Story,
): Scenario {
  const { site, split, seed, light, weather } = ground;
  const { durationMs, actors, expect, rules, shortened } = story;
  return {
    ...{ name: `${id}-${seed}`, about, family: id, split, seed, durationMs },
    startUtcMs: START_UTC_MS + ((story.minuteOfDay ?? minuteOf(light)) - 570) * 60_000,
    ...{ light, weather, street: site.street, rules, shortened },
    ...{ actors: actors.map(wholeTimes), expect: expect.map(inWholeMs) },
    camera: { ...cameraOf(site), ...story.camera },
    zones: story.zones ?? [],
    faults: story.faults ?? [],
  };
}

function wholeTimes(actor: Actor): Actor {
  return {
    ...actor,
    path: actor.path.map((point) => ({ ...point, atMs: Math.round(point.atMs) })),
  };
}

function inWholeMs({ fromMs, confirmMs, toMs, ...rest }: ExpectedEpisode): ExpectedEpisode {
  return {
    ...{ ...rest, fromMs: Math.round(fromMs) },
    ...(confirmMs !== undefined && { confirmMs: Math.round(confirmMs) }),
    ...(toMs !== undefined && { toMs: Math.round(toMs) }),
  };
}

function minuteOf(light: Light): number {
  if (light === 'night' || light === 'infrared') return 21 * 60 + 40;
  return light === 'dusk' || light === 'low-sun' ? 18 * 60 + 20 : 9 * 60 + 30;
}

function cameraOf({ mount, pose }: Site): SceneCamera {
  return {
    ...{ mount, size: SIZE, fps: 10, keys: [{ ...pose, atMs: 0 }] },
    ...{ codec: 'h264', gopSeconds: 2, bFrames: 0, bitrateKbps: 2500, noise: 0.25 },
    burnedClock: true,
  };
}

/** One of the list. */
export function pick<T>(list: readonly T[], draw: () => number): T {
  const chosen = list[Math.min(list.length - 1, Math.floor(draw() * list.length))];
  if (chosen === undefined) throw new RangeError('expected a list with something in it');
  return chosen;
}

/** A number between the two. */
export function between(from: number, to: number, draw: () => number): number {
  return from + (to - from) * draw();
}
