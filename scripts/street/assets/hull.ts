import type { Vec3 } from '../world/vector.ts';

/** The eight corners of a box that stands on the ground, its top drawn in by `taper` metres on every side. */
export function boxHull(length: number, width: number, height: number, taper = 0): readonly Vec3[] {
  const corner = (y: number, by: number): Vec3[] =>
    [-1, 1].flatMap((x) =>
      [-1, 1].map((z): Vec3 => [x * (length / 2 - by), y, z * (width / 2 - by)]),
    );
  return [...corner(0, 0), ...corner(height, taper)];
}
