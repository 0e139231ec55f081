import { quantile } from './grid.ts';
import { cellDifferences, type Thinned } from './thinned.ts';

export interface KeptPicture {
  readonly mediaMs: number;
  readonly picture: Thinned;
  /** Mean luma of each cell. */
  readonly light: Float32Array;
}

/** How the present picture differs from an earlier one. */
export interface Comparison {
  /** Of the earlier picture. */
  readonly mediaMs: number;
  /** Median over the cells of the mean squared difference, in grey levels squared: noise, or its lack. */
  readonly noise: number;
  /** Mean squared difference of each cell. */
  readonly cells: Float32Array;
}

/**
 * Something moved in a cell whose mean squared difference is above `MOVED + MOVED_PER_NOISE * noise`:
 * stills that were encoded again at 512 kbit/s reached 13 at noise 3.5, a walker of 3 x 8 pixels makes 75.
 */
const MOVED = 12;
const MOVED_PER_NOISE = 5;

export function compared(picture: Thinned, other: KeptPicture): Comparison {
  const cells = cellDifferences(picture, other.picture);
  return { mediaMs: other.mediaMs, noise: quantile(cells, 0.5), cells };
}

/** For cells that change all the time less is enough: pictures that stand still have less noise than live ones. */
const FLICKERED = 6;
const FLICKERED_PER_NOISE = 3;

/** Whether a cell shows something else than it did, or may. */
export function isFlickering({ cells, noise }: Comparison, cell: number): boolean {
  return (cells[cell] ?? 0) > FLICKERED + FLICKERED_PER_NOISE * noise;
}

/** From which mean squared difference on a cell shows something else than it did. */
function changedFrom({ noise }: Comparison): number {
  return MOVED + MOVED_PER_NOISE * noise;
}

/** Whether everything is where it was, but for the cells of `mask` (1: not looked at). */
export function isUnmoved(comparison: Comparison, mask: Uint8Array): boolean {
  const limit = changedFrom(comparison);
  return !comparison.cells.some((value, cell) => value > limit && mask[cell] === 0);
}
