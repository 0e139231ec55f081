import type { FacePatch } from '../../assets/vehicle-shapes.ts';
import { type OutlinePoint, rounded } from '../../assets/vehicle-shapes-body.ts';
import type { Skin } from '../../assets/vehicle-shapes-surface.ts';
import type { Vec3 } from '../../world/vector.ts';
import { even, type SheetPoint, type Sink, type Tint } from './sink.ts';

/** Half the length of the vehicle a skin belongs to turns "behind the front" into its own x. */
export interface Ground {
  readonly skin: Skin;
  readonly half: number;
}

const MIDDLE: Vec3 = [0, 0.6, 0];

/** The same sheet, on the other side too. */
export function bothSides(at: SheetPoint, draw: (at: SheetPoint, from: Vec3) => void): void {
  draw(at, MIDDLE);
  draw((u, v) => mirror(at(u, v)), MIDDLE);
}

function mirror([x, y, z]: Vec3): Vec3 {
  return [x, y, -z];
}

/** A polygon on the side of a skin as a sheet, `out` metres off it: u along x, v from below to above. */
export function sidePolygon(
  { skin, half }: Ground,
  points: readonly OutlinePoint[],
  out: number,
): { readonly at: SheetPoint; readonly us: readonly number[] } {
  const outline = rounded(points, 4, true);
  const xs = outline.map(([x]) => x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const reach = memoized((u: number) => {
    const x = low + (high - low) * Math.min(0.9995, Math.max(0.0005, u));
    const [bottom, top] = spanOf(outline, x);
    // never over the opening of a wheel arch
    const floor = Math.min(top, Math.max(bottom, skin.span(half - x)[0] + 0.012));
    return { x, floor, top };
  });
  const at: SheetPoint = (u, v) => {
    const { x, floor, top } = reach(u);
    return raised(skin, half - x, floor + (top - floor) * v, out);
  };
  return { at, us: even(Math.min(30, Math.max(5, Math.ceil((high - low) / 0.12)))) };
}

function memoized<T>(of: (u: number) => T): (u: number) => T {
  const known = new Map<number, T>();
  return (u) => {
    const value = known.get(u) ?? of(u);
    known.set(u, value);
    return value;
  };
}

/** Lowest and highest y of a closed outline at x. */
export function spanOf(
  outline: readonly (readonly [number, number])[],
  x: number,
): [number, number] {
  const ys = outline.flatMap((a, index) => {
    const b = outline[(index + 1) % outline.length];
    if (!b || a[0] > x === b[0] > x) return [];
    return [a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0])];
  });
  return ys.length === 0 ? [0, 0] : [Math.min(...ys), Math.max(...ys)];
}

/** A point of the right side, moved `out` metres away from it. */
export function raised(skin: Skin, x: number, y: number, out: number): Vec3 {
  const h = 0.006;
  const [px, py, z] = skin.side(x, y);
  const slopeX = (skin.side(px + h, y)[2] - skin.side(px - h, y)[2]) / (2 * h);
  const slopeY = (skin.side(px, y + h)[2] - skin.side(px, y - h)[2]) / (2 * h);
  const [sx, sy] = [clamp(slopeX), clamp(slopeY)];
  const size = Math.hypot(sx, sy, 1);
  return [px - (sx / size) * out, py - (sy / size) * out, z + out / size];
}

function clamp(slope: number): number {
  return Math.min(4, Math.max(-4, slope));
}

/** A rectangle on front, top or rear: u across from share to share, v along the edge. */
export function bandSheet(
  { skin }: Ground,
  along: readonly [from: number, to: number],
  shares: readonly [from: number, to: number],
  out: number,
  rise = 0,
): SheetPoint {
  return (u, v) => {
    const share = shares[0] + (shares[1] - shares[0]) * u;
    const s = along[0] + (along[1] - along[0]) * v + rise * Math.abs(u);
    const [a, b] = [skin.band(s - 0.01, share), skin.band(s + 0.01, share)];
    const [x, y, z] = skin.band(s, share);
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const size = Math.hypot(dx, dy) || 1;
    return [x + (dy / size) * out, y - (dx / size) * out, z];
  };
}

/** A patch of the front or rear with its ends around the corners; drawn into `sink`. */
export function facePatch(
  sink: Sink,
  ground: Ground,
  end: 'front' | 'rear',
  patch: FacePatch,
  tint: Tint | ((point: Vec3) => Tint),
  out: number,
): void {
  const { skin } = ground;
  const along = patch.y.map((y) => skin.atHeight(y, end)) as [number, number];
  const rise = (patch.rise ?? 0) * (end === 'front' ? 1 : -1);
  const across = Math.max(4, Math.ceil((patch.share[1] - patch.share[0]) * 6));
  const both: readonly (readonly [number, number])[] =
    patch.share[0] >= 0 ? [patch.share, [-patch.share[0], -patch.share[1]]] : [patch.share];
  const from: Vec3 = [0, (patch.y[0] + patch.y[1]) / 2, 0];
  for (const shares of both)
    sink.sheet(bandSheet(ground, along, shares, out, rise), {
      ...{
        us: even(across),
        vs: even(Math.max(4, Math.ceil((patch.y[1] - patch.y[0]) / 0.16))),
        tint,
        from,
      },
    });
  if (patch.wrap) wrapAround(sink, ground, end, patch, tint, out);
}

function wrapAround(
  sink: Sink,
  { skin }: Ground,
  end: 'front' | 'rear',
  { y, wrap = 0, rise = 0 }: FacePatch,
  tint: Tint | ((point: Vec3) => Tint),
  out: number,
): void {
  const sign = end === 'front' ? -1 : 1;
  const at: SheetPoint = (u, v) => {
    // lamps end in a point on the side
    const height = y[0] + rise * (1 + u * 0.6) + (y[1] - y[0]) * (0.5 + (v - 0.5) * (1 - 0.55 * u));
    const s = skin.atHeight(height, end);
    const start = skin.band(s, 1)[0];
    return raised(skin, start + sign * wrap * u ** 1.6, height, out);
  };
  bothSides(at, (sheet, from) =>
    sink.sheet(sheet, { us: even(9), vs: even(4), tint, from: [from[0], y[0], from[2]] }),
  );
}
