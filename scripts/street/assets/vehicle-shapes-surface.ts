import type { Vec3 } from '../world/vector.ts';
import { along, type BodyShape, type EdgePoint, edgeOf } from './vehicle-shapes-body.ts';

/** The outer skin of a shell as functions, in the asset's axes; the left side mirrors the right one. */
export interface Skin {
  readonly shape: BodyShape;
  readonly edge: readonly EdgePoint[];
  /** On the right side, beyond the edge the nearest place within. x from the middle, +front. */
  side(x: number, y: number): Vec3;
  /** Over front, top and rear: the way `s` along the edge, `share` -1 (left edge) to 1 (right edge). */
  band(s: number, share: number): Vec3;
  /** Lowest and highest y of the side at x. */
  span(x: number): readonly [low: number, high: number];
  /** Where the edge is at this x on top, or at this height in front or behind. */
  atX(x: number): number;
  atHeight(y: number, end: 'front' | 'rear'): number;
}

/** The skin of a shell of a vehicle `length` metres long. */
export function skinOf(shape: BodyShape, length: number): Skin {
  const edge = edgeOf(shape, length);
  const half = (x: number, y: number) => halfWidth(shape, length / 2 - x, y);
  const side = (x: number, y: number): Vec3 => {
    const inside = clampToEdge(edge, x, y);
    const depth = distance(edge, inside, y, shape.edge);
    const rest = shape.edge - depth;
    return [inside, y, half(inside, y) - shape.edge + Math.sqrt(shape.edge ** 2 - rest ** 2)];
  };
  return {
    shape,
    edge,
    side,
    band: (s, share) => bandPoint(shape, pointAt(edge, s), share, half),
    span: (x) => spanAt(shape, edge, length / 2 - x, x),
    atX: (x) => atX(edge, x),
    atHeight: (y, end) => atHeight(edge, y, end),
  };
}

function bandPoint(
  shape: BodyShape,
  { x, y, nx, ny }: EdgePoint,
  share: number,
  half: (x: number, y: number) => number,
): Vec3 {
  const [front, top, rear] = shape.crown;
  const bulge = ((nx > 0 ? front : rear) * nx ** 2 + top * Math.max(0, ny) ** 2) * (1 - share ** 2);
  return [x + nx * bulge, y + ny * bulge, share * (half(x, y) - shape.edge)];
}

/** Half the width of the shell `x` behind the front at height y, before its edges are rounded. */
function halfWidth(shape: BodyShape, x: number, y: number): number {
  const { width, sill, hip, tuck, shoulder, tumble, height } = shape;
  const belt = along(shape.belt, x);
  const low = Math.max(0, (hip - y) / (hip - sill)) ** 2 * tuck;
  const mid = Math.min(1, Math.max(0, (y - hip) / (belt - hip || 1))) ** 2 * 0.02;
  const step = smooth((y - belt) / 0.05) * shoulder;
  const high = Math.max(0, (y - belt) / (height - belt)) * tumble;
  return (width / 2) * (1 - ends(shape, x)) - low - mid - step - high;
}

function ends({ nose, tail, from, to }: BodyShape, x: number): number {
  const front = Math.max(0, 1 - (x - from) / nose[0]) ** 2.4 * nose[1];
  const rear = Math.max(0, 1 - (to - x) / tail[0]) ** 2.4 * tail[1];
  return front + rear;
}

function smooth(at: number): number {
  const t = Math.min(1, Math.max(0, at));
  return t * t * (3 - 2 * t);
}

function pointAt(edge: readonly EdgePoint[], s: number): EdgePoint {
  const after = edge.findIndex((point) => point.s >= s);
  const next = edge[after === -1 ? edge.length - 1 : after];
  const last = edge[Math.max(0, (after === -1 ? edge.length : after) - 1)];
  if (!next || !last) throw new RangeError('expected an outline of at least one point');
  const share = Math.min(1, Math.max(0, (s - last.s) / (next.s - last.s || 1)));
  const mix = (a: number, b: number) => a + (b - a) * share;
  return {
    s,
    x: mix(last.x, next.x),
    y: mix(last.y, next.y),
    nx: mix(last.nx, next.nx),
    ny: mix(last.ny, next.ny),
  };
}

/** From the edge, at most `most`: beyond that nobody asks. */
function distance(edge: readonly EdgePoint[], x: number, y: number, most: number): number {
  let least = most;
  for (let index = 1; index < edge.length; index += 1) {
    const [a, b] = [edge[index - 1], edge[index]];
    if (!a || !b || apart(a.x, b.x, x, least) || apart(a.y, b.y, y, least)) continue;
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const t = ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1);
    const share = Math.min(1, Math.max(0, t));
    least = Math.min(least, Math.hypot(x - a.x - dx * share, y - a.y - dy * share));
  }
  return least;
}

function apart(a: number, b: number, at: number, by: number): boolean {
  return (a < at - by && b < at - by) || (a > at + by && b > at + by);
}

/** x, moved inside the front and rear edges at this height. */
function clampToEdge(edge: readonly EdgePoint[], x: number, y: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 1; index < edge.length; index += 1) {
    const [a, b] = [edge[index - 1], edge[index]];
    if (!a || !b || a.y < y === b.y < y) continue;
    const at = a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y);
    [low, high] = [Math.min(low, at), Math.max(high, at)];
  }
  return low > high ? x : Math.min(high, Math.max(low, x));
}

function spanAt(
  shape: BodyShape,
  edge: readonly EdgePoint[],
  behind: number,
  x: number,
): readonly [number, number] {
  const at = crossings(edge, (point) => point.x - x).map((point) => point.y);
  const low = shape.arches.reduce((y, arch) => {
    const off = arch.radius ** 2 - (behind - arch.x) ** 2;
    return off <= 0 ? y : Math.max(y, arch.y + Math.sqrt(off));
  }, shape.sill);
  if (at.length === 0) return [low, low];
  const high = Math.max(...at);
  return [Math.min(high, at.length > 1 ? Math.max(low, Math.min(...at)) : low), high];
}

function crossings(
  edge: readonly EdgePoint[],
  off: (point: EdgePoint) => number,
): readonly { readonly x: number; readonly y: number; readonly s: number }[] {
  return edge.flatMap((b, index) => {
    const a = edge[index - 1];
    if (!a) return [];
    const [from, to] = [off(a), off(b)];
    if ((from > 0 && to > 0) || (from < 0 && to < 0)) return [];
    const share = from === to ? 0 : from / (from - to);
    const mix = (p: number, q: number) => p + (q - p) * share;
    return [{ x: mix(a.x, b.x), y: mix(a.y, b.y), s: mix(a.s, b.s) }];
  });
}

function atX(edge: readonly EdgePoint[], x: number): number {
  const at = crossings(edge, (point) => point.x - x);
  return at.reduce((best, point) => (point.y > best.y ? point : best), { y: -1, s: 0 }).s;
}

function atHeight(edge: readonly EdgePoint[], y: number, end: 'front' | 'rear'): number {
  const xs = edge.map(({ x }) => x);
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  const ahead = (x: number) => (end === 'front' ? x - middle : middle - x);
  const at = crossings(edge, (point) => point.y - y).filter(({ x }) => ahead(x) > 0);
  const [outer] = [...at].sort((a, b) => ahead(b.x) - ahead(a.x));
  // below its lowest point the edge goes on no further
  const lowest = end === 'front' ? edge[0] : edge[edge.length - 1];
  return (outer ?? lowest)?.s ?? 0;
}
