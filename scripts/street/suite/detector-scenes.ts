import type { Asset } from '../assets/asset.ts';
import { ASSETS } from '../assets/catalog.ts';
import { type CameraPose, type PictureSize, project } from '../world/camera.ts';
import type { StreetLayout } from '../world/layout.ts';
import { LAYOUTS } from '../world/layouts.ts';
import { MOUNTS, poseAt } from '../world/mounts.ts';
import { random } from '../world/random.ts';
import type { Actor, Light, Scenario } from '../world/scenario.ts';
import type { GroundPoint } from '../world/vector.ts';

/** What the table asks for: things that photographs' detectors have a label for. */
const COUNTED = [
  'car',
  'van',
  'bus',
  'truck',
  'service-vehicle',
  'muck-truck',
  'person',
  'motorcycle',
  'bicycle',
  'tricycle',
];
const SMALL = ['person', 'motorcycle', 'bicycle', 'tricycle'];
const LIGHTS: readonly Light[] = ['day', 'day', 'low-sun', 'overcast'];

/** Pictures that share a street and its light, so that a page is built once for all of them. */
export const SHOTS = 4;

/**
 * A street by day with a few of everything standing about, all within sight; the same seed and shot, the
 * same scene. Shots of one seed share the street; their actors have names of their own.
 */
export function detectorScene(
  seed: number,
  shot: number,
  size: PictureSize,
  only?: readonly string[],
): Scenario {
  const shared = random(seed, 'detector-street');
  const street = pick(LAYOUTS, shared);
  const light = pick(LIGHTS, shared);
  const draw = random(seed, 'detector-shot', String(shot));
  const mounts = MOUNTS.filter(({ kind }) => kind !== 'drone');
  const pose = poseAt(pick(mounts, draw), street);
  const assets = ASSETS.filter(
    (asset) => COUNTED.includes(asset.class) && (only === undefined || only.includes(asset.id)),
  );
  const cast = castOf(assets, seed * SHOTS + shot);
  const taken: { readonly at: GroundPoint; readonly reach: number }[] = [];
  const actors = cast.flatMap((asset, index): Actor[] => {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const place = placeOf(street, asset, draw);
      const reach = Math.max(asset.length, asset.width) / 2 + 0.4;
      if (!inSight(pose, size, place.at) || taken.some((other) => near(other, place.at, reach)))
        continue;
      taken.push({ at: place.at, reach });
      return [actorOf(`${shot}-${asset.id}-${index}`, asset, place)];
    }
    return [];
  });
  return {
    ...{ name: `detector-${seed}-${shot}`, about: 'things to be found', family: 'detector', seed },
    ...{
      split: street.split,
      durationMs: 1000,
      startUtcMs: 0,
      light,
      weather: 'clear',
    },
    ...{ street, actors, zones: [], faults: [], rules: [], expect: [], shortened: 1 },
    camera: {
      ...{ mount: 'detector', size, fps: 5, keys: [{ atMs: 0, ...pose }], codec: 'h264' },
      ...{ gopSeconds: 1, bFrames: 0, bitrateKbps: 2000, noise: 0.2, burnedClock: false },
    },
  };
}

function pick<T>(from: readonly T[], draw: () => number): T {
  const found = from[Math.floor(draw() * from.length)];
  if (found === undefined) throw new RangeError('expected something to pick from');
  return found;
}

/** Five vehicles and four small things a picture, all assets in turn so that each comes equally often. */
function castOf(assets: readonly Asset[], turn: number): readonly Asset[] {
  const groups = [
    assets.filter((one) => !SMALL.includes(one.class)),
    assets.filter((one) => SMALL.includes(one.class)),
  ];
  return groups.flatMap((group, index) => {
    const count = Math.min(group.length, index === 0 ? 5 : 4);
    return Array.from(
      { length: count },
      (_, at) => group[(turn * count + at) % group.length],
    ).flatMap((one) => one ?? []);
  });
}

interface Spot {
  readonly at: GroundPoint;
  readonly heading: number;
}

function placeOf(street: StreetLayout, asset: Asset, draw: () => number): Spot {
  const x = -34 + 68 * draw();
  const small = SMALL.includes(asset.class);
  if (asset.class === 'person' || (small && draw() < 0.4)) {
    const z = -0.6 - draw() * (street.farWalk - 1.4);
    return { at: [x, z], heading: draw() * 360 };
  }
  const lane = Math.floor(draw() * street.lanes);
  const z = ((lane + 0.5) * street.roadWidth) / street.lanes + (draw() - 0.5) * 0.5;
  // traffic keeps right: the near half goes east
  const heading = (lane + 0.5) / street.lanes > 0.5 ? 0 : 180;
  return { at: [x, z], heading: heading + (draw() - 0.5) * (draw() < 0.2 ? 50 : 6) };
}

function near(
  other: { readonly at: GroundPoint; readonly reach: number },
  [x, z]: GroundPoint,
  reach: number,
): boolean {
  const across = Math.abs(other.at[1] - z);
  return across < 2.2 && Math.abs(other.at[0] - x) < other.reach + reach;
}

function inSight(pose: CameraPose, size: PictureSize, [x, z]: GroundPoint): boolean {
  const seen = project(pose, size, [x, 0.8, z]);
  return (
    seen !== undefined &&
    seen.depth > 5 &&
    seen.depth < 45 &&
    seen.x > 0.08 &&
    seen.x < 0.92 &&
    seen.y > 0.1 &&
    seen.y < 0.92
  );
}

function actorOf(id: string, asset: Asset, { at: [x, z], heading }: Spot): Actor {
  const path = [0, 1000].map((atMs) => ({ atMs, x, z, heading }));
  return {
    id,
    asset: asset.id,
    path,
    ...(asset.class === 'muck-truck' && { load: 'heaped' as const }),
  };
}
