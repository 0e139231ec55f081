import type { Found } from './tile-match.ts';

/** A displacement that changes evenly over the picture, cells, about (`cx`, `cy`). */
export interface Even {
  readonly cx: number;
  readonly cy: number;
  /** At the middle; then spread, turn and the two ways to be oblique, per cell. */
  readonly parts: readonly [
    x: number,
    y: number,
    spread: number,
    turn: number,
    stretch: number,
    shear: number,
  ];
}

export function displacedBy({ cx, cy, parts }: Even, x: number, y: number): [number, number] {
  const [px, py] = [x - cx, y - cy];
  const [dx, dy, spread, turn, stretch, shear] = parts;
  return [
    dx + (spread + stretch) * px + (shear - turn) * py,
    dy + (shear + turn) * px + (spread - stretch) * py,
  ];
}

const STEPS = 6;
/** Half a weight for a tile that far off, cells; first and last step. */
const WIDE = 2;
const NARROW = 0.5;

/**
 * The even displacement that most tiles agree on: iterated least squares, each tile weighted by what it
 * knows in each direction and by Geman and McClure's function of how far off it is, which grows strict
 * with the steps. `hold` (cells squared) says how dear turning and zooming are, and being oblique, so that few
 * tiles cannot turn the picture.
 */
export function fitEven(
  found: readonly Found[],
  {
    cx,
    cy,
    start,
    hold,
  }: {
    readonly cx: number;
    readonly cy: number;
    readonly start: readonly [number, number];
    readonly hold: { readonly turn: number; readonly oblique: number };
  },
): Even {
  let even: Even = { cx, cy, parts: [start[0], start[1], 0, 0, 0, 0] };
  for (let step = 0; step < STEPS; step += 1) {
    const scale = WIDE * (NARROW / WIDE) ** (step / (STEPS - 1));
    even = improved(found, even, scale, hold);
  }
  return even;
}

/** How far a found displacement is off, cells, counted only in the directions that it knows. */
export function offBy(one: Found, even: Even): number {
  const [mx, my] = displacedBy(even, one.x, one.y);
  const [ex, ey] = [one.dx - mx, one.dy - my];
  const known = one.ixx + one.iyy;
  if (known <= 0) return 0;
  const square = one.ixx * ex * ex + 2 * one.ixy * ex * ey + one.iyy * ey * ey;
  return Math.sqrt((2 * Math.max(0, square)) / known);
}

const N = 6;

function improved(
  found: readonly Found[],
  even: Even,
  scale: number,
  hold: { readonly turn: number; readonly oblique: number },
): Even {
  const { cx, cy } = even;
  // normal equations, a row of N and its right side
  const a = new Float64Array(N * (N + 1));
  let known = 0;
  for (const one of found) {
    const off = offBy(one, even) / scale;
    const weight = 1 / (1 + off * off) ** 2;
    known += weight * (one.ixx + one.iyy);
    addTile(a, one, weight, one.x - cx, one.y - cy);
  }
  const dear = [0, 0, hold.turn, hold.turn, hold.oblique, hold.oblique];
  for (let k = 0; k < N; k += 1) {
    const at = k * (N + 1) + k;
    a[at] = (a[at] as number) + known * (dear[k] as number) + 1e-9;
  }
  const [x = 0, y = 0, spread = 0, turn = 0, stretch = 0, shear = 0] = solved(a);
  return { cx, cy, parts: [x, y, spread, turn, stretch, shear] };
}

function addTile(a: Float64Array, one: Found, weight: number, px: number, py: number): void {
  const jx = [1, 0, px, -py, px, py];
  const jy = [0, 1, py, px, -py, px];
  const { ixx, ixy, iyy, dx, dy } = one;
  for (let i = 0, at = 0; i < N; i += 1) {
    const wx = weight * (ixx * (jx[i] as number) + ixy * (jy[i] as number));
    const wy = weight * (ixy * (jx[i] as number) + iyy * (jy[i] as number));
    for (let k = 0; k < N; k += 1, at += 1)
      a[at] = (a[at] as number) + wx * (jx[k] as number) + wy * (jy[k] as number);
    a[at] = (a[at] as number) + wx * dx + wy * dy;
    at += 1;
  }
}

/** Gauss and Jordan; the equations are positive definite and need no pivots. `a` is consumed. */
function solved(a: Float64Array): number[] {
  const row = N + 1;
  for (let k = 0; k < N; k += 1) {
    const head = a[k * row + k] as number;
    if (head < 1e-12) continue;
    for (let i = 0; i < N; i += 1) {
      const factor = (a[i * row + k] as number) / head;
      if (i === k || factor === 0) continue;
      for (let j = k; j <= N; j += 1)
        a[i * row + j] = (a[i * row + j] as number) - factor * (a[k * row + j] as number);
    }
  }
  return Array.from({ length: N }, (_, k) => {
    const head = a[k * row + k] as number;
    return head < 1e-12 ? 0 : (a[k * row + N] as number) / head;
  });
}
