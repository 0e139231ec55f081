import type { CameraPose, PictureSize } from '../world/camera.ts';
import { poseAt } from '../world/mounts.ts';
import { random } from '../world/random.ts';
import type { Scenario } from '../world/scenario.ts';
import { arrange } from './arrange.ts';
import { type Dice, diceOf } from './dice.ts';
import { poolOf } from './pool.ts';
import { type Half, refuseJudging, TRAINING } from './split.ts';

/** One street in one light with its cast, and the pictures that are taken of it. */
export interface Batch {
  /** Everybody who is in any of the pictures; loaded once. */
  readonly cast: Scenario;
  /** Each to be seen at 0 ms. */
  readonly pictures: readonly Scenario[];
}

export const PICTURES_PER_BATCH = 36;
/** The camera moves a little after that many pictures: a new plate of the street is dear. */
const PICTURES_PER_POSE = 6;
const EMPTY_SHARE = 0.05;
/** Lanes from the front and above are where trucks are judged, and what photographs show least of. */
const GANTRY_SHARE = 3;

const SIZES: readonly (readonly [PictureSize, share: number])[] = [
  [{ width: 640, height: 360 }, 0.45],
  [{ width: 960, height: 540 }, 0.35],
  [{ width: 1280, height: 720 }, 0.2],
];

/**
 * The batch of that number; the same half, seed and number give the same batch. In a batch for training is
 * nothing of judging.
 */
export function batchOf(seed: number, number: number, half: Half = TRAINING): Batch {
  const draw = random(seed, half.split, String(number));
  const dice = diceOf(draw);
  const street = dice.pick(half.layouts);
  const mount = dice.weighted(half.mounts, ({ kind }) => (kind === 'gantry' ? GANTRY_SHARE : 1));
  const [size] = dice.weighted(SIZES, ([, share]) => share);
  const [light, weather] = dice.weighted(half.conditions, ([, , share]) => share);
  const pool = poolOf(dice, draw, half.assets);
  const scenario = (index: number, pose: CameraPose, actors: Scenario['actors']): Scenario => ({
    ...{ name: `${half.split}-${number}-${index}`, about: 'A random street.' },
    ...{
      family: half.split,
      split: half.split,
      seed: seed * 100_003 + number,
      durationMs: 1,
      startUtcMs: 0,
    },
    ...{ light, weather, street, actors, zones: [], faults: [], rules: [], expect: [] },
    shortened: 1,
    camera: {
      ...{ mount: mount.id, size, fps: 1, keys: [{ ...pose, atMs: 0 }], codec: 'h264' },
      ...{ gopSeconds: 1, bFrames: 0, bitrateKbps: 1000, noise: 0, burnedClock: false },
    },
  });
  const straight = poseAt(mount, street);
  const cast = scenario(
    0,
    straight,
    pool.map(({ of: _, ...actor }) => ({ ...actor, path: [{ atMs: 0, x: 0, z: 0 }] })),
  );
  let pose = straight;
  const pictures = Array.from({ length: PICTURES_PER_BATCH }, (_, index) => {
    if (index % PICTURES_PER_POSE === 0) pose = jittered(straight, dice);
    const empty = dice.chance(EMPTY_SHARE);
    return scenario(index, pose, empty ? [] : arrange(pool, { street, pose, size }, dice));
  });
  if (half.split === 'training') for (const one of [cast, ...pictures]) refuseJudging(one);
  return { cast, pictures };
}

function jittered(pose: CameraPose, dice: Dice): CameraPose {
  const [x, y, z] = pose.position;
  return {
    position: [x + dice.between(-4, 4), y * dice.between(0.9, 1.12), z + dice.between(-0.4, 0.8)],
    yaw: pose.yaw + dice.between(-12, 12),
    pitch: Math.max(-90, pose.pitch + dice.between(-5, 4)),
    roll: pose.roll + dice.between(-1.5, 1.5),
    hfov: pose.hfov * dice.between(0.75, 1.1),
  };
}
