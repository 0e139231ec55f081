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
/** Pictures that lie farther apart tell no time: what moves has been somewhere else between. */
const SPARSE_MS = 1000;
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
  if ((off[best] ?? usual) > CLEAR * usual) return { alike };
  const foundMs = timeAround(around, off, best);
  return foundMs === undefined ? { alike } : { alike, lagMs: Math.round(atMs - foundMs) };
}

/**
 * Where between its neighbours the best time lies: two lines of one slope through the three differences, as
 * absolute differences make them. Undefined where it may as well lie beyond them.
 */
function timeAround(
  around: readonly SmallAt[],
  off: readonly number[],
  best: number,
): number | undefined {
  const [before = 0, at = 0, after = 0] = off.slice(Math.max(0, best - 1), best + 2);
  const [earlier, found, later] = [around[best - 1], around[best], around[best + 1]];
  if (earlier === undefined || found === undefined || later === undefined) return undefined;
  const spacingMs = (later.mediaMs - earlier.mediaMs) / 2;
  const depth = Math.max(before, after) - at;
  if (spacingMs > SPARSE_MS || depth <= 0) return undefined;
  return found.mediaMs + ((before - after) / (2 * depth)) * spacingMs;
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
