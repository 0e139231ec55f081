import type { Box } from '../geometry/box.ts';

/** One box of one class above its threshold, in input pixels, before suppression. */
export interface Candidate extends Box {
  /** Index into the model's labels. */
  readonly label: number;
  readonly score: number;
}

/** A threshold per label, in the order of the labels. */
export type Thresholds = ArrayLike<number>;

/** The lowest of all thresholds: what is below it needs no closer look. */
export function lowest(thresholds: Thresholds): number {
  let low = Number.POSITIVE_INFINITY;
  for (let label = 0; label < thresholds.length; label += 1)
    low = Math.min(low, thresholds[label] ?? low);
  return low;
}

/** Whether the four numbers make a box: finite, and not empty. Networks do give NaN and infinity. */
export function isBox({ left, top, right, bottom }: Box): boolean {
  return right > left && bottom > top && Number.isFinite(right - left + (bottom - top));
}
