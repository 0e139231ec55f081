import type { Point, Polygon } from '../core/geometry/polygon.ts';

/** What makes these corners unusable as an area, and at which corner; undefined when nothing does. */
export function polygonFault(
  corners: Polygon,
): { readonly message: string; readonly path?: number[] } | undefined {
  // corners outside of the picture are a fault of their own, told elsewhere
  if (corners.length < 3 || corners.flat().some((share) => share < 0 || share > 1))
    return undefined;
  const doubled = corners.findIndex((corner, i) => same(corner, corners[i + 1] ?? [2, 2]));
  if (doubled >= 0) return { message: 'is the same corner as the one before', path: [doubled + 1] };
  const [first = [0, 0], last = [1, 1]] = [corners[0], corners.at(-1)];
  if (same(first, last)) {
    const path = [corners.length - 1];
    return { message: 'is the first corner again: leave it out, the polygon closes itself', path };
  }
  const crossing = findCrossing(corners);
  if (crossing) {
    const [first, second] = crossing;
    return {
      message: `the polygon crosses itself: the edge after corner ${first + 1} and the one after corner ${second + 1} meet; give the corners in order around the area`,
    };
  }
  if (Math.abs(area(corners)) < 1e-5) return { message: 'the polygon has no area' };
  return undefined;
}

const same = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1];

/** Shoelace formula; positive when the corners run clockwise on the screen. */
function area(corners: Polygon): number {
  let twice = 0;
  let [px, py] = corners.at(-1) ?? [0, 0];
  for (const [x, y] of corners) {
    twice += px * y - x * py;
    [px, py] = [x, y];
  }
  return twice / 2;
}

/** The first two edges that are no neighbours and still touch. */
function findCrossing(corners: Polygon): [number, number] | undefined {
  const n = corners.length;
  const edge = (i: number): [Point, Point] => [
    corners[i % n] ?? [0, 0],
    corners[(i + 1) % n] ?? [0, 0],
  ];
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      const neighbours = i === 0 && j === n - 1;
      if (!neighbours && meet(...edge(i), ...edge(j))) return [i, j];
    }
  }
  return undefined;
}

function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [s1, s2, s3, s4] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (s1 !== s2 && s3 !== s4) return true;
  return (
    (s1 === 0 && within(a, b, c)) ||
    (s2 === 0 && within(a, b, d)) ||
    (s3 === 0 && within(c, d, a)) ||
    (s4 === 0 && within(c, d, b))
  );
}

/** On which side of the line a-b the point lies: -1, 0 (on it) or 1. */
function side(a: Point, b: Point, p: Point): number {
  const turn = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
  return Math.abs(turn) < 1e-12 ? 0 : Math.sign(turn);
}

function within(a: Point, b: Point, p: Point): boolean {
  return (
    Math.min(a[0], b[0]) <= p[0] &&
    p[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= p[1] &&
    p[1] <= Math.max(a[1], b[1])
  );
}
