import { CELLS, GRID } from './grid.ts';

/** How often each cell of the grid changed of late: what a burned-in clock does all the time. */
export interface ClockRows {
  /** Running mean of 0 (unchanged) and 1 (changed) of each cell. */
  readonly changed: Float32Array;
  readonly seenMs: number;
  readonly lastMs: number;
}

export const NO_CLOCK: ClockRows = { changed: new Float32Array(CELLS), seenMs: 0, lastMs: -1 };

/** Over how long the means run; at the start over what there is. */
const MEMORY_MS = 20_000;
/** Digits of seconds change in every second picture of two a second; some of them are hard to tell apart. */
const OFTEN = 0.25;
/** A clock stands in this share of the picture's rows above or below. */
const MARGIN = 0.25;

/** `changed`: of each cell, whether the picture at `mediaMs` shows something else there than the one before it. */
export function noteChanges(
  before: ClockRows,
  changed: (cell: number) => boolean,
  mediaMs: number,
): ClockRows {
  const stepMs = before.lastMs < 0 ? 0 : Math.max(0, mediaMs - before.lastMs);
  const seenMs = Math.min(MEMORY_MS, before.seenMs + stepMs);
  const gain = seenMs === 0 ? 0 : Math.min(1, stepMs / seenMs);
  return {
    changed: before.changed.map((mean, cell) => mean + gain * (Number(changed(cell)) - mean)),
    seenMs,
    lastMs: mediaMs,
  };
}

/**
 * 1 for the cells in which movement says nothing of the camera: rows near the upper or lower edge with
 * a cell that changes all the time, and the rows beside them (digits lie across, compression smears).
 */
export function clockMask({ changed }: ClockRows): Uint8Array {
  const mask = new Uint8Array(CELLS);
  const rows = Math.floor(GRID.height * MARGIN);
  for (let row = 0; row < GRID.height; row += 1) {
    if (row >= rows && row < GRID.height - rows) continue;
    const cells = changed.subarray(row * GRID.width, (row + 1) * GRID.width);
    if (!cells.some((mean) => mean > OFTEN)) continue;
    mask.fill(1, Math.max(0, row - 1) * GRID.width, Math.min(GRID.height, row + 2) * GRID.width);
  }
  return mask;
}
