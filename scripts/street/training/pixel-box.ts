import type { Box } from '../../../agent/core/geometry/box.ts';
import type { PictureSize } from '../world/camera.ts';

/** A rectangle of a picture, in pixels. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Around the box, in shares of its own size. */
const MARGIN = 0.04;

/** The whole pixels of a box in shares of the picture, with a little room, cut at the picture's edge. */
export function pixelsOf(box: Box, { width, height }: PictureSize): PixelBox {
  const [growX, growY] = [(box.right - box.left) * MARGIN, (box.bottom - box.top) * MARGIN];
  const left = Math.max(0, Math.floor((box.left - growX) * width));
  const top = Math.max(0, Math.floor((box.top - growY) * height));
  const right = Math.min(width, Math.ceil((box.right + growX) * width));
  const bottom = Math.min(height, Math.ceil((box.bottom + growY) * height));
  return { left, top, width: right - left, height: bottom - top };
}
