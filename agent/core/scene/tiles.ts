import type { Field } from './field.ts';

/** The clear edges of the reference in one part of the picture. */
export interface Tile {
  /** Where they lie in the mean, cells. */
  readonly x: number;
  readonly y: number;
  /** Places in a padded field. */
  readonly at: Int32Array;
  readonly re: Float32Array;
  readonly im: Float32Array;
  readonly power: Float32Array;
}

/** Sides of a tile, cells: a ninth of the picture's height, so that a bus hides some and not all. */
const SIDE = 16;
/** Vectors shorter than this (0 to 1) are no edges that last. */
const LASTING = 0.25;
/** So much squared length a tile must have to tell its place: about twenty cells of a clear edge. */
const ENOUGH = 4;

/** The tiles of a reference that have something to hold on to, for fields laid over it with that border. */
export function tilesOf(reference: Field, pad: number): readonly Tile[] {
  const { width, height } = reference;
  const columns = Math.max(1, Math.round(width / SIDE));
  const rows = Math.max(1, Math.round(height / SIDE));
  const tiles: Tile[] = [];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const box = {
        left: Math.round((column * width) / columns),
        right: Math.round(((column + 1) * width) / columns),
        top: Math.round((row * height) / rows),
        bottom: Math.round(((row + 1) * height) / rows),
      };
      const tile = tileOf(reference, box, pad);
      if (tile !== undefined) tiles.push(tile);
    }
  return tiles;
}

interface Cells {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function tileOf(field: Field, { left, right, top, bottom }: Cells, pad: number): Tile | undefined {
  const { width, re, im } = field;
  const stride = width + 2 * pad;
  const places: number[] = [];
  const from: number[] = [];
  let total = 0;
  let [sumX, sumY] = [0, 0];
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const power = powerAt(field, y * width + x);
      if (power < LASTING * LASTING) continue;
      from.push(y * width + x);
      places.push((y + pad) * stride + x + pad);
      total += power;
      sumX += power * (x + 0.5);
      sumY += power * (y + 0.5);
    }
  if (total < ENOUGH) return undefined;
  const tile: Tile = {
    x: sumX / total,
    y: sumY / total,
    at: Int32Array.from(places),
    re: new Float32Array(from.length),
    im: new Float32Array(from.length),
    power: new Float32Array(from.length),
  };
  for (let k = 0; k < from.length; k += 1) {
    const at = from[k] as number;
    tile.re[k] = re[at] as number;
    tile.im[k] = im[at] as number;
    tile.power[k] = powerAt(field, at);
  }
  return tile;
}

function powerAt({ re, im }: Field, at: number): number {
  return (re[at] as number) ** 2 + (im[at] as number) ** 2;
}
