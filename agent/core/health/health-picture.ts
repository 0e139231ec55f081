import type { Size } from '../vision/view.ts';

/**
 * What health and scene are judged by: the whole picture of a camera, small, as the detector gets it but
 * without its border. Row by row from the top.
 */
export interface HealthPicture extends Size {
  /** Luma 0 to 255 (BT.601), `width * height`. */
  readonly luma: Uint8Array;
  /** Mean red, green, blue 0 to 255 of each cell of a grid `COLOUR_GRID`, row by row: 3 a cell. */
  readonly colour: Uint8Array;
  /** When the decoder last lacked data, mediaMs; absent where it never did. */
  readonly damagedMs?: number | undefined;
}

export const COLOUR_GRID: Size = { width: 16, height: 9 };

interface PictureOf {
  readonly input: Size;
  readonly content: Size;
  readonly damagedMs?: number | undefined;
}

/**
 * From RGB pixels, 8 bit, whose rows are `input.width` pixels long and of which the top left `content` is
 * the picture. About 0.5 ms for 544 x 306.
 */
export function healthPicture(
  pixels: Uint8Array,
  { input, content, damagedMs }: PictureOf,
): HealthPicture {
  const { width, height } = content;
  const luma = new Uint8Array(width * height);
  const cells = COLOUR_GRID.width * COLOUR_GRID.height;
  const sums = new Float64Array(cells * 4);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * COLOUR_GRID.height) / height) * COLOUR_GRID.width;
    let from = y * input.width * 3;
    let to = y * width;
    for (let x = 0; x < width; x += 1, from += 3, to += 1) {
      const red = pixels[from] as number;
      const green = pixels[from + 1] as number;
      const blue = pixels[from + 2] as number;
      luma[to] = luma8(red, green, blue);
      // every fourth pixel is enough for a mean
      if (((x | y) & 1) !== 0) continue;
      const cell = (row + Math.floor((x * COLOUR_GRID.width) / width)) * 4;
      sums[cell] = (sums[cell] as number) + red;
      sums[cell + 1] = (sums[cell + 1] as number) + green;
      sums[cell + 2] = (sums[cell + 2] as number) + blue;
      sums[cell + 3] = (sums[cell + 3] as number) + 1;
    }
  }
  const colour = new Uint8Array(cells * 3);
  for (let cell = 0; cell < cells; cell += 1) {
    const count = Math.max(1, sums[cell * 4 + 3] as number);
    for (let k = 0; k < 3; k += 1)
      colour[cell * 3 + k] = Math.round((sums[cell * 4 + k] as number) / count);
  }
  return { width, height, luma, colour, damagedMs };
}

/** Luma of RGB pixels, 8 bit, without a border. */
export function lumaOf(rgb: Uint8Array): Uint8Array {
  const luma = new Uint8Array(rgb.length / 3);
  for (let to = 0, from = 0; to < luma.length; to += 1, from += 3)
    luma[to] = luma8(rgb[from] as number, rgb[from + 1] as number, rgb[from + 2] as number);
  return luma;
}

function luma8(red: number, green: number, blue: number): number {
  return (red * 77 + green * 150 + blue * 29 + 128) >> 8;
}
