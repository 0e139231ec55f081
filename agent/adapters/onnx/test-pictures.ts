import type { Size } from '../../core/vision/view.ts';
import type { Item } from './messages.ts';

/** A picture that is the same everywhere, to see whether a model answers as it did elsewhere. */
export function testPattern({ width, height }: Size): Item {
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = Math.floor(at / 3);
    pixels[at] = ((pixel % width) * 7 + Math.floor(pixel / width) * 13 + (at % 3) * 29) % 256;
  }
  return { pixels, content: { width, height } };
}

/** A picture of nothing, to see whether a model runs at all and how long it takes. */
export function greyPicture({ width, height }: Size): Item {
  const pixels = new Uint8Array(width * height * 3).fill(114);
  return { pixels, content: { width, height } };
}
