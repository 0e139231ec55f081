import type { Size } from '../vision/view.ts';

/** The cells in which pictures are measured: 17 x 17 pixels each in a picture of 544 x 306. */
export const GRID: Size = { width: 32, height: 18 };

export const CELLS = GRID.width * GRID.height;

/** Where the cells begin along a side of `pixels` pixels, and where the last one ends. */
export function cellEdges(pixels: number, cells: number): Uint16Array {
  return Uint16Array.from({ length: cells + 1 }, (_, cell) => Math.ceil((cell * pixels) / cells));
}

/** The value at a share of the way through the sorted values; 0 where there are none. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = new Float32Array(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
