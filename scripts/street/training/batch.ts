import type { CameraPose } from '../world/camera.ts';
import { type Dice, diceOf } from '../world/dice.ts';
import { poseAt } from '../world/mounts.ts';
import { random } from '../world/random.ts';
import type { Scenario } from '../world/scenario.ts';
import { arrange } from './arrange.ts';
import { poolOf } from './pool.ts';
import { type Recipe, STREETS } from './recipe.ts';
import { type Half, refuseJudging, TRAINING } from './split.ts';

/** One street in one light with its cast, and the pictures that are taken of it. */
export interface Batch {
  /** Everybody who is in any of the pictures; loaded once. */
  readonly cast: Scenario;
  /** Each to be seen at 0 ms. */
  readonly pictures: readonly Scenario[];
}

/**
 * The batch of that number; the same half, seed and number give the same batch. In a batch for training is
 * nothing of judging.
 */
export function batchOf(
  seed: number,
  number: number,
  half: Half = TRAINING,
  recipe: Recipe = STREETS,
): Batch {
  const draw = random(seed, streamOf(half, recipe), String(number));
  const dice = diceOf(draw);
  const street = dice.pick(half.layouts);
  const mounts = half.mounts.filter(({ pose }) => pose.position[1] >= recipe.lowest);
  const mount = dice.weighted(mounts, ({ kind }) => recipe.mounts[kind]);
  const [size] = dice.weighted(recipe.sizes, ([, share]) => share);
  const [light, weather] = dice.weighted(conditionsOf(half, recipe), ([, , share]) => share);
  const pool = poolOf(dice, draw, half.assets, recipe);
  const scenario = (index: number, pose: CameraPose, actors: Scenario['actors']): Scenario => ({
    ...{ name: `${streamOf(half, recipe)}-${number}-${index}`, about: 'A random street.' },
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
    pool.map(({ of: _, role: __, ...actor }) => ({ ...actor, path: [{ atMs: 0, x: 0, z: 0 }] })),
  );
  let pose = straight;
  const pictures = Array.from({ length: recipe.picturesPerBatch }, (_, index) => {
    if (index % recipe.picturesPerPose === 0) pose = jittered(straight, recipe, dice);
    const empty = dice.chance(recipe.emptyShare);
    return scenario(index, pose, empty ? [] : arrange(pool, { street, pose, size }, dice, recipe));
  });
  if (half.split === 'training') for (const one of [cast, ...pictures]) refuseJudging(one);
  return { cast, pictures };
}

function conditionsOf({ conditions }: Half, { lights }: Recipe): Half['conditions'] {
  return conditions.filter(([light]) => lights?.includes(light) ?? true);
}

/** The streams of the first recipe are named by the half alone. */
function streamOf({ split }: Half, recipe: Recipe): string {
  return recipe === STREETS ? split : `${split}-${recipe.name}`;
}

function jittered(pose: CameraPose, { jitter }: Recipe, dice: Dice): CameraPose {
  const [x, y, z] = pose.position;
  const { along, height, yaw, pitch, hfov } = jitter;
  return {
    position: [
      x + dice.between(-along, along),
      y * dice.between(...height),
      z + dice.between(-0.4, 0.8),
    ],
    yaw: pose.yaw + dice.between(-yaw, yaw),
    pitch: Math.max(-90, pose.pitch + dice.between(...pitch)),
    roll: pose.roll + dice.between(-1.5, 1.5),
    hfov: pose.hfov * dice.between(...hfov),
  };
}
