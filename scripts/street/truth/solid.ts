import { RADIANS, type Vec3 } from '../world/vector.ts';
import type { Standing } from './silhouette.ts';

/** The upright box around a convex thing, turned with it. Metres. */
export interface Solid {
  /** Middle of its footprint. */
  readonly x: number;
  readonly z: number;
  /** Cosine and sine of its heading. */
  readonly cos: number;
  readonly sin: number;
  readonly halfLength: number;
  readonly halfWidth: number;
  readonly bottom: number;
  readonly top: number;
}

interface Reach {
  readonly low: Vec3;
  readonly high: Vec3;
}

const REACHES = new WeakMap<readonly Vec3[], Reach>();

function reachOf(hull: readonly Vec3[]): Reach {
  const known = REACHES.get(hull);
  if (known) return known;
  const end = (pick: (...values: number[]) => number): Vec3 => [
    pick(...hull.map(([x]) => x)),
    pick(...hull.map(([, y]) => y)),
    pick(...hull.map(([, , z]) => z)),
  ];
  const reach = { low: end(Math.min), high: end(Math.max) };
  REACHES.set(hull, reach);
  return reach;
}

export function solidOf({ position, heading }: Standing, hull: readonly Vec3[]): Solid {
  const { low, high } = reachOf(hull);
  const [cos, sin] = [Math.cos(heading * RADIANS), Math.sin(heading * RADIANS)];
  const [mx, mz] = [(low[0] + high[0]) / 2, (low[2] + high[2]) / 2];
  return {
    x: position[0] + mx * cos + mz * sin,
    z: position[2] - mx * sin + mz * cos,
    ...{ cos, sin },
    halfLength: (high[0] - low[0]) / 2,
    halfWidth: (high[2] - low[2]) / 2,
    bottom: position[1] + low[1],
    top: position[1] + high[1],
  };
}

/**
 * Whether `a` stands before `b`, seen from `eye`: of two things on either side of a plane the one on the
 * eye's side. Planes along their sides and level ones are tried; where none parts them (a vendor inside
 * the box of the stall), the nearer middle counts.
 */
export function isBefore(a: Solid, b: Solid, eye: Vec3): boolean {
  const level = side(a.bottom, a.top, b.bottom, b.top, eye[1]);
  if (level !== undefined) return level;
  for (const solid of [a, b]) {
    const along = sideAlong(a, b, eye, solid.cos, -solid.sin);
    if (along !== undefined) return along;
    const across = sideAlong(a, b, eye, solid.sin, solid.cos);
    if (across !== undefined) return across;
  }
  return distance(a, eye) < distance(b, eye);
}

function sideAlong(a: Solid, b: Solid, eye: Vec3, nx: number, nz: number): boolean | undefined {
  const [pa, ra] = [a.x * nx + a.z * nz, shadow(a, nx, nz)];
  const [pb, rb] = [b.x * nx + b.z * nz, shadow(b, nx, nz)];
  return side(pa - ra, pa + ra, pb - rb, pb + rb, eye[0] * nx + eye[2] * nz);
}

/** Half the length of the footprint's shadow on an axis. */
function shadow({ cos, sin, halfLength, halfWidth }: Solid, nx: number, nz: number): number {
  return halfLength * Math.abs(cos * nx - sin * nz) + halfWidth * Math.abs(sin * nx + cos * nz);
}

/** Two spans of an axis and the eye on it; undefined where the spans overlap. */
function side(
  aLow: number,
  aHigh: number,
  bLow: number,
  bHigh: number,
  eye: number,
): boolean | undefined {
  if (aHigh <= bLow) return eye <= bLow;
  if (bHigh <= aLow) return eye >= aLow;
  return undefined;
}

function distance(solid: Solid, [x, y, z]: Vec3): number {
  return Math.hypot(solid.x - x, (solid.bottom + solid.top) / 2 - y, solid.z - z);
}
