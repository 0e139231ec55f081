import type { Point } from './polygon.ts';

/** Two ends. */
export type Segment = readonly [Point, Point];

/**
 * Distance of a point from the endless line through the segment: positive on its right as seen from the
 * first to the second end (the picture's y grows downwards), negative on its left. 0 for a line of no length.
 */
export function sideOf([[ax, ay], [bx, by]]: Segment, [x, y]: Point): number {
  const length = Math.hypot(bx - ax, by - ay);
  return length === 0 ? 0 : ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length;
}

/** Whether two segments meet; touching counts. Parallel ones never do. */
export function segmentsCross([a, b]: Segment, [c, d]: Segment): boolean {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (cross === 0) return false;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1;
}

/** Shortest distance from a point to the segment, ends included. */
export function distanceToSegment([x, y]: Point, [[ax, ay], [bx, by]]: Segment): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / squared;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
