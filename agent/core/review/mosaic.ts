import type { Box } from '../geometry/box.ts';
import { type PixelRect, pixelRect } from '../geometry/pixel-rect.ts';
import type { Pixels } from '../plates/patch.ts';
import type { Redaction } from './redaction.ts';

/**
 * Cells along the longer side of a place. A head or a plate is left as at most 4 x 4 colours; the place of a
 * plate is about four plates wide.
 */
const CELLS = { head: 4, plate: 4, 'plate-place': 8 } as const;

/**
 * Destroys the places in `picture` itself: each is divided into a few cells, and of each cell its mean colour
 * alone remains; the colours then run into one another, so that no edge of a cell is taken for one of the
 * thing. What the cells held is gone, there is nothing to be undone.
 */
export function destroy(picture: Pixels, places: readonly Redaction[]): void {
  for (const { what, box } of places) destroyOne(picture, box, CELLS[what]);
}

function destroyOne(picture: Pixels, box: Box, cells: number): void {
  const rect = pixelRect(box, picture);
  const cell = Math.max(rect.width, rect.height) / cells;
  const columns = Math.max(1, Math.round(rect.width / cell));
  const rows = Math.max(1, Math.round(rect.height / cell));
  paint(picture, rect, { columns, rows, colours: means(picture, rect, columns, rows) });
}

interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** RGB per cell, rows top down. */
  readonly colours: Float64Array;
}

function means({ pixels, width }: Pixels, rect: PixelRect, columns: number, rows: number) {
  const sums = new Float64Array(columns * rows * 3);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < rect.height; y += 1)
    for (let x = 0; x < rect.width; x += 1) {
      const at = ((rect.top + y) * width + rect.left + x) * 3;
      const cell =
        Math.floor((y * rows) / rect.height) * columns + Math.floor((x * columns) / rect.width);
      for (let colour = 0; colour < 3; colour += 1)
        sums[cell * 3 + colour] = (sums[cell * 3 + colour] ?? 0) + (pixels[at + colour] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  return sums.map((sum, at) => sum / Math.max(1, counts[Math.floor(at / 3)] ?? 1));
}

/** Bilinear between the middles of the cells: first down, then across. */
function paint({ pixels, width }: Pixels, rect: PixelRect, cells: Cells): void {
  const across = Array.from({ length: rect.width }, (_, x) =>
    between(x, rect.width, cells.columns),
  );
  for (let y = 0; y < rect.height; y += 1) {
    const row = rowOf(cells, between(y, rect.height, cells.rows));
    let at = ((rect.top + y) * width + rect.left) * 3;
    for (const { from, to, share } of across)
      for (let colour = 0; colour < 3; colour += 1) {
        const first = row[from * 3 + colour] ?? 0;
        pixels[at] = Math.round(first + ((row[to * 3 + colour] ?? 0) - first) * share);
        at += 1;
      }
  }
}

interface Between {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** The two cells around a pixel along one side, and how far it is on its way from one to the other. */
function between(pixel: number, length: number, cells: number): Between {
  const place = Math.max(0, Math.min(cells - 1, ((pixel + 0.5) * cells) / length - 0.5));
  const from = Math.floor(place);
  return { from, to: Math.min(cells - 1, from + 1), share: place - from };
}

/** RGB of each column at a height between two rows of cells. */
function rowOf({ columns, colours }: Cells, { from, to, share }: Between): Float64Array {
  const upper = colours.subarray(from * columns * 3, (from + 1) * columns * 3);
  const lower = colours.subarray(to * columns * 3, (to + 1) * columns * 3);
  return upper.map((value, at) => value + ((lower[at] ?? 0) - value) * share);
}
