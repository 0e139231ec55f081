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

/**
 * Reads what ffmpeg says of an output of kind `hash`: format and size of what went in, and the hash. Undefined
 * where it does not say all of it.
 */
export function hashedPicture(words: string): Omit<DecodedPicture, 'colour'> | undefined {
  const [, pixFmt, width, height] = HASHED.exec(words) ?? [];
  const sha256 = /^SHA256=([0-9a-f]{64})$/m.exec(words)?.[1];
  if (pixFmt === undefined || sha256 === undefined) return undefined;
  return { sha256, pixFmt, width: Number(width), height: Number(height) };
}

const HASHED = /Output #0, hash[\s\S]*?Video: rawvideo[^\n]*?, (\w+)(?:\([^)]*\))?, (\d+)x(\d+)/;
