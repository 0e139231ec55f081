import type { Box } from '../geometry/box.ts';
import type { Track } from '../tracking/track.ts';

/** The last look taken at one object. */
export interface Shot {
  readonly atMs: number;
  /** Share of the picture that the object filled. */
  readonly area: number;
  readonly count: number;
}

const MAX_LOOKS = 8;
/** Something that passes is whole in the picture for little more than a second: the first looks come fast. */
const FAST_LOOKS = 4;
const FAST_MS = 150;
const MIN_GAP_MS = 400;
const AGAIN_MS = 700;
const LARGER = 1.15;
const EDGE = 0.004;

export function area({ left, top, right, bottom }: Box): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

/**
 * Whether this moment of an object deserves a look: seen now, not cut by the picture's edge, and either
 * one of the first, or clearly larger than the last, or long enough after it; at most eight per object.
 */
export function worthALook(track: Track, last: Shot | undefined, mediaMs: number): boolean {
  if (!track.seen || touchesEdge(track.box)) return false;
  if (last === undefined) return true;
  const sinceMs = mediaMs - last.atMs;
  if (last.count < FAST_LOOKS) return sinceMs >= FAST_MS;
  if (last.count >= MAX_LOOKS || sinceMs < MIN_GAP_MS) return false;
  return area(track.box) > last.area * LARGER || sinceMs >= AGAIN_MS;
}

function touchesEdge({ left, top, right, bottom }: Box): boolean {
  return left < EDGE || top < EDGE || right > 1 - EDGE || bottom > 1 - EDGE;
}
