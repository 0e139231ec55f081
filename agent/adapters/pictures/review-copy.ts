import sharp from 'sharp';
import type { Pixels } from '../../core/plates/patch.ts';
import { destroy } from '../../core/review/mosaic.ts';
import type { Redaction } from '../../core/review/redaction.ts';
import { AgentError } from '../../ports/errors.ts';

/** A photograph as RGB pixels. Throws AgentError 'evidence/incomplete' where it cannot be decoded. */
export async function decodeJpeg(jpeg: Uint8Array): Promise<Pixels> {
  try {
    const { data, info } = await sharp(jpeg)
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height };
  } catch (error) {
    const message = `a photograph of ${jpeg.length} bytes cannot be decoded`;
    throw new AgentError('evidence/incomplete', message, { bytes: jpeg.length }, error);
  }
}

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
