import sharp from 'sharp';
import type { Size } from '../../core/vision/view.ts';

/** The picture as a 24-bit JPEG (quality 92, no colour subsampling). `pixels`: RGB, rows top down. */
export async function encodeJpeg(pixels: Uint8Array, { width, height }: Size): Promise<Buffer> {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
