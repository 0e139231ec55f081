import type { Box } from '../geometry/box.ts';
import type { Size } from '../vision/view.ts';
import { CELLS, cellEdges, GRID } from './grid.ts';

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

/** One pass over the pixels, but for those at the picture's edge, and one over blocks of them. */
export function measureDetail(picture: Picture): Detail {
  const names = ['mean', 'range', 'steepest', 'across', 'down'] as const;
  const measures = names.map(() => new Float32Array(CELLS));
  const columns = cellEdges(picture.width, GRID.width);
  const rows = cellEdges(picture.height, GRID.height);
  for (let cell = 0; cell < CELLS; cell += 1) {
    const column = cell % GRID.width;
    const row = Math.floor(cell / GRID.width);
    const measured = measureCell(picture, {
      left: Math.max(1, columns[column] as number),
      right: Math.min(picture.width - 1, columns[column + 1] as number),
      top: Math.max(1, rows[row] as number),
      bottom: Math.min(picture.height - 1, rows[row + 1] as number),
    });
    names.forEach((name, index) => {
      (measures[index] as Float32Array)[cell] = measured[name];
    });
  }
  const [mean, range, steepest, across, down] = measures as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  return { mean, range, steepest, across, down, structure: blockRanges(picture) };
}

function measureCell({ luma, width }: Picture, { left, right, top, bottom }: Box) {
  let low = 255;
  let high = 0;
  let sum = 0;
  let steepest = 0;
  let across = 0;
  let down = 0;
  for (let y = top; y < bottom; y += 1) {
    const row = y * width;
    // a window of 3 x 3 goes along the row, so that every pixel is read three times and not nine
    let at = row + left;
    let northwest = luma[at - width - 1] as number;
    let west = luma[at - 1] as number;
    let southwest = luma[at + width - 1] as number;
    let north = luma[at - width] as number;
    let value = luma[at] as number;
    let south = luma[at + width] as number;
    for (; at < row + right; at += 1) {
      const northeast = luma[at - width + 1] as number;
      const east = luma[at + 1] as number;
      const southeast = luma[at + width + 1] as number;
      if (value < low) low = value;
      if (value > high) high = value;
      sum += value;
      across += Math.abs(east - value);
      down += Math.abs(south - value);
      const falling = southeast - northwest;
      const rising = northeast - southwest;
      // Sobel's operator: the mean over three rows keeps noise down
      const edge = Math.max(
        Math.abs(falling + rising + 2 * (east - west)),
        Math.abs(falling - rising + 2 * (south - north)),
      );
      if (edge > steepest) steepest = edge;
      northwest = north;
      west = value;
      southwest = south;
      north = northeast;
      value = east;
      south = southeast;
    }
  }
  const pixels = Math.max(1, (right - left) * (bottom - top));
  return {
    mean: sum / pixels,
    range: Math.max(0, high - low),
    steepest: steepest / 4,
    across: across / pixels,
    down: down / pixels,
  };
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
