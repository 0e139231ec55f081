import sharp from 'sharp';
import type { Pixels } from '../../core/plates/patch.ts';
import { destroy } from '../../core/review/mosaic.ts';
import type { Redaction } from '../../core/review/redaction.ts';

/** The photograph with the places destroyed, as a JPEG without any of the original's own data. */
export async function reviewCopy(
  { pixels, width, height }: Pixels,
  places: readonly Redaction[],
): Promise<Uint8Array> {
  const copy = { pixels: Uint8Array.from(pixels), width, height };
  destroy(copy, places);
  return sharp(copy.pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
