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
  const side = 2 * radius + 1;
  const fits = new Float32Array(side * side);
  for (let dy = -radius, out = 0; dy <= radius; dy += 1)
    for (let dx = -radius; dx <= radius; dx += 1, out += 1)
      fits[out] = fitAt(tile, laid, dy * laid.stride + dx, whole);
  return { tile, radius, fits };
}

/** Normalised correlation of the orientations at a displacement; `own` is the squared length of the tile. */
function fitAt(tile: Tile, laid: Laid, offset: number, own: number): number {
  // all in locals: this is the innermost loop of the whole
  const { at, re, im } = tile;
  const { re: presentRe, im: presentIm, power } = laid;
  const count = at.length;
  let both = 0;
  let other = FAINT * count;
  for (let k = 0; k < count; k += 1) {
    const place = (at[k] as number) + offset;
    both += (re[k] as number) * (presentRe[place] as number);
    both += (im[k] as number) * (presentIm[place] as number);
    other += power[place] as number;
  }
  return both / Math.sqrt(own * other);
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
  let best = -Infinity;
  let [bx, by] = [0, 0];
  // a parabola needs neighbours
  const low = (near: number) => Math.max(1 - radius, near - reach);
  const high = (near: number) => Math.min(radius - 1, near + reach);
  for (let dy = low(nearY); dy <= high(nearY); dy += 1)
    for (let dx = low(nearX); dx <= high(nearX); dx += 1) {
      const fit = fits[(dy + radius) * side + dx + radius] as number;
      if (fit > best) [best, bx, by] = [fit, dx, dy];
    }
  const f = (dx: number, dy: number) =>
    fits[(by + dy + radius) * side + bx + dx + radius] as number;
  const gx = (f(1, 0) - f(-1, 0)) / 2;
  const gy = (f(0, 1) - f(0, -1)) / 2;
  const ixx = Math.max(0, 2 * f(0, 0) - f(1, 0) - f(-1, 0));
  const iyy = Math.max(0, 2 * f(0, 0) - f(0, 1) - f(0, -1));
  const limit = 0.95 * Math.sqrt(ixx * iyy);
  const mixed = (f(1, -1) + f(-1, 1) - f(1, 1) - f(-1, -1)) / 4;
  const ixy = Math.max(-limit, Math.min(limit, mixed));
  const [sxx, syy] = [ixx + STIFF, iyy + STIFF];
  const det = sxx * syy - ixy * ixy;
  const within = (value: number) => Math.max(-1, Math.min(1, value));
  return {
    ...{ x: tile.x, y: tile.y },
    dx: bx + within((syy * gx - ixy * gy) / det),
    dy: by + within((sxx * gy - ixy * gx) / det),
    ...{ ixx, ixy, iyy },
  };
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
