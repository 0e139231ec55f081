import sharp from 'sharp';
import type { Pixels } from '../../core/plates/patch.ts';

/** RGB, 8 bit, rows top down; undefined where it is no picture that can be read. */
export async function jpegPixels(jpeg: Uint8Array): Promise<Pixels | undefined> {
  try {
    const { data, info } = await sharp(jpeg)
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height };
  } catch {
    return undefined; // sharp has no other way to say so
  }
}
