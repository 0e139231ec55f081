import type { Mount } from '../world/mounts.ts';
import type { Actor, ExpectedEpisode, GroundZone, SceneRule } from '../world/scenario.ts';
import { car, haltingBus, plate, thing, traffic, walkers, wayOf } from './casting.ts';
import { between, type Ground, groundOf, told, type Wish } from './draft.ts';
import type { Family } from './family.ts';
import { park } from './motions.ts';
import { spanOf } from './site.ts';

/** Shortened 20 times against a real site (15 s, 300 s, 120 s). Milliseconds and the config's words. */
const DWELL_MS = 15_000;
export const PARKING: SceneRule = {
  use: 'sidewalk-parking',
  settings: { settle: '3s', dwell: '15s', absence: '12s', rearm: '2s' },
};
export const SHORTENED = 20;

/** The far sidewalk, as the installer would draw it. */
export function walkZone({ site }: Ground): GroundZone {
  const { farWalk } = site.street;
  const [from, to] = [-site.reach, site.reach];
  return {
    ...{ id: 'walk', kind: 'sidewalk' },
    ground: [
      [from, -farWalk],
      [to, -farWalk],
      [to, 0],
      [from, 0],
    ],
  };
}

/** Places for cars on the far sidewalk that are whole in the picture, metres. */
export function placesOf(ground: Ground, most: number, room = 8): number[] {
  const [from, to] = spanOf(ground.site, ground.site.walk);
  const count = Math.max(1, Math.min(most, Math.floor((to - from) / room) + 1));
  const left = (from + to - (count - 1) * room) / 2;
  return Array.from({ length: count }, (_, at) => left + at * room);
}

export interface Stand {
  readonly stopMs: number;
  readonly leaveMs?: number;
  readonly x: number;
}

/** The path onto the sidewalk and off it, from the nearest lane. */
export function onWalk({ site }: Ground, stand: Stand, lastMs: number) {
  const lane = site.lanes[0] ?? 1.75;
  return park({
    ...{ ...stand, lastMs, z: site.walk, lane, way: wayOf(site, lane), reach: site.reach },
  });
}

/** What an ideal agent says of a stand on the sidewalk. */
export function expected(actor: string, stand: Stand, lastMs: number): ExpectedEpisode {
  const confirmMs = stand.stopMs + DWELL_MS;
  return {
    ...{ kind: 'sidewalk-parking', actor, zone: 'walk', fromMs: stand.stopMs },
    ...(confirmMs <= Math.min(stand.leaveMs ?? lastMs, lastMs) && { confirmMs }),
    ...(stand.leaveMs !== undefined && { toMs: stand.leaveMs }),
  };
}

/** Cars one after the other onto the free places; the last may stay to the end. */
function rowOf(
  ground: Ground,
  most: number,
  lastMs: number,
): { actors: Actor[]; expect: ExpectedEpisode[] } {
  const places = placesOf(ground, most);
  // who drives on past the others parks first
  const order =
    wayOf(ground.site, ground.site.lanes[0] ?? 0) === 1 ? [...places].reverse() : places;
  const cars = order.map((x, at) => {
    const stopMs = 5000 + at * 5000 + between(0, 1500, ground.draw);
    const stays = at === order.length - 1 && ground.draw() < 0.5;
    const leaveMs = Math.min(lastMs - 9000, stopMs + DWELL_MS + between(5000, 14_000, ground.draw));
    const stand = { x: x + between(-0.6, 0.6, ground.draw), stopMs, ...(!stays && { leaveMs }) };
    const id = `parker-${at + 1}`;
    const path = onWalk(ground, stand, lastMs);
    const van = ground.draw() < 0.2;
    const actor = van
      ? { ...thing(ground, id, { of: 'van' }, path), plate: plate(ground.draw) }
      : car(ground, id, path);
    return { actor, expect: expected(id, stand, lastMs) };
  });
  return { actors: cars.map(({ actor }) => actor), expect: cars.map((one) => one.expect) };
}

interface Variation {
  readonly id: string;
  readonly about: string;
  readonly films: number;
  readonly wish: Wish;
  /** How often something passes, ms. */
  readonly everyMs: number;
}

