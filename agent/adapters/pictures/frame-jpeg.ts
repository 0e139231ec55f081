import sharp from 'sharp';
import type { Frame } from '../../ports/frame-source.ts';

/** The picture of a frame, without its border, as a JPEG of some 30 kB. */
export async function frameJpeg({ pixels, input, content }: Frame): Promise<Uint8Array> {
  const { width, height } = input;
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .extract({ left: 0, top: 0, width: content.width, height: content.height })
    .jpeg({ quality: 80 })
    .toBuffer();
}
