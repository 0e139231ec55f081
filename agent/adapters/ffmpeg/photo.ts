import sharp from 'sharp';
import { hashedPicture } from '../../core/evidence/decoded-picture.ts';
import type { Box } from '../../core/geometry/box.ts';
import { type PixelRect, pixelRect } from '../../core/geometry/pixel-rect.ts';
import type { Size } from '../../core/vision/view.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Photo } from '../../ports/ring.ts';
import { decodePicture, type PictureDeps, type Writing } from './picture.ts';
import type { Picture } from './ring-select.ts';

/** JFIF knows one matrix, and full range (ITU-T T.871). */
const JFIF = 'out_color_matrix=bt601:out_range=pc';
/** As near to the decoded picture as libjpeg's quality 92, in fewer bytes (docs/figures.md). */
const ENCODE = ['-c:v', 'mjpeg', '-q:v', '2'] as const;

/**
 * The picture, or the part of it in `box`, as a JPEG that ffmpeg writes itself: its pixels never pass
 * through node. Throws as `decodePicture` does.
 */
export async function decodePhoto(
  picture: Picture,
  box: Box | undefined,
  deps: PictureDeps,
): Promise<Photo> {
  const rect = box === undefined ? undefined : pixelRect(box, picture.session.init);
  const writing = { ...photoWriting(rect), hash: true };
  const { bytes, words, colour, ...at } = await decodePicture(picture, writing, deps);
  const decoded = hashedPicture(words);
  return {
    jpeg: bytes,
    size: await sizeOf(bytes, words),
    ...(decoded !== undefined && { decoded: { ...decoded, colour } }),
    ...(rect !== undefined && { rect }),
    ...at,
  };
}

/** How a photograph is written, of the whole picture or of a part of it. */
export function photoWriting(rect: PixelRect | undefined): Writing {
  const filters = ['format=yuvj444p', ...(rect === undefined ? [] : [cropOf(rect)])];
  return { scale: JFIF, filters, options: ENCODE };
}

function cropOf({ left, top, width, height }: PixelRect): string {
  return `crop=${width}:${height}:${left}:${top}`;
}

async function sizeOf(jpeg: Buffer, words: string): Promise<Size> {
  try {
    const { width, height } = await sharp(jpeg).metadata();
    return { width, height };
  } catch (error) {
    const message = `expected one decoded picture, got ${jpeg.length} bytes; the stream may be damaged there`;
    throw new AgentError('ffmpeg/failed', message, { tail: words.slice(-2000) }, error);
  }
}
