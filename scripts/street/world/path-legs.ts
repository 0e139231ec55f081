import { evenAngle } from './angle.ts';
import type { Waypoint } from './scenario.ts';
import { RADIANS } from './vector.ts';

/** The way from one waypoint to the next: a cubic in time for each coordinate. */
export interface Leg {
  readonly from: Waypoint;
  readonly to: Waypoint;
  readonly seconds: number;
  /** Metres per second along x and z at both ends. */
  readonly start: readonly [x: number, z: number];
  readonly end: readonly [x: number, z: number];
  readonly stands: boolean;
  /** Metres gone at even times from 0 to the whole. */
  readonly lengths: readonly number[];
}

/** Parts of a leg between which its length is measured. */
const STEPS = 48;

interface Motion {
  readonly x: number;
  readonly z: number;
  readonly vx: number;
  readonly vz: number;
  /** Change of the speed along the way, m/s². */
  readonly gain: number;
}

/**
 * The legs of a path. Slopes are those of F. N. Fritsch and J. Butland, "A method for constructing local
 * monotone piecewise cubic interpolants" (1984): no coordinate ever passes its waypoints, and between two
 * equal ones it stays.
 */
export function legsOf(path: readonly Waypoint[]): readonly Leg[] {
  const slopes = path.map((_, index) => [slopeAt(path, index, 'x'), slopeAt(path, index, 'z')]);
  return path.slice(1).flatMap((to, index) => {
    const from = path[index];
    if (from === undefined || to.atMs <= from.atMs) return [];
    const [sx = 0, sz = 0] = slopes[index] ?? [];
    const [ex = 0, ez = 0] = slopes[index + 1] ?? [];
    const seconds = (to.atMs - from.atMs) / 1000;
    const stands = from.x === to.x && from.z === to.z;
    const leg: Leg = { from, to, seconds, start: [sx, sz], end: [ex, ez], stands, lengths: [] };
    return [{ ...leg, lengths: lengthsOf(leg) }];
  });
}

function slopeAt(path: readonly Waypoint[], index: number, axis: 'x' | 'z'): number {
  const [before, here, after] = [path[index - 1], path[index], path[index + 1]];
  if (here === undefined) return 0;
  if (before === undefined || after === undefined) {
    const [first, last] = before === undefined ? [here, after] : [before, here];
    return last === undefined ? 0 : (last[axis] - first[axis]) / secondsBetween(first, last);
  }
  const [h0, h1] = [secondsBetween(before, here), secondsBetween(here, after)];
  const [d0, d1] = [(here[axis] - before[axis]) / h0, (after[axis] - here[axis]) / h1];
  if (d0 * d1 <= 0) return 0;
  const [w0, w1] = [2 * h1 + h0, h1 + 2 * h0];
  return (w0 + w1) / (w0 / d0 + w1 / d1);
}

function secondsBetween(from: Waypoint, to: Waypoint): number {
  return Math.max(1e-3, (to.atMs - from.atMs) / 1000);
}

/** Place and motion at `share` (0 to 1) of the leg's time. */
export function motionOn({ from, to, seconds: h, start, end }: Leg, share: number): Motion {
  const [x, vx, ax] = cubic(from.x, to.x, start[0] * h, end[0] * h, share);
  const [z, vz, az] = cubic(from.z, to.z, start[1] * h, end[1] * h, share);
  const speed = Math.hypot(vx, vz);
  const gain = speed === 0 ? 0 : (vx * ax + vz * az) / speed / (h * h);
  return { x, z, vx: vx / h, vz: vz / h, gain };
}

/** Hermite: value, first and second derivative by `s`. */
function cubic(
  p: number,
  q: number,
  m: number,
  n: number,
  s: number,
): readonly [number, number, number] {
  const [a, b] = [2 * (p - q) + m + n, 3 * (q - p) - 2 * m - n];
  return [((a * s + b) * s + m) * s + p, (3 * a * s + 2 * b) * s + m, 6 * a * s + 2 * b];
}

/** Where it goes, degrees; at the very ends the direction in which it comes to a stand or starts. */
export function courseOn(leg: Leg, share: number): number {
  const { vx, vz } = motionOn(leg, Math.min(1 - 1e-3, Math.max(1e-3, share)));
  return evenAngle(Math.atan2(-vz, vx) / RADIANS);
}

function lengthsOf(leg: Leg): number[] {
  const lengths = [0];
  if (leg.stands) return lengths;
  const speedAt = (share: number) => {
    const { vx, vz } = motionOn(leg, share);
    return Math.hypot(vx, vz);
  };
  let gone = 0;
  for (let step = 0; step < STEPS; step++) {
    const [a, b, c] = [
      speedAt(step / STEPS),
      speedAt((step + 0.5) / STEPS),
      speedAt((step + 1) / STEPS),
    ];
    gone += ((a + 4 * b + c) / 6) * (leg.seconds / STEPS);
    lengths.push(gone);
  }
  return lengths;
}

/** Metres gone at `share` of the leg's time. */
export function lengthOn({ lengths }: Leg, share: number): number {
  if (lengths.length < 2) return 0;
  const at = Math.min(STEPS, Math.max(0, share * STEPS));
  const step = Math.min(STEPS - 1, Math.floor(at));
  const [a = 0, b = 0] = [lengths[step], lengths[step + 1]];
  return a + (b - a) * (at - step);
}
