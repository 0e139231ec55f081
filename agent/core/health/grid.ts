import type { Size } from '../vision/view.ts';

/** The cells in which pictures are measured: 17 x 17 pixels each in a picture of 544 x 306. */
export const GRID: Size = { width: 32, height: 18 };

export const CELLS = GRID.width * GRID.height;

/** For each column (or row) of a picture that is `pixels` long the column of cells it lies in. */
export function cellOfPixel(pixels: number, cells: number): Uint8Array {
  return Uint8Array.from({ length: pixels }, (_, at) => Math.floor((at * cells) / pixels));
}

/** How many pixels of a picture lie in each cell. */
export function pixelsPerCell({ width, height }: Size): Uint32Array {
  const along = (pixels: number, cells: number, cell: number) =>
    Math.ceil(((cell + 1) * pixels) / cells) - Math.ceil((cell * pixels) / cells);
  return Uint32Array.from(
    { length: CELLS },
    (_, cell) =>
      along(width, GRID.width, cell % GRID.width) *
      along(height, GRID.height, Math.floor(cell / GRID.width)),
  );
}

/** The value at a share of the way through the sorted values; 0 where there are none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
