import type { Vec3 } from '../../world/vector.ts';
import { lit } from './colour.ts';
import type { Loft, Rgb, Ring } from './loft.ts';
import { noise } from './noise.ts';
import type { Broom } from './poses.ts';
import { type Axes, boneAxes, type Figure, type Skeleton } from './skeleton.ts';
import { trunkAt } from './trunk.ts';
import { add, mix, sub, times, unit } from './vec.ts';
import type { Outfit } from './wardrobe.ts';

/** The bag, where there is one. */
export function bagLofts(body: Skeleton, figure: Figure, { bag }: Outfit, seed: number): Loft[] {
  if (!bag) return [];
  if (bag.kind === 'backpack') return backpack(body, figure, bag.colour);
  if (bag.kind === 'shoulder') return shoulderBag(body, figure, bag.colour);
  return [carrier(body.arms[0].end, figure, bag.colour, seed)];
}

function backpack(body: Skeleton, figure: Figure, colour: Rgb): Loft[] {
  const tall = figure.height;
  const rows = [
    [0.07, 0.5, 0.75],
    [0.085, 0.9, 0.95],
    [0.13, 1.1, 1],
    [0.2, 0.95, 1],
    [0.25, 0.75, 0.92],
    [0.272, 0.4, 0.7],
  ] as const;
  const rings = rows.map(([up, deep, wide]): Ring => {
    const { at, axes } = trunkAt(body, tall, up);
    const back = add(at, times(axes.front, -0.095 * tall));
    const size = { depth: 0.04 * tall, back: 0.045 * deep * tall, width: 0.083 * wide * tall };
    return { at: back, front: axes.front, right: axes.right, round: 0.6, ...size };
  });
  const paint = (share: number, angle: number): Rgb =>
    lit(colour, share < 0.45 && Math.abs(angle) > 1.8 ? 0.75 : 1.05 - 0.2 * share);
  return [
    { sides: 12, rings, paint },
    ...[1, -1].map((side) => strap(body, figure, side, side, colour)),
  ];
}

/** A band over one shoulder, down the chest to `to` (right 1, left -1). */
function strap(body: Skeleton, figure: Figure, from: number, to: number, colour: Rgb): Loft {
  const tall = figure.height;
  const rows = [
    [0.302, 0.062, -0.01],
    [0.285, 0.064, 0.047],
    [0.23, 0.062, 0.073],
    [0.15, 0.07, 0.07],
    [0.08, 0.086, 0.05],
  ] as const;
  const rings = rows.map(([up, aside, forward], row): Ring => {
    const { at, axes } = trunkAt(body, tall, up);
    const side = from + ((to - from) * row) / (rows.length - 1);
    const place = add(
      at,
      add(times(axes.right, side * aside * tall), times(axes.front, forward * tall)),
    );
    return {
      at: place,
      front: axes.front,
      right: axes.right,
      depth: 0.008 * tall,
      width: 0.014 * tall,
    };
  });
  return { sides: 6, rings, paint: () => lit(colour, 0.8) };
}

function shoulderBag(body: Skeleton, figure: Figure, colour: Rgb): Loft[] {
  const tall = figure.height;
  const { at, axes } = trunkAt(body, tall, 0.02);
  const middle = add(at, add(times(axes.right, -0.125 * tall), times(axes.front, 0.03 * tall)));
  const rows = [
    [-0.075, 0.85],
    [-0.06, 1],
    [0, 1],
    [0.045, 0.85],
    [0.055, 0.6],
  ] as const;
  const rings = rows.map(
    ([up, size]): Ring => ({
      at: add(middle, [0, up * tall, 0]),
      ...{ front: axes.front, right: axes.right, round: 0.6 },
      ...{ depth: 0.085 * size * tall, width: 0.028 * size * tall },
    }),
  );
  const bag = { sides: 10, rings, paint: (share: number) => lit(colour, 0.9 + 0.15 * share) };
  return [bag, strap(body, figure, 1, -1, colour)];
}

