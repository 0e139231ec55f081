import type { Box } from './box.ts';
import type { Point, Polygon } from './polygon.ts';

/** Shoelace formula; positive or negative by the sense of rotation. */
function signedArea(polygon: Polygon): number {
  let twice = 0;
  let [px, py] = polygon.at(-1) ?? [0, 0];
  for (const [x, y] of polygon) {
    twice += px * y - x * py;
    [px, py] = [x, y];
  }
  return twice / 2;
}

/** Area of a simple polygon, in squared units of its points. */
export function polygonArea(polygon: Polygon): number {
  return Math.abs(signedArea(polygon));
}

/** Keeps what lies on the side of `limit` that `sign` points to, along one axis. */
function cut(polygon: Polygon, axis: 0 | 1, limit: number, sign: 1 | -1): Point[] {
  const kept: Point[] = [];
  let before = polygon.at(-1);
  if (!before) return kept;
  let depthBefore = sign * (before[axis] - limit);
  for (const corner of polygon) {
    const depth = sign * (corner[axis] - limit);
    if (depth >= 0 !== depthBefore >= 0) {
      const t = depthBefore / (depthBefore - depth);
      kept.push([before[0] + t * (corner[0] - before[0]), before[1] + t * (corner[1] - before[1])]);
    }
    if (depth >= 0) kept.push(corner);
    [before, depthBefore] = [corner, depth];
  }
  return kept;
}

/**
 * Area of the part of a simple polygon, concave ones too, that lies in the rectangle.
 *
 * Sutherland and Hodgman (1974): the polygon is cut by the four sides in turn. Where a concave polygon
 * falls into several pieces they stay joined along the sides, by edges that run there and back and so add
 * nothing to the area.
 */
export function clippedArea(box: Box, polygon: Polygon): number {
  let rest: Polygon = cut(polygon, 0, box.left, 1);
  rest = cut(rest, 0, box.right, -1);
  rest = cut(rest, 1, box.top, 1);
  return polygonArea(cut(rest, 1, box.bottom, -1));
}
