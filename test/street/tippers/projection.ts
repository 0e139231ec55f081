import { RADIANS, type Vec3 } from '../../../scripts/street/world/vector.ts';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Degrees about the truck (0 before its front) and up, metres away. */
export type View = readonly [about: number, up: number, away: number];

export const SIDE: View = [90, 5, 30];

/** A pole, a gantry, from behind, a drone, and plain sides. */
export const VIEWS: readonly (readonly [name: string, view: View])[] = [
  ['head', [0, 8, 25]],
  ['gantry', [5, 24, 18]],
  ['pole before', [40, 17, 22]],
  ['side', SIDE],
  ['pole behind', [140, 17, 22]],
  ['tail', [180, 10, 22]],
  ['drone', [60, 60, 60]],
];

/** The box of points as a pinhole camera sees them that looks at the middle of the truck; focal length 1. */
export function boxOf(points: readonly Vec3[], [about, up, away]: View): Box {
  const [ca, sa] = [Math.cos(about * RADIANS), Math.sin(about * RADIANS)];
  const [cu, su] = [Math.cos(up * RADIANS), Math.sin(up * RADIANS)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y, z] of points) {
    const towards = x * ca + z * sa;
    const high = y - 1.5;
    const depth = away - towards * cu - high * su;
    const across = (-x * sa + z * ca) / depth;
    const down = (towards * su - high * cu) / depth;
    [left, right] = [Math.min(left, across), Math.max(right, across)];
    [top, bottom] = [Math.min(top, down), Math.max(bottom, down)];
  }
  return { left, right, top, bottom };
}
