import type { Size } from '../vision/view.ts';
import { CELLS, cellOfPixel, GRID, pixelsPerCell } from './grid.ts';

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
  const { width, height } = a;
  const sums = new Float32Array(CELLS);
  const columns = cellOfPixel(width, GRID.width);
  const rows = cellOfPixel(height, GRID.height);
  const inRow = new Int32Array(GRID.width);
  for (let y = 0; y < height; y += 1) {
    inRow.fill(0);
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      const difference = (a.luma[at] as number) - (b.luma[at] as number);
      const column = columns[x] as number;
      inRow[column] = (inRow[column] as number) + difference * difference;
    }
    const row = (rows[y] as number) * GRID.width;
    for (let column = 0; column < GRID.width; column += 1)
      sums[row + column] = (sums[row + column] as number) + (inRow[column] as number);
  }
  const pixels = pixelsPerCell(a);
  return sums.map((sum, cell) => sum / Math.max(1, pixels[cell] as number));
}
