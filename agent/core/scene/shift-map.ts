import type { Field } from './field.ts';

/** Points of the reference that are compared: the clearest. */
const POINTS = 700;
/** Squared length of what is no edge: keeps noise in empty places from looking like a fit. */
export const FAINT = 0.02;
/** So much of the reference must still be in the picture. */
export const OVERLAP = 0.35;

/** The clearest points of a reference at half size. */
export interface Clearest {
  readonly width: number;
  readonly height: number;
  readonly at: Int32Array;
  readonly re: Float32Array;
  readonly im: Float32Array;
}

export function clearestOf({ width, height, re, im }: Field): Clearest {
  const power = (at: number) => (re[at] as number) ** 2 + (im[at] as number) ** 2;
  const at = Int32Array.from(
    [...re.keys()]
      .filter((k) => power(k) > 0.005)
      .sort((a, b) => power(b) - power(a))
      .slice(0, POINTS),
  );
  return {
    ...{ width, height, at },
    re: Float32Array.from(at, (k) => re[k] as number),
    im: Float32Array.from(at, (k) => im[k] as number),
  };
}

export interface ShiftMap {
  readonly fits: Float32Array;
  readonly reachX: number;
  readonly reachY: number;
}

/** How the reference fits at every shift of whole cells within that share of the picture. */
export function fitsOfShifts(points: Clearest, field: Field, reach: number): ShiftMap {
  const { width, height } = field;
  const [reachX, reachY] = [Math.round(reach * width), Math.round(reach * height)];
  const stride = width + 2 * reachX;
  const padded = paddedOf(field, reachX, reachY);
  const places = Int32Array.from(points.at, (at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return (y + reachY) * stride + x + reachX;
  });
  const side = 2 * reachX + 1;
  const fits = new Float32Array(side * (2 * reachY + 1));
  for (let dy = -reachY; dy <= reachY; dy += 1)
    for (let dx = -reachX; dx <= reachX; dx += 1)
      fits[(dy + reachY) * side + dx + reachX] = fitAt(points, places, padded, dy * stride + dx);
  return { fits, reachX, reachY };
}

interface Padded {
  readonly re: Float32Array;
  readonly im: Float32Array;
  /** Squared length and a little; 0 outside of the picture. */
  readonly power: Float32Array;
}

function paddedOf({ width, height, re, im }: Field, padX: number, padY: number): Padded {
  const stride = width + 2 * padX;
  const count = stride * (height + 2 * padY);
  const out: Padded = {
    re: new Float32Array(count),
    im: new Float32Array(count),
    power: new Float32Array(count),
  };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = y * width + x;
      const to = (y + padY) * stride + x + padX;
      const [real, imaginary] = [re[from] as number, im[from] as number];
      out.re[to] = real;
      out.im[to] = imaginary;
      out.power[to] = real * real + imaginary * imaginary + FAINT;
    }
  return out;
}

function fitAt(points: Clearest, places: Int32Array, laid: Padded, offset: number): number {
  const { re, im } = points;
  let both = 0;
  let own = 0;
  let other = 0;
  let seen = 0;
  for (let k = 0; k < places.length; k += 1) {
    const at = (places[k] as number) + offset;
    const power = laid.power[at] as number;
    if (power === 0) continue;
    const a = re[k] as number;
    const b = im[k] as number;
    both += a * (laid.re[at] as number) + b * (laid.im[at] as number);
    own += a * a + b * b;
    other += power;
    seen += 1;
  }
  return seen < OVERLAP * places.length ? 0 : both / Math.sqrt(own * other);
}
