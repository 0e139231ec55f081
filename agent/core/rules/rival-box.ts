import type { Box } from '../geometry/box.ts';
import { area, iou } from '../geometry/iou.ts';
import { boxContainment } from '../geometry/overlap.ts';

/** A box that a standing thing may really have, and for how long it was seen like that in excess, ms. */
export interface Rival {
  readonly box: Box;
  readonly forMs: number;
}

/** Boxes that differ more than this are of a part and a whole, or of one and of two merged ones. */
const WHOLE_IOU = 0.7;
/** So much of a part lies in the box of the whole; a narrow part's edges are unsure. */
const INSIDE = 0.7;
/** What stands on the same ground ends at the same height, within this share of the smaller box's height. */
const SAME_GROUND = 0.2;
/** Neighbours are merged in one box for seconds at a time; what hid a part is gone for good. */
const WHOLE_MS = 20_000;
/** A part is all that there is when nothing can be in front any more: buses halt for less. */
const PART_MS = 60_000;
/** A picture speaks for no longer than this. */
const SIGHT_MS = 2000;

/** Whether `box` lies around `part`, which may be what is seen of it where something in front hides the rest. */
export function isAround(part: Box, box: Box): boolean {
  return area(box) > area(part) && boxContainment(part, box) >= INSIDE;
}

/** The same, and on the same ground: no bus that halts in front of it. */
export function isWholeOf(part: Box, box: Box): boolean {
  return isAround(part, box) && standsLevel(part, box);
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

/** Whether the two are not just one box with noise. */
export function isOtherBox(box: Box, seen: Box): boolean {
  return iou(box, seen) < WHOLE_IOU;
}

/** For how long what stands in `box` must be seen in another one before it is held to have that, ms. */
export function provedMs(box: Box, seen: Box): number {
  return isAround(seen, box) ? PART_MS : WHOLE_MS;
}

/**
 * One more sight, `gapMs` after the last one, of what stands somewhere; `isOther`: not in the `box` that it is
 * held to have. Gives the rival box from now on, or the one that has proved to be right.
 */
export function stepRival(
  before: Rival | undefined,
  box: Box,
  seen: Box,
  gapMs: number,
  isOther = isOtherBox(box, seen),
): { readonly rival?: Rival; readonly proved?: Box } {
  const ms = Math.min(Math.max(0, gapMs), SIGHT_MS);
  if (!isOther) {
    const forMs = (before?.forMs ?? 0) - ms;
    return before && forMs > 0 ? { rival: { ...before, forMs } } : {};
  }
  const agrees = before !== undefined && !isOtherBox(before.box, seen);
  const forMs = (agrees ? before.forMs : 0) + ms;
  return forMs >= provedMs(box, seen) ? { proved: seen } : { rival: { box: seen, forMs } };
}
