import type { BufferGeometry } from 'three';
import type { Vec3 } from '../../world/vector.ts';
import { lit } from '../people/colour.ts';
import type { Loft, Rgb, Ring } from '../people/loft.ts';
import { ball, bar, box, pipe, skin } from '../props/shapes.ts';

export const BLACK: Rgb = [0.1, 0.1, 0.11];
export const STEEL: Rgb = [0.55, 0.56, 0.58];

/** Places of a scooter's parts along x. */
export interface EbikeLook {
  readonly paint: Rgb;
  readonly box: Rgb | undefined;
  /** A quilted cover before the rider's legs. */
  readonly blanket: Rgb | undefined;
  readonly windscreen: boolean;
}

/** A row of rounded cross-sections along x: [x, middle height, half height, half width]. */
export function hullOf(
  rows: readonly (readonly [number, number, number, number])[],
  paint: Rgb,
  round = 0.75,
): Loft {
  const rings = rows.map(
    ([x, y, high, wide]): Ring => ({
      ...{ at: [x, y, 0], front: [0, 1, 0], right: [0, 0, 1], depth: high, width: wide, round },
    }),
  );
  return {
    sides: 12,
    rings,
    paint: (share, angle) => lit(paint, Math.abs(angle) > 2.2 ? 0.7 : 1.02 - share * 0.04),
  };
}

export function mirrors([x, y]: readonly [number, number]) {
  return [1, -1].flatMap((side) => [
    ...pipe(
      [
        [x, y, 0.22 * side],
        [x - 0.02, y + 0.16, 0.3 * side],
      ],
      0.007,
      BLACK,
    ),
    ball(0.06, [x - 0.02, y + 0.2, 0.31 * side], BLACK, [0.35, 0.75, 1.1]),
  ]);
}

/** An open wire basket, its middle at the foot of `at`. */
export function basket(
  [x, y, z]: Vec3,
  [length, height, width]: Vec3,
  colour: Rgb = [0.2, 0.2, 0.21],
) {
  const [l, w] = [length / 2, width / 2];
  const rim = (up: number, size: number): Vec3[] =>
    (
      [
        [1, 1],
        [1, -1],
        [-1, -1],
        [-1, 1],
        [1, 1],
      ] as const
    ).map(([dx, dz]) => [x + dx * l * size, y + up, z + dz * w * size]);
  const posts = (
    [
      [1, 1],
      [1, -1],
      [-1, -1],
      [-1, 1],
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const
  ).map(([dx, dz]) =>
    bar(
      [x + dx * l * 0.85, y, z + dz * w * 0.85],
      [x + dx * l, y + height, z + dz * w],
      0.006,
      colour,
      5,
    ),
  );
  return [
    ...pipe(rim(height, 1), 0.01, colour),
    ...pipe(rim(height * 0.5, 0.93), 0.006, colour),
    box([length * 0.85, 0.015, width * 0.85], [x, y, z], colour),
    ...posts,
  ];
}

/** A courier's box with rounded edges and a darker lid, its foot's middle at (x, y). */
export function topBox(colour: Rgb | undefined, x: number, y: number, size = 1): BufferGeometry[] {
  if (!colour) return [];
  const row = (up: number, half: number): Ring => ({
    ...{ at: [x, y + up * size, 0], front: [1, 0, 0], right: [0, 0, 1], round: 0.35 },
    ...{ depth: half * size, width: half * 1.08 * size },
  });
  const rings = [
    row(0, 0.15),
    row(0.01, 0.165),
    row(0.22, 0.175),
    row(0.225, 0.19),
    row(0.29, 0.185),
    row(0.31, 0.15),
  ];
  return [skin({ sides: 20, rings, paint: (share) => lit(colour, share > 0.5 ? 0.75 : 1) })];
}
