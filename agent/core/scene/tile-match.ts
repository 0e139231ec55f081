import type { Tile } from './tiles.ts';
import type { Laid } from './warp.ts';

/** How well a tile fits at every displacement of whole cells from `-radius` to `radius`, row by row. */
export interface Surface {
  readonly tile: Tile;
  readonly radius: number;
  /** Correlation -1 to 1. */
  readonly fits: Float32Array;
}

/** Less than this share of a tile in the picture, and it cannot be judged. */
const WHOLE = 0.6;
/** Squared length a cell of what is no edge: keeps noise in empty places from looking like a fit. */
const FAINT = 0.02;
/** So clear must the present picture be on average where the reference has edges: fog, night and a covered lens are not. */
const CLEAR = 0.02;

/** Undefined where the picture does not show the tile, or shows nothing there. */
export function surfaceOf(tile: Tile, laid: Laid, radius: number): Surface | undefined {
  const { at, power } = tile;
  let seen = 0;
  let whole = 0;
  let present = 0;
  for (let k = 0; k < at.length; k += 1) {
    const place = at[k] as number;
    const weight = power[k] as number;
    whole += weight;
    if (laid.seen[place] !== 1) continue;
    seen += weight;
    present += laid.power[place] as number;
  }
  if (seen < WHOLE * whole || present < CLEAR * at.length) return undefined;
  return { tile, radius, fits: fitsOf(tile, laid, radius, whole) };
}

/** How many displacements are summed at once. */
const AT_ONCE = 3;

/** Normalised correlation of the orientations at every displacement; `own` is the squared length of the tile. */
function fitsOf(tile: Tile, laid: Laid, radius: number, own: number): Float32Array {
  const side = 2 * radius + 1;
  const fits = new Float32Array(side * side);
  const offsetOf = (out: number) =>
    (Math.floor(out / side) - radius) * laid.stride + (out % side) - radius;
  // the last ones may be done twice
  const last = fits.length - AT_ONCE;
  for (let out = 0; out < fits.length; out += AT_ONCE) {
    const from = Math.min(out, last);
    const offsets = [offsetOf(from), offsetOf(from + 1), offsetOf(from + 2)] as const;
    addFits(tile, laid, offsets, { own, fits, from });
  }
  return fits;
}

/** Three sums that do not wait for each other: this is the innermost loop of the whole, so all in locals. */
function addFits(
  { at, re, im }: Tile,
  { re: presentRe, im: presentIm, power }: Laid,
  [first, second, third]: readonly [number, number, number],
  out: { readonly own: number; readonly fits: Float32Array; readonly from: number },
): void {
  const count = at.length;
  let both1 = 0;
  let both2 = 0;
  let both3 = 0;
  let other1 = FAINT * count;
  let other2 = other1;
  let other3 = other1;
  for (let k = 0; k < count; k += 1) {
    const place = at[k] as number;
    const real = re[k] as number;
    const imaginary = im[k] as number;
    const one = place + first;
    const two = place + second;
    const three = place + third;
    both1 += real * (presentRe[one] as number);
    both2 += real * (presentRe[two] as number);
    both3 += real * (presentRe[three] as number);
    both1 += imaginary * (presentIm[one] as number);
    both2 += imaginary * (presentIm[two] as number);
    both3 += imaginary * (presentIm[three] as number);
    other1 += power[one] as number;
    other2 += power[two] as number;
    other3 += power[three] as number;
  }
  out.fits[out.from] = both1 / Math.sqrt(out.own * other1);
  out.fits[out.from + 1] = both2 / Math.sqrt(out.own * other2);
  out.fits[out.from + 2] = both3 / Math.sqrt(out.own * other3);
}

/** A displacement of a tile, cells, and how surely it is known in which direction (curvature of the fit). */
export interface Found {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly ixx: number;
  readonly ixy: number;
  readonly iyy: number;
}

/** Keeps a long edge, which can slide along itself, from sliding far. */
const STIFF = 0.02;

/** The best place within `reach` cells of (`nearX`, `nearY`), to a fraction of a cell by a parabola. */
export function bestNear(
  { tile, radius, fits }: Surface,
  nearX: number,
  nearY: number,
  reach: number,
): Found {
  const side = 2 * radius + 1;
  // a parabola needs neighbours
  const [left, top] = [Math.max(1 - radius, nearX - reach), Math.max(1 - radius, nearY - reach)];
  const right = Math.min(radius - 1, nearX + reach);
  const bottom = Math.min(radius - 1, nearY + reach);
  let best = -Infinity;
  let middle = radius * side + radius;
  for (let dy = top; dy <= bottom; dy += 1)
    for (let dx = left; dx <= right; dx += 1) {
      const at = (dy + radius) * side + dx + radius;
      if ((fits[at] as number) > best) {
        best = fits[at] as number;
        middle = at;
      }
    }
  return peakOf(tile, fits, { middle, side, radius });
}

/** The parabola through the fits around the best one. */
function peakOf(
  { x, y }: Tile,
  fits: Float32Array,
  {
    middle,
    side,
    radius,
  }: { readonly middle: number; readonly side: number; readonly radius: number },
): Found {
  const here = fits[middle] as number;
  const [west, east] = [fits[middle - 1] as number, fits[middle + 1] as number];
  const [north, south] = [fits[middle - side] as number, fits[middle + side] as number];
  const northeast = fits[middle - side + 1] as number;
  const northwest = fits[middle - side - 1] as number;
  const southeast = fits[middle + side + 1] as number;
  const southwest = fits[middle + side - 1] as number;
  const gx = (east - west) / 2;
  const gy = (south - north) / 2;
  const ixx = Math.max(0, 2 * here - east - west);
  const iyy = Math.max(0, 2 * here - south - north);
  const limit = 0.95 * Math.sqrt(ixx * iyy);
  const mixed = (northeast + southwest - southeast - northwest) / 4;
  const ixy = Math.max(-limit, Math.min(limit, mixed));
  const [sxx, syy] = [ixx + STIFF, iyy + STIFF];
  const det = sxx * syy - ixy * ixy;
  const dx = (middle % side) - radius + withinOne((syy * gx - ixy * gy) / det);
  const dy = Math.floor(middle / side) - radius + withinOne((sxx * gy - ixy * gx) / det);
  return { x, y, dx, dy, ixx, ixy, iyy };
}

function withinOne(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

/**
 * Whether a tile lies where it was put: how far the fit in the middle stands above those of all displacements,
 * in their standard deviations, and as a share of the highest there is.
 */
export function standing({ radius, fits }: Surface): {
  readonly fit: number;
  readonly above: number;
  readonly share: number;
} {
  const side = 2 * radius + 1;
  let sum = 0;
  let squares = 0;
  let count = 0;
  let best = -Infinity;
  let middle = -Infinity;
  for (let out = 0; out < fits.length; out += 1) {
    const fit = fits[out] as number;
    const near = Math.max(
      Math.abs((out % side) - radius),
      Math.abs(Math.floor(out / side) - radius),
    );
    best = Math.max(best, fit);
    if (near <= 1) middle = Math.max(middle, near === 0 ? fit : 0.98 * fit);
    else {
      sum += fit;
      squares += fit * fit;
      count += 1;
    }
  }
  const mean = sum / count;
  const spread = Math.sqrt(Math.max(1e-6, squares / count - mean * mean));
  const share = best - mean < 1e-6 ? 0 : (middle - mean) / (best - mean);
  return { fit: middle, above: (middle - mean) / spread, share };
}
