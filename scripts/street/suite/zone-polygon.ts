import { polygonFault } from '../../../agent/config/polygon-fault.ts';
import { polygonArea } from '../../../agent/core/geometry/clip.ts';
import type { Point } from '../../../agent/core/geometry/polygon.ts';
import { groundHeight } from '../world/areas.ts';
import { axesOf, type CameraPose, NEAR, type PictureSize } from '../world/camera.ts';
import type { StreetLayout } from '../world/layout.ts';
import { type GroundPoint, RADIANS, type Vec3 } from '../world/vector.ts';

/** A zone smaller than this share of the picture is none. */
const LEAST = 1e-4;
const DIGITS = 1e4;

/** How far inside a limit something is; negative outside. */
type Inside<P> = (point: P) => number;

/**
 * An area of the ground as it lies in the picture: cut before the camera, then by the picture's four edges
 * (I. E. Sutherland and G. W. Hodgman, "Reentrant polygon clipping", 1974). All corners are taken at the
 * height of the area's middle. Undefined where nothing of it is in the picture.
 */
export function zonePolygon(
  ground: readonly GroundPoint[],
  street: StreetLayout,
  pose: CameraPose,
  size: PictureSize,
): readonly Point[] | undefined {
  const middle = ground.reduce((sum, [, z]) => sum + z, 0) / ground.length;
  const height = groundHeight(street, middle);
  const seen = ground.map(([x, z]) => inCamera(pose, [x, height, z]));
  const ahead = clipped(seen, ([, , depth]) => depth - NEAR, between3);
  const half = Math.tan((pose.hfov / 2) * RADIANS);
  const aspect = size.width / size.height;
  const flat = ahead.map(
    ([right, up, depth]): Point => [
      0.5 + right / (2 * half * depth),
      0.5 - (up * aspect) / (2 * half * depth),
    ],
  );
  const limits: Inside<Point>[] = [([x]) => x, ([x]) => 1 - x, ([, y]) => y, ([, y]) => 1 - y];
  const inside = limits.reduce((rest, limit) => clipped(rest, limit, between2), flat);
  const corners = tidy(inside);
  const usable = corners.length >= 3 && polygonArea(corners) >= LEAST;
  return usable && polygonFault(corners) === undefined ? corners : undefined;
}

function inCamera(pose: CameraPose, point: Vec3): Vec3 {
  const { right, up, forward } = axesOf(pose);
  const away = point.map((value, axis) => value - (pose.position[axis] ?? 0));
  const along = (axis: Vec3) =>
    axis.reduce((sum, value, index) => sum + value * (away[index] ?? 0), 0);
  return [along(right), along(up), along(forward)];
}

function clipped<P>(
  corners: readonly P[],
  inside: Inside<P>,
  between: (a: P, b: P, share: number) => P,
): P[] {
  return corners.flatMap((corner, index) => {
    const before = corners.at(index - 1) ?? corner;
    const [was, is] = [inside(before), inside(corner)];
    const crosses = was < 0 !== is < 0;
    const crossing = crosses ? [between(before, corner, was / (was - is))] : [];
    return is < 0 ? crossing : [...crossing, corner];
  });
}

function between2(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

function between3(a: Vec3, b: Vec3, t: number): Vec3 {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** Short numbers, no corner twice in a row. */
function tidy(corners: readonly Point[]): Point[] {
  const short = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * DIGITS) / DIGITS;
  const rounded = corners.map(([x, y]): Point => [short(x), short(y)]);
  return rounded.filter(([x, y], index) => {
    const before = rounded.at(index - 1);
    return rounded.length < 2 || before === undefined || before[0] !== x || before[1] !== y;
  });
}