/** A plastic bag that hangs from a hand. */
function carrier(hand: Vec3, figure: Figure, colour: Rgb, seed: number): Loft {
  const tall = figure.height;
  const rows = [
    [-0.05, 0.1],
    [-0.1, 0.35],
    [-0.16, 0.8],
    [-0.22, 1],
    [-0.27, 0.95],
    [-0.285, 0.6],
  ] as const;
  const rings = rows.map(
    ([up, size]): Ring => ({
      at: add(hand, [0, up * tall, 0]),
      ...{ front: [1, 0, 0], right: [0, 0, 1] },
      ...{ depth: 0.075 * size * tall, width: 0.05 * size * tall },
      shape: (angle) => 1 + 0.16 * noise(seed, angle * 2, up * 30, 5),
    }),
  );
  return {
    sides: 10,
    rings,
    paint: (share, angle) => lit(colour, 0.95 + 0.15 * noise(seed, angle * 2, share * 6, 1)),
  };
}

/** A stick between two points. */
function stick(from: Vec3, to: Vec3, radius: number, colour: Rgb): Loft {
  const axes = boneAxes(from, to, [0.1, 0.05, 1]);
  const ring = (at: Vec3): Ring => ({
    at,
    front: axes.front,
    right: axes.right,
    depth: radius,
    width: radius,
  });
  return { sides: 6, rings: [ring(from), ring(to)], paint: () => colour };
}

/** Stick and fan of a bamboo broom. */
export function broomLofts({ upper, brush }: Broom): Loft[] {
  const axes = boneAxes(upper, brush, [0, 0, 1]);
  const neck = mix(upper, brush, 0.68);
  const rows = [
    [0, 0.025, 0.025],
    [0.3, 0.05, 0.09],
    [1, 0.05, 0.2],
  ] as const;
  const rings = rows.map(
    ([share, deep, wide]): Ring => ({
      at: mix(neck, brush, share),
      ...{ front: axes.front, right: axes.right, depth: deep, width: wide, round: 0.8 },
    }),
  );
  const paint = (share: number, angle: number) =>
    lit([0.62, 0.5, 0.25], 1 - 0.3 * share * Math.abs(Math.sin(angle * 9)));
  return [stick(upper, neck, 0.014, [0.6, 0.47, 0.28]), { sides: 12, rings, paint }];
}

const RIBS = 8;

/** An umbrella held over the head; `grip` is the hand that holds it. */
export function umbrellaLofts(grip: Vec3, head: Vec3, colour: Rgb): Loft[] {
  const top = add(head, [0.05, 0.52, (grip[2] - head[2]) * 0.6]);
  const way = unit(sub(top, grip));
  const axes: Axes = boneAxes(top, grip, [0, 0, 1]);
  const ring = (radius: number, down: number, sag: number): Ring => ({
    at: add(top, times(way, -down)),
    ...{ front: axes.front, right: axes.right, depth: radius, width: radius },
    shape: (angle) => 1 - sag * Math.abs(Math.sin((angle * RIBS) / 2)),
  });
  const rings = [
    ring(0.47, 0.235, 0.08),
    ring(0.3, 0.1, 0.05),
    ring(0.02, 0.02, 0),
    ring(0.02, 0.0, 0),
    ring(0.3, 0.08, 0.05),
    ring(0.44, 0.17, 0.07),
    ring(0.485, 0.24, 0.08),
  ];
  const paint = (share: number, angle: number): Rgb =>
    lit(colour, (share < 0.45 ? 0.55 : 1) * (0.94 + 0.06 * Math.cos(angle * RIBS)));
  return [
    stick(add(top, times(way, 0.05)), add(grip, times(way, -0.1)), 0.008, [0.3, 0.3, 0.32]),
    { sides: 32, rings, paint },
  ];
}

/** The low stool under a sitting vendor; with size 0 it is not seen. */
export function stoolLofts(pelvis: Vec3, colour: Rgb, size: number): Loft[] {
  const height = (pelvis[1] - 0.1) * size;
  const ring = (up: number, half: number): Ring => ({
    at: [pelvis[0] - 0.02, up, pelvis[2]],
    ...{ front: [1, 0, 0], right: [0, 0, 1], depth: half * size, width: half * size, round: 0.45 },
  });
  return [
    {
      sides: 12,
      rings: [
        ring(0, 0.17),
        ring(height * 0.85, 0.135),
        ring(height * 0.87, 0.15),
        ring(height, 0.15),
      ],
      paint: (share) => lit(colour, share < 0.4 ? 0.7 : 1),
    },
  ];
}
