import type { Size } from '../../core/vision/view.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Still } from '../../ports/ring.ts';
import { decodePicture, type PictureDeps } from './picture.ts';
import type { Picture } from './ring-select.ts';

const PPM_HEADER = /^P6\s(\d+)\s(\d+)\s255\s/;
const RGB = { scale: 'out_range=pc', options: ['-pix_fmt', 'rgb24', '-c:v', 'ppm'] } as const;

/** The picture as RGB pixels, full range. Throws as `decodePicture` does. */
export async function decodeStill(picture: Picture, deps: PictureDeps): Promise<Still> {
  const { bytes, words, captureUtc, source } = await decodePicture(picture, RGB, deps);
  return { ...readPpm(bytes, words), captureUtc, source };
}

/** A binary PPM picture (P6, 8 bit), as ffmpeg writes it; `pixels` shares the buffer. */
export function readPpm(bytes: Buffer, words = ''): { pixels: Uint8Array; size: Size } {
  const found = PPM_HEADER.exec(bytes.toString('latin1', 0, 32));
  const width = Number(found?.[1] ?? 0);
  const height = Number(found?.[2] ?? 0);
  const pixels = bytes.subarray(found?.[0].length ?? 0);
  if (width > 0 && pixels.length === width * height * 3) return { pixels, size: { width, height } };
  throw new AgentError(
    'ffmpeg/failed',
    `expected one decoded picture, got ${bytes.length} bytes; the stream may be damaged there`,
    { tail: words.slice(-2000) },
  );
}
