import type { Size } from '../vision/view.ts';
import { CELLS, cellOfPixel, GRID, pixelsPerCell } from './grid.ts';

/** What a luma picture holds, cell by cell of `GRID`; in grey levels. */
export interface Detail {
  readonly mean: Float32Array;
  /** Brightest minus darkest pixel. */
  readonly range: Float32Array;
  /** Brightest minus darkest mean of 4 x 4 pixels: structure, whatever the noise. */
  readonly structure: Float32Array;
  /** Steepest edge: the largest difference of pixels two apart, over three rows or columns. */
  readonly steepest: Float32Array;
  /** Mean difference of neighbours across, and down. */
  readonly across: Float32Array;
  readonly down: Float32Array;
}

type Picture = { readonly luma: Uint8Array } & Size;

const BLOCK = 4;

/** One pass over the pixels, one over blocks of them. */
export function measureDetail(picture: Picture): Detail {
  const { low, high, sums, steepest, across, down } = byPixel(picture);
  const pixels = pixelsPerCell(picture);
  const each = (value: Float32Array) =>
    value.map((sum, cell) => sum / Math.max(1, pixels[cell] as number));
  return {
    mean: each(sums),
    range: high.map((value, cell) => Math.max(0, value - (low[cell] as number))),
    structure: blockRanges(picture),
    steepest: steepest.map((value) => value / 4),
    across: each(across),
    down: each(down),
  };
}

function byPixel({ luma, width, height }: Picture) {
  const [low, high] = [new Float32Array(CELLS).fill(255), new Float32Array(CELLS)];
  const [sums, steepest] = [new Float32Array(CELLS), new Float32Array(CELLS)];
  const [across, down] = [new Float32Array(CELLS), new Float32Array(CELLS)];
  const columns = cellOfPixel(width, GRID.width);
  const rows = cellOfPixel(height, GRID.height);
  for (let y = 1; y < height - 1; y += 1) {
    const row = (rows[y] as number) * GRID.width;
    for (let x = 1, at = y * width + 1; x < width - 1; x += 1, at += 1) {
      const cell = row + (columns[x] as number);
      const value = luma[at] as number;
      const [left, right] = [luma[at - 1] as number, luma[at + 1] as number];
      const [above, below] = [luma[at - width] as number, luma[at + width] as number];
      if (value < (low[cell] as number)) low[cell] = value;
      if (value > (high[cell] as number)) high[cell] = value;
      sums[cell] = (sums[cell] as number) + value;
      across[cell] = (across[cell] as number) + Math.abs(right - value);
      down[cell] = (down[cell] as number) + Math.abs(below - value);
      const [nw, ne] = [luma[at - width - 1] as number, luma[at - width + 1] as number];
      const [sw, se] = [luma[at + width - 1] as number, luma[at + width + 1] as number];
      // Sobel's operator: the mean over three rows keeps noise down
      const edge = Math.max(
        Math.abs(ne + 2 * right + se - nw - 2 * left - sw),
        Math.abs(sw + 2 * below + se - nw - 2 * above - ne),
      );
      if (edge > (steepest[cell] as number)) steepest[cell] = edge;
    }
  }
  return { low, high, sums, steepest, across, down };
}

function blockRanges({ luma, width, height }: Picture): Float32Array {
  const [low, high] = [new Float32Array(CELLS).fill(255), new Float32Array(CELLS)];
  for (let y = 0; y + BLOCK <= height; y += BLOCK) {
    const row = Math.floor(((y + BLOCK / 2) * GRID.height) / height) * GRID.width;
    for (let x = 0; x + BLOCK <= width; x += BLOCK) {
      let sum = 0;
      for (let dy = 0; dy < BLOCK; dy += 1) {
        const at = (y + dy) * width + x;
        sum +=
          (luma[at] as number) +
          (luma[at + 1] as number) +
          (luma[at + 2] as number) +
          (luma[at + 3] as number);
      }
      const cell = row + Math.floor(((x + BLOCK / 2) * GRID.width) / width);
      const mean = sum / (BLOCK * BLOCK);
      if (mean < (low[cell] as number)) low[cell] = mean;
      if (mean > (high[cell] as number)) high[cell] = mean;
    }
  }
  return high.map((value, cell) => Math.max(0, value - (low[cell] as number)));
}
