import type { CameraPose } from '../world/camera.ts';
import type { Actor, SceneCamera } from '../world/scenario.ts';
import { car, traffic } from './casting.ts';
import { between, type Ground, groundOf, pick, told } from './draft.ts';
import type { Family } from './family.ts';
import { stay } from './motions.ts';
import { expected, PARKING, SHORTENED, walkZone } from './parking.ts';
import { expectedStall, type Selling, STALL, sellers } from './stalls.ts';
import { truck } from './trucks.ts';

const LASTS_MS = 50_000;
/** Chongqing, Zhengzhou, Chengdu: the world's origin for telemetry and zones. */
const ANCHORS = [
  { lat: 29.5647, lng: 106.5507, alt: 244 },
  { lat: 34.7466, lng: 113.6254, alt: 104 },
  { lat: 30.6598, lng: 104.0633, alt: 500 },
] as const;

/** Along the street and back at 6 m/s, the gimbal looking forward and down. */
function flight({ pose }: Ground['site'], draw: () => number): SceneCamera['keys'] {
  const height = between(35, 80, draw);
  const pitch = between(-75, -50, draw);
  const back = height / Math.tan((-pitch * Math.PI) / 180);
  const key = (atMs: number, x: number): CameraPose & { atMs: number } => ({
    ...{ ...pose, atMs, pitch, yaw: 0, roll: 0 },
    position: [x, height, back],
  });
  return [key(0, -60), key(LASTS_MS / 2, 60), key(LASTS_MS, -60)];
}

function story(ground: Ground): { actors: Actor[]; stands: readonly Selling[]; parked: Actor[] } {
  const { site, draw } = ground;
  const parked = [-34, 6, 28].map((x, at) =>
    car(ground, `parked-${at + 1}`, stay(0, LASTS_MS, { x, z: site.walk, heading: 0 })),
  );
  const stands = [-18, 17].map(
    (x): Selling => ({ x, z: site.walk, fromMs: 0, toMs: LASTS_MS, kind: 'stall-parasol' }),
  );
  const tipper = truck(ground, 'tipper', {
    ...{ enterMs: 8000, lane: pick(site.lanes, draw), speed: 7, load: 'heaped', cover: 'none' },
  });
  const rest = traffic(ground, { fromMs: 0, toMs: LASTS_MS, everyMs: 5000 });
  const selling = stands.flatMap((stand, at) => sellers(ground, `stall-${at + 1}`, stand));
  return { actors: [...parked, ...selling, tipper, ...rest], stands, parked };
}

/** Patrol flights: film, telemetry and zones on the map. Not in the suite of fixed cameras (`films: 0`). */
export const dronePatrol: Family = {
  id: 'drone-patrol',
  scene: 'parking',
  films: 0,
  about: 'A drone flies along a street and back: parked cars, stalls and an open truck from above.',
  make: (seed, split) => {
    const ground = groundOf('drone-patrol', seed, split, { mount: ({ kind }) => kind === 'drone' });
    const { actors, stands, parked } = story(ground);
    return told(dronePatrol, ground, {
      ...{ durationMs: LASTS_MS, rules: [PARKING, STALL], zones: [walkZone(ground)] },
      ...{ actors, shortened: SHORTENED },
      camera: {
        ...{ keys: flight(ground.site, ground.draw), fps: 15, burnedClock: false },
        ...{ size: { width: 1280, height: 720 }, anchor: pick(ANCHORS, ground.draw) },
      },
      expect: [
        ...parked.map(({ id }) => expected(id, { x: 0, stopMs: 0 }, LASTS_MS)),
        ...stands.map((stand, at) => expectedStall(`stall-${at + 1}`, stand)),
      ],
    });
  },
};
