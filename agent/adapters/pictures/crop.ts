import sharp from 'sharp';
import type { Box } from '../../core/geometry/box.ts';
import { pixelRect, widen } from '../../core/geometry/pixel-rect.ts';
import {
  laplacianVariance,
  cropQuality as qualityOf,
  wholeness,
} from '../../core/vision/crop-quality.ts';
import type { Size } from '../../core/vision/view.ts';

/** RGB, 8 bit, rows top down. */
export interface Crop {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** The part of the picture that it shows, in shares of the picture. */
  readonly box: Box;
}

/** Crops are judged at no more than this width: sharpness then means the same for near and far objects. */
const JUDGED_WIDTH = 256;

/**
 * The pixels of `box` (shares of the picture), widened on each side by `margin` of its own width and
 * height, cut at the picture's edge; at least one pixel. `pixels` stay as they are.
 */
export function cropStill(pixels: Uint8Array, size: Size, box: Box, margin = 0): Crop {
  const { left, top, width, height } = pixelRect(widen(box, margin), size);
  const cut = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    const start = ((top + row) * size.width + left) * 3;
    cut.set(pixels.subarray(start, start + width * 3), row * width * 3);
  }
  const shown = {
    left: left / size.width,
    top: top / size.height,
    right: (left + width) / size.width,
    bottom: (top + height) / size.height,
  };
  return { pixels: cut, width, height, box: shown };
}

/** How well the object in `box` can be read in this picture, 0 to 1 (core/vision/crop-quality.ts). */
export async function cropQuality(pixels: Uint8Array, size: Size, box: Box): Promise<number> {
  const { pixels: cut, width, height } = cropStill(pixels, size, box);
  const { data, info } = await sharp(cut, { raw: { width, height, channels: 3 } })
    .resize({ width: JUDGED_WIDTH, withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return qualityOf({
    shortSidePx: Math.min(width, height),
    sharpness: laplacianVariance(data, info),
    whole: wholeness(box),
  });
}
