import type { Small } from './small.ts';

/** A picture of the small stream and its place on the time line. */
export interface SmallAt {
  readonly picture: Small;
  readonly mediaMs: number;
}

/** How two streams of one camera agree. */
export interface StreamsCompared {
  /** Correlation of their detail, -1 to 1: near 1 for the same scene, near 0 for another. */
  readonly alike: number;
  /** By how much the main stream lies behind the small one on the time line; absent where nothing moves. */
  readonly lagMs?: number;
}

/** Least share of the picture that must move to tell a lag. */
const MOVING = 0.005;
/** A pixel moves whose values over the pictures differ by so much (rms, grey levels). */
const MOVES = 6;
/** The best time must fit better than the usual one by this. */
const CLEAR = 0.7;

/** Detail of less than this (rms, grey levels) is noise. */
const FLAT = 2;

/** Compares a picture of the main stream, taken at `atMs` by the time line, with those of the small stream around; undefined where neither has anything to be known by. */
export function compareStreams(
  main: Small,
  around: readonly SmallAt[],
  atMs: number,
): StreamsCompared | undefined {
  const alike = Math.max(...around.map(({ picture }) => correlation(main, picture)));
  if (!Number.isFinite(alike)) return undefined;
  const moving = movingPixels(around);
  if (moving.length < MOVING * main.detail.length) return { alike };
  const off = around.map(({ picture }) => difference(main, picture, moving));
  const best = off.indexOf(Math.min(...off));
  const usual = off.toSorted((a, b) => a - b)[Math.floor(off.length / 2)] ?? 0;
  const found = around[best];
  if (found === undefined || (off[best] ?? usual) > CLEAR * usual) return { alike };
  return { alike, lagMs: Math.round(atMs - found.mediaMs - beside(around, off, best)) };
}

/**
 * Where between its neighbours the best time lies, milliseconds from it: two lines of one slope through the
 * three differences, as absolute differences make them.
 */
function beside(around: readonly SmallAt[], off: readonly number[], best: number): number {
  const [before, at, after] = [off[best - 1], off[best], off[best + 1]];
  const [earlier, later] = [around[best - 1], around[best + 1]];
  if (before === undefined || at === undefined || after === undefined) return 0;
  const depth = Math.max(before, after) - at;
  if (earlier === undefined || later === undefined || depth <= 0) return 0;
  const spacingMs = (later.mediaMs - earlier.mediaMs) / 2;
  return ((before - after) / (2 * depth)) * spacingMs;
}

function correlation(a: Small, b: Small): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let at = 0; at < a.detail.length; at += 1) {
    const [one, other] = [a.detail[at] as number, b.detail[at] as number];
    ab += one * other;
    aa += one * one;
    bb += other * other;
  }
  const isFlat = Math.min(aa, bb) < FLAT ** 2 * a.detail.length;
  return isFlat ? Number.NaN : ab / Math.sqrt(aa * bb);
}

function movingPixels(around: readonly SmallAt[]): readonly number[] {
  const length = around[0]?.picture.detail.length ?? 0;
  const moving: number[] = [];
  for (let at = 0; at < length; at += 1) {
    const values = around.map(({ picture }) => picture.detail[at] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    if (variance > MOVES ** 2) moving.push(at);
  }
  return moving;
}

function difference(a: Small, b: Small, pixels: readonly number[]): number {
  return pixels.reduce(
    (sum, at) => sum + Math.abs((a.detail[at] as number) - (b.detail[at] as number)),
    0,
  );
}
