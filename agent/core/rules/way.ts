import { type Box, footpoint } from '../geometry/box.ts';
import type { Window } from '../vision/close-shot.ts';

/** Where a passing object was. Plain JSON. */
export interface WayPoint {
  readonly atMs: number;
  readonly box: Box;
}

/** In the order of time. Bound: `MOST_POINTS`. */
export type Way = readonly WayPoint[];

const MOST_POINTS = 32;

/** The way with one more point; of too many every second one between its ends goes. */
export function addToWay(way: Way, point: WayPoint): Way {
  const longer = [...way, point];
  if (longer.length <= MOST_POINTS) return longer;
  const last = longer.length - 1;
  return longer.filter((_, index) => index === last || index % 2 === 0);
}

/** The box at a moment: evenly between the points beside it, at its ends that of the end. */
export function boxOnWay(way: Way, atMs: number): Box | undefined {
  const after = way.findIndex((point) => point.atMs >= atMs);
  const [to, from] = [way[after], way[after - 1]];
  if (to === undefined) return way.at(-1)?.box;
  if (from === undefined) return to.box;
  const share = (atMs - from.atMs) / (to.atMs - from.atMs);
  const even = (side: keyof Box) => from.box[side] + share * (to.box[side] - from.box[side]);
  return { left: even('left'), top: even('top'), right: even('right'), bottom: even('bottom') };
}

/** How far the box's foot goes from one moment to another, in shares of the picture. */
export function displacement(way: Way, fromMs: number, toMs: number): number | undefined {
  const [from, to] = [boxOnWay(way, fromMs), boxOnWay(way, toMs)];
  if (from === undefined || to === undefined) return undefined;
  const [[x0, y0], [x1, y1]] = [footpoint(from), footpoint(to)];
  return Math.hypot(x1 - x0, y1 - y0);
}

/** Less than this (shares of the picture) nobody sees. */
const VISIBLE = 0.02;

/**
 * Two moments between which the displacement shows, both within the window and one of them `atMs`: the other
 * is the one farthest away before it, or behind it where it had not moved before. The earlier one first.
 */
export function momentsApart(way: Way, atMs: number, { fromMs, toMs }: Window): [number, number] {
  const times = [fromMs, toMs, ...way.map((point) => point.atMs)];
  const within = times.filter((ms) => isOn(way, ms) && ms >= fromMs && ms <= toMs);
  const farthest = (some: readonly number[]) =>
    some
      .map((ms) => ({ ms, far: displacement(way, ms, atMs) ?? 0 }))
      .toSorted((a, b) => b.far - a.far)[0];
  const before = farthest(within.filter((ms) => ms < atMs));
  const behind = farthest(within.filter((ms) => ms > atMs));
  if (
    before !== undefined &&
    (before.far >= VISIBLE || behind === undefined || before.far >= behind.far)
  )
    return [before.ms, atMs];
  return behind === undefined ? [Math.max(fromMs, atMs - LEAST_APART_MS), atMs] : [atMs, behind.ms];
}

/** Of an object whose way nobody knows. */
const LEAST_APART_MS = 400;

function isOn(way: Way, ms: number): boolean {
  return ms >= (way[0]?.atMs ?? Infinity) && ms <= (way.at(-1)?.atMs ?? -Infinity);
}

/** The line of the box's foot, for facts and people: [milliseconds since its beginning, x, y]. */
export function trackLine(way: Way): readonly (readonly [ms: number, x: number, y: number])[] {
  const beganMs = way[0]?.atMs ?? 0;
  return way.map(({ atMs, box }) => {
    const [x, y] = footpoint(box);
    return [Math.round(atMs - beganMs), share(x), share(y)];
  });
}

/** A ten-thousandth of the picture is less than a pixel. */
function share(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
