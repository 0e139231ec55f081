import type { CameraPose } from '../world/camera.ts';
import type { Actor, SceneCamera } from '../world/scenario.ts';
import { guest, haltingBus, thing, traffic, walkers } from './casting.ts';
import { between, type Ground, groundOf, told } from './draft.ts';
import type { Family } from './family.ts';
import { stay } from './motions.ts';
import { PARKING, placesOf, SHORTENED, walkZone } from './parking.ts';
import { truckLanes } from './site.ts';
import { STALL } from './stalls.ts';
import { TRUCK_RULES, truck } from './trucks.ts';

interface Night {
  readonly id: string;
  readonly about: string;
  readonly films: number;
  readonly durationMs: number;
  readonly fps: number;
}

/** Wind sways the mast: so far to each side (share of the picture's width), in so many ms. */
const SWAY = { share: 0.004, periodMs: 3700, gustMs: 41_000 } as const;
const KEY_MS = 400;

const NIGHTS: readonly Night[] = [
  {
    ...{ id: 'ordinary-night-of-rain', films: 1, durationMs: 75_000, fps: 10 },
    about:
      'Rain, wind and headlights by night, and everybody keeps the law: there is nothing to tell.',
  },
  {
    ...{ id: 'long-night-of-rain', films: 0, durationMs: 120_000, fps: 3 },
    about: 'The same for two minutes; too dear for the suite.',
  },
];

function ordinaryNight({ id, about, films, durationMs, fps }: Night): Family {
  return {
    ...{ id, about, films, scene: 'parking' },
    make: (seed, split) => {
      const ground = groundOf(id, seed, split, { light: 'night', weather: 'rain' });
      return told({ id, about }, ground, {
        ...{ durationMs, expect: [], rules: [PARKING, STALL, ...TRUCK_RULES] },
        ...{ zones: [walkZone(ground)], shortened: SHORTENED },
        camera: { fps, keys: swaying(ground.site.pose, durationMs) },
        actors: [...passing(ground, durationMs), ...staying(ground, durationMs)],
      });
    },
  };
}

/** Cars with their lamps on, people, and now and then a truck that has nothing to hide. */
function passing(ground: Ground, durationMs: number): Actor[] {
  const trucks = Array.from({ length: Math.round(durationMs / 30_000) }, (_, at) =>
    truck(ground, `tipper-${at + 1}`, {
      ...(at % 2 === 0 ? { load: 'level', cover: 'tarpaulin' } : { load: 'empty', cover: 'none' }),
      enterMs: at * 30_000 + between(5000, 20_000, ground.draw),
      lane: truckLanes(ground.site).at(-1) ?? 1.75,
      speed: between(6, 9, ground.draw),
    }),
  );
  return [
    ...trucks,
    // the first lane is the bus's
    ...traffic(ground, { fromMs: 0, toMs: durationMs, everyMs: 3500 }, ground.site.lanes.slice(1)),
    ...walkers(ground, Math.round(durationMs / 15_000), durationMs, -0.9),
  ];
}

/** What may stand: e-bikes, people who wait, and a bus at its stop. */
function staying(ground: Ground, durationMs: number): Actor[] {
  const { walk, lanes } = ground.site;
  const [first = 0, second = first + 4] = placesOf(ground, 2, 6);
  const bikes = [0, 1, 2].map((at) => {
    const place = { x: first + at * 1.1, z: walk, heading: 80 };
    return thing(ground, `bike-${at + 1}`, { of: 'motorcycle' }, stay(0, durationMs, place));
  });
  const waiting = [0, 1].map((at) => {
    const place = { x: second + at, z: -0.9, heading: -90 };
    return guest(ground, `waiting-${at + 1}`, { ...place, arriveMs: 8000, leaveMs: 40_000 });
  });
  const halt = { z: lanes[0] ?? 1.75, x: second, stopMs: 30_000, waitMs: 9000 };
  return [...bikes, ...waiting, haltingBus(ground, 'bus', halt)];
}

function swaying(pose: CameraPose, durationMs: number): SceneCamera['keys'] {
  const keys = Math.ceil(durationMs / KEY_MS) + 1;
  return Array.from({ length: keys }, (_, at) => {
    const atMs = at * KEY_MS;
    const turn = (periodMs: number) => Math.sin((2 * Math.PI * atMs) / periodMs);
    const gust = 0.6 + 0.4 * turn(SWAY.gustMs);
    const yaw = pose.yaw + SWAY.share * pose.hfov * gust * turn(SWAY.periodMs);
    const pitch = pose.pitch + (SWAY.share / 3) * pose.hfov * gust * turn(SWAY.periodMs * 0.7);
    const [x, y, z] = pose.position;
    // a place of its own for each: YAML writes what is shared as an alias
    return { ...pose, position: [x, y, z], atMs, yaw: rounded(yaw), pitch: rounded(pitch) };
  });
}

/** As a file of scenarios keeps it. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1000) / 1000;
}

export const RAINY_NIGHTS: readonly Family[] = NIGHTS.map(ordinaryNight);
