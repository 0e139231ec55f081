import type { Size } from '../vision/view.ts';

/** How the YUV of a stream is read where colours are made of it. */
export interface ColourReading {
  readonly matrix: 'bt709' | 'bt601' | 'bt2020';
  readonly range: 'tv' | 'pc';
}

/**
 * A picture as the decoder gives it, before anything is made of it. H.264 and H.265 decode bit for bit the same
 * everywhere (ITU-T H.264, H.265: output conformance), so anybody who has the stream comes to the same hash.
 */
export interface DecodedPicture extends Size {
  /** SHA-256, hex, over its planes in the order of `pixFmt`, rows top down, nothing between them. */
  readonly sha256: string;
  /** ffmpeg's name of the pixel format: 'yuv420p'. */
  readonly pixFmt: string;
  readonly colour: ColourReading;
}

/** Format and size of what went into an output of kind `hash` or `framehash`, by ffmpeg's words. */
export function hashedFormat(
  words: string,
): Pick<DecodedPicture, 'pixFmt' | 'width' | 'height'> | undefined {
  const [, pixFmt, width, height] = HASHED.exec(words) ?? [];
  if (pixFmt === undefined) return undefined;
  return { pixFmt, width: Number(width), height: Number(height) };
}

/** What an output of kind `hash` of one picture came to; undefined where ffmpeg's words do not say all of it. */
export function hashedPicture(words: string): Omit<DecodedPicture, 'colour'> | undefined {
  const format = hashedFormat(words);
  const sha256 = /^SHA256=([0-9a-f]{64})$/m.exec(words)?.[1];
  return format === undefined || sha256 === undefined ? undefined : { sha256, ...format };
}

const HASHED =
  /Output #0, (?:frame)?hash[\s\S]*?Video: rawvideo[^\n]*?, (\w+)(?:\([^)]*\))?, (\d+)x(\d+)/;
