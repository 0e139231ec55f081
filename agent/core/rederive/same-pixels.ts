/** How far two pictures of the same size differ, levels of 0 to 255. */
export interface PixelDifference {
  readonly largest: number;
  readonly mean: number;
}

/** Both hold the same number of bytes, one for each channel of each pixel. */
export function pixelDifference(a: Uint8Array, b: Uint8Array): PixelDifference {
  let largest = 0;
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) {
    const difference = Math.abs((a[at] ?? 0) - (b[at] ?? 0));
    sum += difference;
    if (difference > largest) largest = difference;
  }
  return { largest, mean: a.length === 0 ? 0 : sum / a.length };
}
