import { type Candidate, isBox, lowest, type Thresholds } from './candidate.ts';
import type { Size } from './view.ts';

const YOLOX_STRIDES: readonly number[] = [8, 16, 32];

/** How many cells the grids of all strides have together. */
export function gridCells(input: Size, strides = YOLOX_STRIDES): number {
  return strides.reduce(
    (sum, s) => sum + Math.ceil(input.width / s) * Math.ceil(input.height / s),
    0,
  );
}

/**
 * Candidates of a raw YOLOX output: [cells, 5 + labels], cells row by row, finest stride first.
 *
 * A cell holds x, y (offset from the cell, in strides), w, h (logarithm, in strides), objectness and a
 * score per label, both 0 to 1. Box centre = (offset + cell) * stride, size = exp(w, h) * stride; the score
 * is objectness times label score. Source: Ge et al., YOLOX (2021), and `decode_outputs` of its code.
 */
export function decodeYolox(
  grid: Float32Array,
  input: Size,
  thresholds: Thresholds,
  strides: readonly number[] = YOLOX_STRIDES,
): Candidate[] {
  const width = 5 + thresholds.length;
  const low = lowest(thresholds);
  const found: Candidate[] = [];
  let at = 0;
  for (const stride of strides) {
    const columns = Math.ceil(input.width / stride);
    const cells = columns * Math.ceil(input.height / stride);
    for (let cell = 0; cell < cells; cell += 1, at += width) {
      // the objectness bounds every score of the cell: most cells end here
      if (!((grid[at + 4] ?? 0) >= low)) continue;
      readCell(grid, at, [cell % columns, Math.floor(cell / columns), stride], thresholds, found);
    }
  }
  return found;
}

function readCell(
  grid: Float32Array,
  at: number,
  [column, row, stride]: readonly [number, number, number],
  thresholds: Thresholds,
  found: Candidate[],
): void {
  const value = (index: number) => grid[at + index] ?? 0;
  const objectness = value(4);
  for (let label = 0; label < thresholds.length; label += 1) {
    const score = objectness * value(5 + label);
    if (!(score >= (thresholds[label] ?? 1))) continue;
    const x = (value(0) + column) * stride;
    const y = (value(1) + row) * stride;
    const halfWidth = (Math.exp(value(2)) * stride) / 2;
    const halfHeight = (Math.exp(value(3)) * stride) / 2;
    const candidate = {
      label,
      score,
      left: x - halfWidth,
      top: y - halfHeight,
      right: x + halfWidth,
      bottom: y + halfHeight,
    };
    if (isBox(candidate)) found.push(candidate);
  }
}
