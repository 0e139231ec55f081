import type { HealthPicture } from '../health/health-picture.ts';
import type { Size } from '../vision/view.ts';
import { type Plane, shrink } from './shrink.ts';

/**
 * Which way the edges run, per cell: a vector of the doubled angle of the gradient (an edge and the same
 * edge with light and dark exchanged are equal), as long as the edge is clear, 0 to 1. Row by row.
 * Doubled angle: Granlund & Knutsson, "Signal Processing for Computer Vision", 1995, ch. 6; clear against its
 * surroundings instead of strong: so it means the same by day, by lamps and in fog.
 */
export interface Field extends Size {
  readonly re: Float32Array;
  readonly im: Float32Array;
}

/** Cells across: 192 of a picture make a cell 6.7 pixels of 1280, and a tenth of it can be measured. */
const GRID_WIDTH = 192;

/** Cells of a field of pictures of that shape. */
function gridOf({ width, height }: Size): Size {
  const across = Math.max(16, Math.min(GRID_WIDTH, width));
  const down = Math.round((across * height) / width);
  return { width: across, height: Math.max(16, Math.min(GRID_WIDTH, down)) };
}

/** Gradients as weak as that (levels of luma a cell) are half noise: what a camera and its codec leave after the mean over a cell. */
const NOISE = 2.5;
/** An edge counts half where it is as strong as this times the mean around it. */
const AGAINST_MEAN = 0.8;
/** Half the side of what is around, cells. */
const AROUND = 10;
/**
 * Clock and name of the camera stand in the picture whatever it looks at: nothing is read within this share
 * of its height at the top and the bottom, where GA/T 751 and the cameras' own defaults put them.
 */
const WRITING = 0.09;

/** The field of a picture on a grid (by default that of its shape). About 2 ms. */
export function fieldOf(picture: HealthPicture, grid: Size = gridOf(picture)): Field {
  const plane = shrink(picture.luma, picture, grid);
  const { width, height } = grid;
  const [gx, gy] = gradients(plane);
  const strength = new Float32Array(width * height);
  for (let at = 0; at < strength.length; at += 1)
    strength[at] = Math.sqrt((gx[at] as number) ** 2 + (gy[at] as number) ** 2);
  const mean = meanAround({ width, height, values: strength }, AROUND);
  const edge = writing(grid);
  // its own vectors take the place of the gradients
  for (let at = 0; at < strength.length; at += 1) {
    const [x, y, long] = [gx[at] as number, gy[at] as number, strength[at] as number];
    const row = Math.floor(at / width);
    const written = row < edge || row >= height - edge;
    const clear = long / (long + NOISE + AGAINST_MEAN * (mean[at] as number));
    const scale = written || long === 0 ? 0 : clear / (long * long);
    gx[at] = (x * x - y * y) * scale;
    gy[at] = 2 * x * y * scale;
  }
  return { width, height, re: gx, im: gy };
}

/** Rows of cells at the top and the bottom that are not read. */
export function writing({ height }: Size): number {
  return Math.ceil(WRITING * height);
}

/** Per cell, by Scharr's 3 x 3 weights, levels of luma a cell; 0 on the border. */
function gradients({ width, height, values }: Plane): [Float32Array, Float32Array] {
  const gx = new Float32Array(width * height);
  const gy = new Float32Array(width * height);
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      const a = values[at - width - 1] as number;
      const c = values[at - width + 1] as number;
      const g = values[at + width - 1] as number;
      const i = values[at + width + 1] as number;
      const across = (values[at + 1] as number) - (values[at - 1] as number);
      const down = (values[at + width] as number) - (values[at - width] as number);
      gx[at] = (3 * (c - a + i - g) + 10 * across) / 32;
      gy[at] = (3 * (g - a + i - c) + 10 * down) / 32;
    }
  }
  return [gx, gy];
}

/** Mean of the square of `2 * half + 1` cells around each, less at the borders. */
function meanAround({ width, height, values }: Plane, half: number): Float32Array {
  const across = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1)
    runningMean(values, across, { from: y * width, step: 1, count: width }, half);
  const mean = new Float32Array(width * height);
  for (let x = 0; x < width; x += 1)
    runningMean(across, mean, { from: x, step: width, count: height }, half);
  return mean;
}

interface Line {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

function runningMean(
  values: Float32Array,
  out: Float32Array,
  { from, step, count }: Line,
  half: number,
): void {
  let sum = 0;
  for (let k = 0; k < Math.min(half, count); k += 1) sum += values[from + k * step] as number;
  for (let k = 0; k < count; k += 1) {
    if (k + half < count) sum += values[from + (k + half) * step] as number;
    if (k - half - 1 >= 0) sum -= values[from + (k - half - 1) * step] as number;
    const seen = Math.min(count - 1, k + half) - Math.max(0, k - half) + 1;
    out[from + k * step] = sum / seen;
  }
}
