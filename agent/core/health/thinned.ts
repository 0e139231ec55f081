import type { Box } from '../geometry/box.ts';
import type { Size } from '../vision/view.ts';
import { CELLS, cellEdges, GRID } from './grid.ts';

/** Every second pixel of every second row of a luma picture: means would hide the noise of the sensor. */
export interface Thinned extends Size {
  readonly luma: Uint8Array;
}

export function thinned(picture: Thinned): Thinned {
  const [width, height] = [picture.width >> 1, picture.height >> 1];
  const luma = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    let from = y * 2 * picture.width;
    const end = (y + 1) * width;
    for (let to = y * width; to < end; to += 1, from += 2) luma[to] = picture.luma[from] as number;
  }
  return { width, height, luma };
}

/** Mean squared difference of two pictures of one size in each cell of `GRID`, in grey levels squared. */
export function cellDifferences(a: Thinned, b: Thinned): Float32Array {
  const means = new Float32Array(CELLS);
  const columns = cellEdges(a.width, GRID.width);
  const rows = cellEdges(a.height, GRID.height);
  for (let cell = 0; cell < CELLS; cell += 1) {
    const { left, right, top, bottom } = boxOf(cell, columns, rows);
    let sum = 0;
    for (let y = top; y < bottom; y += 1)
      for (let at = y * a.width + left; at < y * a.width + right; at += 1) {
        const difference = (a.luma[at] as number) - (b.luma[at] as number);
        sum += difference * difference;
      }
    means[cell] = sum / Math.max(1, (right - left) * (bottom - top));
  }
  return means;
}

/** Mean luma of each cell of `GRID`. */
export function cellLight({ luma, width, height }: Thinned): Float32Array {
  const columns = cellEdges(width, GRID.width);
  const rows = cellEdges(height, GRID.height);
  return Float32Array.from({ length: CELLS }, (_, cell) => {
    const { left, right, top, bottom } = boxOf(cell, columns, rows);
    let sum = 0;
    for (let y = top; y < bottom; y += 1)
      for (let at = y * width + left; at < y * width + right; at += 1) sum += luma[at] as number;
    return sum / Math.max(1, (right - left) * (bottom - top));
  });
}

function boxOf(cell: number, columns: Uint16Array, rows: Uint16Array): Box {
  const column = cell % GRID.width;
  const row = Math.floor(cell / GRID.width);
  return {
    left: columns[column] as number,
    right: columns[column + 1] as number,
    top: rows[row] as number,
    bottom: rows[row + 1] as number,
  };
}
