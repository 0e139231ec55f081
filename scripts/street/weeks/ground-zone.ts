import type { Point, Polygon } from '../../../agent/core/geometry/polygon.ts';
import type { Vec3 } from '../world/vector.ts';
import type { Eye } from './eye.ts';

type Span = readonly [from: number, to: number];

const STEP = 0.5;
const POINT: readonly Vec3[] = [[0, 0, 0]];

/** A rectangle of the ground as the camera sees it, cut to the picture; empty where it sees none of it. */
export function groundZone(eye: Eye, y: number, [fromX, toX]: Span, [fromZ, toZ]: Span): Polygon {
  const near: Point[] = [];
  const far: Point[] = [];
  for (let x = fromX; x <= toX; x += STEP) {
    const a = pointAt(eye, x, y, toZ);
    const b = pointAt(eye, x, y, fromZ);
    if (a && b) {
      near.push(a);
      far.push(b);
    }
  }
  // straight lines stay straight: the ends are enough
  const outline = [near[0], near.at(-1), far.at(-1), far[0]].flatMap((point) =>
    point ? [point] : [],
  );
  return cutToPicture(outline).map(([x, y]) => [round(x), round(y)]);
}

function pointAt(eye: Eye, x: number, y: number, z: number): Point | undefined {
  const box = eye.extent(POINT, { x, y, z, heading: 0 });
  return box && [box.left, box.top];
}

/** Sutherland and Hodgman (1974). */
function cutToPicture(polygon: Polygon): Polygon {
  const sides: readonly (readonly [0 | 1, number, 1 | -1])[] = [
    [0, 0, 1],
    [0, 1, -1],
    [1, 0, 1],
    [1, 1, -1],
  ];
  return sides.reduce((rest, [axis, limit, sign]) => {
    const inside = (point: Point) => sign * (point[axis] - limit) >= 0;
    return rest.flatMap((point, at): Point[] => {
      const before = rest.at(at - 1) ?? point;
      const t = (limit - before[axis]) / (point[axis] - before[axis] || 1);
      const edge: Point = [
        before[0] + t * (point[0] - before[0]),
        before[1] + t * (point[1] - before[1]),
      ];
      const enters = inside(point) !== inside(before) ? [edge] : [];
      return inside(point) ? [...enters, point] : enters;
    });
  }, polygon);
}

function round(value: number): number {
  return Math.min(1, Math.max(0, Math.round(value * 1e4) / 1e4));
}
