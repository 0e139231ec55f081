import type { Field } from './field.ts';

/** A field at half its size; every cell is the mean of four, so crossing edges weaken each other. */
export function halved({ width, height, re, im }: Field): Field {
  const [w, h] = [width >> 1, height >> 1];
  const re2 = new Float32Array(w * h);
  const im2 = new Float32Array(w * h);
  for (let y = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1) {
      const from = 2 * y * width + 2 * x;
      re2[y * w + x] = meanOfFour(re, from, width);
      im2[y * w + x] = meanOfFour(im, from, width);
    }
  return { width: w, height: h, re: re2, im: im2 };
}

function meanOfFour(values: Float32Array, at: number, width: number): number {
  const above = (values[at] as number) + (values[at + 1] as number);
  const below = (values[at + width] as number) + (values[at + width + 1] as number);
  return (above + below) / 4;
}