const VARIATIONS: readonly Variation[] = [
  {
    ...{ id: 'parked-by-day', films: 6, everyMs: 6000, wish: {} },
    about: 'Cars stop on the sidewalk one after the other and stay longer than allowed.',
  },
  {
    ...{ id: 'parked-under-clouds', films: 4, everyMs: 6000, wish: { light: 'overcast' } },
    about: 'The same on a grey day, when nothing throws a shadow.',
  },
  {
    ...{ id: 'parked-in-low-sun', films: 3, everyMs: 7000, wish: { light: 'low-sun' } },
    about: 'The same in the evening sun, with long shadows over the sidewalk.',
  },
  {
    ...{ id: 'parked-in-the-rain', films: 2, everyMs: 7000 },
    about: 'The same in the rain, on a wet road that mirrors the first lamps.',
    wish: { light: 'dusk', weather: 'rain' },
  },
  {
    ...{ id: 'parked-in-fog', films: 1, everyMs: 9000 },
    about: 'The same in fog.',
    wish: { light: 'overcast', weather: 'fog' },
  },
  {
    ...{ id: 'parked-by-night', films: 4, everyMs: 8000, wish: { light: 'night' } },
    about: 'The same under street lamps.',
  },
  {
    ...{ id: 'night-of-headlights', films: 2, everyMs: 2500, wish: { light: 'night' } },
    about: 'Parked cars in a night of passing headlights: one episode each.',
  },
];

function parkedRow({ id, about, films, wish, everyMs }: Variation): Family {
  return {
    ...{ id, about, films, scene: 'parking' },
    make: (seed, split) => {
      const ground = groundOf(id, seed, split, wish);
      const durationMs = 62_000;
      const { actors, expect } = rowOf(ground, 4, durationMs);
      const far = ground.site.lanes.slice(1);
      return told({ id, about }, ground, {
        ...{
          durationMs,
          expect,
          rules: [PARKING],
          zones: [walkZone(ground)],
          shortened: SHORTENED,
        },
        actors: [
          ...actors,
          ...traffic(ground, { fromMs: 0, toMs: durationMs, everyMs }, far),
          ...walkers(ground, 2, durationMs, -ground.site.street.farWalk + 0.8),
        ],
      });
    },
  };
}

const busHides: Family = {
  id: 'bus-hides-parked-car',
  scene: 'parking',
  films: 3,
  about:
    'A bus halts in front of a parked car and hides it for a while: it is the same parked car.',
  make: (seed, split) => {
    const ground = groundOf('bus-hides-parked-car', seed, split, { mount: acrossTheStreet });
    const durationMs = 60_000;
    const [x = 0] = placesOf(ground, 1);
    const stand = { x, stopMs: 6000, leaveMs: 48_000 };
    const path = onWalk(ground, stand, durationMs);
    const lane = ground.site.lanes[0] ?? 1.75;
    return told(busHides, ground, {
      ...{ durationMs, rules: [PARKING], zones: [walkZone(ground)], shortened: SHORTENED },
      expect: [expected('parker', stand, durationMs)],
      actors: [
        car(ground, 'parker', path),
        haltingBus(ground, 'bus', {
          z: lane,
          x: x + between(-1, 1, ground.draw),
          stopMs: 15_000,
          waitMs: 7000,
        }),
        ...traffic(
          ground,
          { fromMs: 30_000, toMs: durationMs, everyMs: 9000 },
          ground.site.lanes.slice(1),
        ),
      ],
    });
  },
};

const swap: Family = {
  id: 'two-cars-swap-one-place',
  scene: 'parking',
  films: 3,
  about: 'A car leaves its place on the sidewalk and another one takes it at once: two episodes.',
  make: (seed, split) => {
    const ground = groundOf('two-cars-swap-one-place', seed, split, {});
    const durationMs = 66_000;
    const [x = 0] = placesOf(ground, 1);
    const first = { x, stopMs: 5000, leaveMs: 26_000 };
    const second = { x, stopMs: 34_000, leaveMs: 57_000 };
    const [dark, bright] = ground.draw() < 0.5 ? ['#16181b', '#f2f2f0'] : ['#8b1a1f', '#e8e8e6'];
    return told(swap, ground, {
      ...{ durationMs, rules: [PARKING], zones: [walkZone(ground)], shortened: SHORTENED },
      expect: [expected('first', first, durationMs), expected('second', second, durationMs)],
      actors: [
        { ...car(ground, 'first', onWalk(ground, first, durationMs)), paint: dark },
        { ...car(ground, 'second', onWalk(ground, second, durationMs)), paint: bright },
      ],
    });
  },
};

/** Looks over the road at the far sidewalk, so that what halts on the road hides what stands there. */
export function acrossTheStreet({ kind, pose }: Mount): boolean {
  return (kind === 'pole' || kind === 'wall') && Math.abs(pose.yaw) < 40;
}

export const PARKING_FAMILIES: readonly Family[] = [...VARIATIONS.map(parkedRow), busHides, swap];
