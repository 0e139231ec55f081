import type { Box } from '../geometry/box.ts';
import type { Size } from './view.ts';

/** What a crop needs to be read well. */
export interface CropMeasures {
  /** Shorter side of the crop, in pixels of the original picture. */
  readonly shortSidePx: number;
  /** Variance of the Laplacian of its brightness (0 to 255 scale). */
  readonly sharpness: number;
  /** Share of the object inside the picture, 0 to 1 (`wholeness`). */
  readonly whole: number;
}

/** From this size up a crop gains nothing more, in pixels. */
const AMPLE_SIDE_PX = 160;
/** The sharpness at which a crop is half as good as a perfect one. */
const FAIR_SHARPNESS = 80;
/** A box this near to the picture's edge (shares of its own side) is held to be cut by it. */
const EDGE_SHARE = 0.02;
/** What is left of a crop that an edge cuts. Below a lorry's load there are wheels only: they are missed less. */
const CUT = 0.5;
const CUT_BELOW = 0.8;

/**
 * 0 (useless) to 1: the product of size, sharpness and wholeness, so that one bad property spoils the
 * crop. Below 0.3 rules do not use a look.
 */
export function cropQuality({ shortSidePx, sharpness, whole }: CropMeasures): number {
  const size = Math.min(1, Math.max(0, shortSidePx / AMPLE_SIDE_PX)) ** 0.5;
  const sharp = sharpness / (sharpness + FAIR_SHARPNESS);
  return size * sharp * whole;
}

/**
 * Variance of the four-neighbour Laplacian over the inner pixels of a grey picture (`width * height`
 * bytes, rows top down); 0 for pictures under 3 pixels. Pech-Pacheco et al., "Diatom autofocusing in
 * brightfield microscopy", ICPR 2000.
 */
export function laplacianVariance(grey: Uint8Array, { width, height }: Size): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      const around =
        (grey[at - 1] ?? 0) +
        (grey[at + 1] ?? 0) +
        (grey[at - width] ?? 0) +
        (grey[at + width] ?? 0);
      const value = around - 4 * (grey[at] ?? 0);
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}

/**
 * 1 where the box lies well inside the picture; each edge of the picture that it touches halves it, the lower
 * one takes a fifth (the detector's box ends there, the object does not), and what hangs over is lost besides.
 */
export function wholeness({ left, top, right, bottom }: Box): number {
  const [width, height] = [right - left, bottom - top];
  if (!(width > 0 && height > 0)) return 0;
  const insideX = Math.max(0, Math.min(1, right) - Math.max(0, left)) / width;
  const insideY = Math.max(0, Math.min(1, bottom) - Math.max(0, top)) / height;
  const [edgeX, edgeY] = [EDGE_SHARE * width, EDGE_SHARE * height];
  const cuts = [left < edgeX, right > 1 - edgeX, top < edgeY].filter(Boolean).length;
  const below = bottom > 1 - edgeY ? CUT_BELOW : 1;
  return insideX * insideY * below * CUT ** cuts;
}
