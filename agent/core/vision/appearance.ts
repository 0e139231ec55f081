import type { Box } from '../geometry/box.ts';
import type { Size } from './view.ts';

/** RGB, 8 bit, rows top down; `content` is the part, from the top left, that shows the picture. */
export interface Pixels {
  readonly data: Uint8Array;
  /** Pixels per row. */
  readonly width: number;
  readonly content: Size;
}

const CELLS = 3;
const SAMPLES = 3;
/** Two chroma values and one of brightness per cell, and one for the whole against its surroundings. */
export const APPEARANCE_LENGTH = CELLS * CELLS * 3 + 1;

/** Added to a sum of channels so that noise in the dark does not look like colour. */
const DARK = 16;
/** The border of a box shows more of the street than of the object. */
const INSET = 0.08;
const RING = 0.3;

/**
 * The colour layout of an object: 3 x 3 cells, each with its mean chroma (red-green, yellow-blue, -1 to 1)
 * and its brightness against the whole object, then the object's brightness against a ring around it.
 * Ratios instead of levels: exposure and headlights change both sides alike. 81 samples of the box, 24 of
 * the ring. `box` is in pixels of `pixels`.
 */
export function appearance(pixels: Pixels, box: Box): readonly number[] {
  const sums = cellSums(pixels, inner(box));
  const lumas = sums.map(luma);
  const mean = lumas.reduce((sum, value) => sum + value, 0) / lumas.length;
  const cells = sums.flatMap((sum, cell) => [...chroma(sum), against(lumas[cell] ?? mean, mean)]);
  return [...cells, against(mean, ringLuma(pixels, box) ?? mean)];
}

/**
 * How different two appearances are, 0 (alike) to 1. The weights make the layout of brightness count less
 * than chroma, because shadows move over a standing vehicle. 1 where the lengths differ.
 */
export function appearanceDistance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length || a.length === 0) return 1;
  let colour = 0;
  let light = 0;
  const last = a.length - 1;
  for (let at = 0; at < last; at += 1) {
    const difference = Math.abs((a[at] ?? 0) - (b[at] ?? 0));
    if (at % 3 === 2) light += difference;
    else colour += difference;
  }
  const cells = last / 3;
  const level = Math.abs((a[last] ?? 0) - (b[last] ?? 0));
  return Math.min(
    1,
    WEIGHTS.colour * (colour / cells) + WEIGHTS.light * (light / cells) + WEIGHTS.level * level,
  );
}

const WEIGHTS = { colour: 2.5, light: 0.8, level: 0.6 };

type Rgb = [red: number, green: number, blue: number];

function inner(box: Box): Box {
  const x = INSET * (box.right - box.left);
  const y = INSET * (box.bottom - box.top);
  return {
    left: box.left + x,
    top: box.top + y,
    right: box.right - x,
    bottom: box.bottom - y,
  };
}

/** Mean red, green and blue of each cell. */
function cellSums(pixels: Pixels, box: Box): Rgb[] {
  const columns = steps(box.left, box.right, pixels.content.width);
  const rows = steps(box.top, box.bottom, pixels.content.height);
  const sums = Array.from({ length: CELLS * CELLS }, (): Rgb => [0, 0, 0]);
  // plain loops: this runs for every object of every frame
  for (let row = 0; row < rows.length; row += 1) {
    const first = Math.floor(row / SAMPLES) * CELLS;
    for (let column = 0; column < columns.length; column += 1) {
      const sum = sums[first + Math.floor(column / SAMPLES)];
      if (sum !== undefined) addPixel(pixels, columns[column] ?? 0, rows[row] ?? 0, sum);
    }
  }
  const count = SAMPLES * SAMPLES;
  return sums.map(([red, green, blue]) => [red / count, green / count, blue / count]);
}

/** Where to sample from `from` to `to`, in whole pixels; past the content its nearest pixel stands in. */
function steps(from: number, to: number, length: number): number[] {
  const count = CELLS * SAMPLES;
  return Array.from({ length: count }, (_, step) =>
    inside(from + ((step + 0.5) / count) * (to - from), length),
  );
}

function inside(value: number, length: number): number {
  return Math.min(length - 1, Math.max(0, Math.floor(value)));
}

function addPixel({ data, width }: Pixels, x: number, y: number, sum: Rgb): void {
  const at = (y * width + x) * 3;
  sum[0] += data[at] ?? 0;
  sum[1] += data[at + 1] ?? 0;
  sum[2] += data[at + 2] ?? 0;
}

function ringLuma(pixels: Pixels, box: Box): number | undefined {
  const x = RING * (box.right - box.left);
  const y = RING * (box.bottom - box.top);
  const { width, height } = pixels.content;
  const sum: Rgb = [0, 0, 0];
  let count = 0;
  for (let step = 0; step < 24; step += 1) {
    const side = Math.floor(step / 6);
    const along = ((step % 6) + 0.5) / 6;
    const [px, py] = ringPoint(box, x, y, side, along);
    if (px < 0 || py < 0 || px >= width || py >= height) continue;
    addPixel(pixels, Math.floor(px), Math.floor(py), sum);
    count += 1;
  }
  return count === 0 ? undefined : luma(sum) / count;
}

function ringPoint(box: Box, x: number, y: number, side: number, along: number): [number, number] {
  const across = box.left - x + along * (box.right - box.left + 2 * x);
  const down = box.top - y + along * (box.bottom - box.top + 2 * y);
  if (side === 0) return [across, box.top - y];
  if (side === 1) return [across, box.bottom + y];
  return side === 2 ? [box.left - x, down] : [box.right + x, down];
}

function luma([red, green, blue]: Rgb): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

function chroma([red, green, blue]: Rgb): [number, number] {
  const total = red + green + blue + DARK;
  return [round((red - green) / total), round(((red + green) / 2 - blue) / total)];
}

/** -1 (black against anything) over 0 (equal) to 1. */
function against(value: number, reference: number): number {
  return round((value - reference) / (value + reference + DARK / 2));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
