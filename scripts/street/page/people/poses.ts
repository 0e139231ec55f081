import type { Vec3 } from '../../world/vector.ts';
import type { Figure, LegPose, Pose } from './skeleton.ts';

const CALM: Pick<Pose, 'lean' | 'bend' | 'side' | 'twist' | 'nod' | 'look'> = {
  ...{ lean: 0, bend: 3, side: 0, twist: 0, nod: 0, look: 0 },
};
const ARM = { forward: -4, out: 13, elbow: 20 };

/** Two steps, share of the body's height. */
const STRIDE = 0.8;

/** A walker after so many metres. `start` is where in the stride he began, 0 to 1. */
export function walking(figure: Figure, travelled: number, start: number): Pose {
  const stride = travelled / (STRIDE * figure.height) + start;
  const [right, left] = [stride - Math.floor(stride), stride + 0.5 - Math.floor(stride + 0.5)];
  const swing = Math.cos(right * 2 * Math.PI);
  const arm = (way: number) => ({
    forward: 2 + way * 21,
    ...{ out: 8, elbow: 20 + way * 12, inward: 12 },
  });
  return {
    ...CALM,
    ...{ lean: 2, twist: swing * 6, look: 0, nod: 3 },
    legs: [stepAt(right), stepAt(left)],
    arms: [arm(-swing), arm(swing)],
  };
}

/** A leg through one stride from heel strike (0) on; after Perry's gait curves, coarsely. */
function stepAt(at: number): LegPose {
  const hill = (middle: number, wide: number) => {
    const off = Math.min(Math.abs(at - middle), 1 - Math.abs(at - middle));
    return Math.exp(-((off / wide) ** 2));
  };
  return {
    hip: 9 + 21 * Math.cos(at * 2 * Math.PI) + 9 * hill(0.82, 0.12),
    knee: 5 + 13 * hill(0.14, 0.08) + 56 * hill(0.73, 0.12),
    toes: 16 * hill(0.98, 0.06) - 34 * hill(0.61, 0.09),
  };
}

/** Stands, its weight going slowly from leg to leg. `habit` (0 to 1) is how this one holds his arms. */
export function standing(atMs: number, habit: number): Pose {
  const slow = Math.sin(atMs / 2300 + habit * 40);
  const glance = Math.sin(atMs / 3700 + habit * 17);
  const weight = slow * 1.6;
  const legs: Pose['legs'] = [
    { hip: 9 + weight, knee: 10 + weight * 2, toes: 0, out: 6.5 },
    { hip: -5 - weight, knee: 4 - weight, toes: 0, out: 6 },
  ];
  const phone = { forward: 24 + slow, out: 8, elbow: 96, inward: 38 };
  const folded = { forward: 12, out: 12, elbow: 92, inward: 62 };
  const hip = { forward: -14, out: 34, elbow: 62, inward: 70 };
  const calm = { ...CALM, side: slow * 1.2, look: glance * 25 };
  if (habit < 0.3)
    return { ...calm, nod: 24, look: glance * 6, legs, arms: [{ ...ARM, elbow: 22 }, phone] };
  if (habit < 0.45) return { ...calm, legs, arms: [folded, { ...folded, forward: 18 }] };
  if (habit < 0.6) return { ...calm, legs, arms: [ARM, hip] };
  return { ...calm, legs, arms: [{ ...ARM, elbow: 12 + slow * 2 }, ARM] };
}

/** Behind a table: bows over it, one hand on the goods, the other hands them over now and then. */
export function selling(figure: Figure, atMs: number, habit: number): Pose {
  const round = atMs / 1900 + habit * 30;
  const give = Math.max(0, Math.sin(round)) ** 2;
  const tall = figure.height;
  return {
    ...{ lean: 7 + 5 * give, bend: 10 + 6 * give, side: Math.sin(round / 2) * 2 },
    ...{ twist: 12 * give, nod: 14 + 6 * Math.cos(round), look: 22 * Math.sin(round / 3) },
    legs: [
      { hip: 11, knee: 8, toes: 0, out: 7 },
      { hip: -2, knee: 4, toes: 0, out: 7 },
    ],
    arms: [
      { ...ARM, hand: [(0.2 + 0.11 * give) * tall, (0.55 + 0.06 * give) * tall, 0.1 * tall] },
      { ...ARM, hand: [0.2 * tall, (0.53 + 0.015 * Math.sin(round * 3)) * tall, -0.12 * tall] },
    ],
  };
}

/** Where the broom is held and where its brush is, about the origin. */
export interface Broom {
  readonly upper: Vec3;
  readonly lower: Vec3;
  readonly brush: Vec3;
}

/** Sweeps from side to side in front of himself. */
export function sweeping(
  figure: Figure,
  atMs: number,
  step: Pose['legs'],
): Pose & { broom: Broom } {
  const swing = Math.sin(atMs / 480);
  const tall = figure.height;
  const brush: Vec3 = [0.42 * tall, 0.068, (0.06 + 0.16 * swing) * tall];
  const top: Vec3 = [0.1 * tall, 0.74 * tall, (-0.06 - 0.02 * swing) * tall];
  const on = (share: number): Vec3 => [
    top[0] + (brush[0] - top[0]) * share,
    top[1] + (brush[1] - top[1]) * share,
    top[2] + (brush[2] - top[2]) * share,
  ];
  const [upper, lower] = [on(0.1), on(0.42)];
  return {
    ...{ lean: 12, bend: 14, side: 0, twist: -10 * swing, nod: 18, look: -8 * swing },
    legs: step,
    arms: [
      { ...ARM, hand: lower },
      { ...ARM, hand: upper },
    ],
    broom: { upper: top, lower, brush },
  };
}

/** Feet apart, one forward. */
export const STEADY: Pose['legs'] = [
  { hip: 2, knee: 8, toes: 0, out: 5 },
  { hip: 12, knee: 12, toes: 0, out: 5 },
];

/** On a stool, elbows near the knees. */
export function sitting(atMs: number, habit: number): Pose {
  const slow = Math.sin(atMs / 2600 + habit * 30);
  return {
    ...{ lean: 10 + slow, bend: 18, side: slow, twist: 0, nod: 6 + slow * 4, look: slow * 20 },
    legs: [
      { hip: 86, knee: 84, toes: 0, out: 12 },
      { hip: 84, knee: 80, toes: 0, out: 14 },
    ],
    arms: [
      { forward: 30, out: 12, elbow: 55 + slow * 5, inward: 25 },
      { forward: 36, out: 14, elbow: 40, inward: 20 },
    ],
  };
}
