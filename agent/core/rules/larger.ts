import type { Box } from '../geometry/box.ts';
import { area, iou } from '../geometry/iou.ts';
import { boxContainment } from '../geometry/overlap.ts';

/** A box that a standing thing may really have, and for how long it was seen like that in excess. */
export interface Larger {
  readonly box: Box;
  readonly forMs: number;
}

/** Boxes that differ more than this are of a part and a whole, or of one and of two merged ones. */
export const WHOLE_IOU = 0.7;
/** So much of a part lies in the box of the whole; a narrow part's edges are unsure. */
const INSIDE = 0.7;
/** What stands on the same ground ends at the same height, within this share of the smaller box's height. */
const SAME_GROUND = 0.2;
/** Neighbours are merged in one box for seconds at a time; what hid a part is gone for good. */
const SURE_MS = 20_000;
/** A picture speaks for no longer than this. */
const SIGHT_MS = 2000;

/** Whether `box` may be the whole of what `part` shows a part of: around it, and on the same ground. */
export function isWholeOf(part: Box, box: Box): boolean {
  return area(box) > area(part) && boxContainment(part, box) >= INSIDE && standsLevel(part, box);
}

/**
 * Whether a thing that has not moved may have both boxes: it is half hidden, or merged with a neighbour, in one
 * of them. Else its track was handed on to another thing.
 */
export function isSameStand(one: Box, other: Box): boolean {
  if (iou(one, other) >= 0.5) return true;
  return boxContainment(one, other) >= (standsLevel(one, other) ? 0.5 : 0.8);
}

/** Whether both boxes end at the same height: what halts in front of something ends lower. */
export function standsLevel(one: Box, other: Box): boolean {
  const height = Math.min(one.bottom - one.top, other.bottom - other.top);
  return Math.abs(one.bottom - other.bottom) <= SAME_GROUND * height;
}

/**
 * One more sight, `gapMs` after the last one, of what stands in `box`. Gives the larger box that is in
 * question from now on, or the one that has proved to be the whole.
 */
export function stepLarger(
  before: Larger | undefined,
  box: Box,
  seen: Box,
  gapMs: number,
): { readonly larger?: Larger; readonly whole?: Box } {
  const ms = Math.min(Math.max(0, gapMs), SIGHT_MS);
  const isOther = iou(box, seen) < WHOLE_IOU && isWholeOf(box, seen);
  if (!isOther) {
    const forMs = (before?.forMs ?? 0) - ms;
    return before && forMs > 0 ? { larger: { ...before, forMs } } : {};
  }
  const agrees = before !== undefined && iou(before.box, seen) >= WHOLE_IOU;
  const forMs = (agrees ? before.forMs : 0) + ms;
  return forMs >= SURE_MS ? { whole: seen } : { larger: { box: seen, forMs } };
}
