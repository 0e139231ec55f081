import type { Vec3 } from '../../world/vector.ts';
import type { Rgb } from '../people/loft.ts';
import { ball, bar, box, pipe, wheelDisc } from '../props/shapes.ts';

export const BLACK: Rgb = [0.1, 0.1, 0.1];
export const STEEL: Rgb = [0.62, 0.63, 0.65];

export function forks(
  paint: Rgb,
  axle: readonly [number, number],
  low: readonly [number, number],
  high: readonly [number, number],
) {
  return [1, -1].flatMap((side) => [
    ...pipe(
      [
        [axle[0], axle[1], 0.06 * side],
        [low[0], low[1], 0.04 * side],
      ],
      0.011,
      paint,
    ),
    ...pipe(
      [
        [axle[0], axle[1], 0.06 * side],
        [high[0], high[1], 0.02 * side],
      ],
      0.01,
      paint,
    ),
  ]);
}

/** A mudguard about an axle, degrees from the front upwards. */
export function guard(
  [x, y]: readonly [number, number],
  radius: number,
  from: number,
  to: number,
  paint: Rgb,
) {
  const points = Array.from({ length: 8 }, (_, at): Vec3 => {
    const angle = ((from + ((to - from) * at) / 7) * Math.PI) / 180;
    return [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius, 0];
  });
  return points.slice(1).map((to_, at) => {
    const from_ = points[at] ?? to_;
    return bar(from_, to_, 0.022, paint, 6);
  });
}

export function crank([x, y]: readonly [number, number]) {
  return [
    wheelDisc(0.09, 0.012, [x, y, 0.06], STEEL, 18),
    bar([x, y, 0.07], [x + 0.12, y - 0.11, 0.1], 0.011, STEEL, 5),
    bar([x, y, -0.07], [x - 0.12, y + 0.11, -0.1], 0.011, STEEL, 5),
    box([0.09, 0.025, 0.09], [x + 0.12, y - 0.12, 0.14], BLACK),
    box([0.09, 0.025, 0.09], [x - 0.12, y + 0.1, -0.14], BLACK),
  ];
}

export function saddle([x, y]: readonly [number, number]) {
  return [
    ball(0.1, [x - 0.04, y, 0], BLACK, [1.25, 0.42, 1]),
    ball(0.06, [x + 0.1, y, 0], BLACK, [1.9, 0.4, 0.6]),
  ];
}

export function grips([x, y]: readonly [number, number], z: number) {
  return [1, -1].map((side) =>
    bar([x, y, z * side], [x + 0.08, y + 0.005, (z - 0.06) * side], 0.018, BLACK, 6),
  );
}
