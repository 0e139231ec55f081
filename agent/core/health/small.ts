import type { Size } from '../vision/view.ts';

/** Luma without its slow changes over the picture, `width * height`, zero in the mean. */
export interface Small extends Size {
  readonly detail: Float32Array;
}

const SMALL: Size = { width: 96, height: 54 };
/** Radius of the mean that is taken away, pixels of the small picture. */
const RADIUS = 4;

/** What is left of a picture when it is brought to `SMALL`, whatever its shape, and its shading is taken away. */
export function small(picture: Size & { readonly luma: Uint8Array }): Small {
  const mean = shrunk(picture);
  const { width, height } = SMALL;
  const detail = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      detail[y * width + x] = (mean[y * width + x] as number) - around(mean, x, y);
  return { width, height, detail };
}

function shrunk({ width, height, luma }: Size & { readonly luma: Uint8Array }): Float32Array {
  const sums = new Float32Array(SMALL.width * SMALL.height);
  const counts = new Uint32Array(sums.length);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * SMALL.height) / height) * SMALL.width;
    for (let x = 0; x < width; x += 1) {
      const at = row + Math.floor((x * SMALL.width) / width);
      sums[at] = (sums[at] as number) + (luma[y * width + x] as number);
      counts[at] = (counts[at] as number) + 1;
    }
  }
  return sums.map((sum, at) => sum / Math.max(1, counts[at] as number));
}

function around(mean: Float32Array, x: number, y: number): number {
  const { width, height } = SMALL;
  let [sum, count] = [0, 0];
  for (let v = Math.max(0, y - RADIUS); v <= Math.min(height - 1, y + RADIUS); v += 1)
    for (let u = Math.max(0, x - RADIUS); u <= Math.min(width - 1, x + RADIUS); u += 1) {
      sum += mean[v * width + u] as number;
      count += 1;
    }
  return sum / count;
}
