import { axesOf, type CameraPose, NEAR, type PictureSize } from '../world/camera.ts';
import { RADIANS, type Vec3 } from '../world/vector.ts';
import type { Region } from './page-api.ts';

/** A point in the camera's axes, metres: right, up, along. */
type Seen = readonly [right: number, up: number, along: number];

/**
 * The whole pixels that the convex hull of `points` can touch, `margin` pixels wider on every side and cut
 * by the picture; undefined where it touches none.
 */
export function regionOf(
  pose: CameraPose,
  size: PictureSize,
  points: readonly Vec3[],
  margin: number,
): Region | undefined {
  const seen = points.map((point) => seenFrom(pose, point));
  const before = cutAtNear(seen);
  if (before.length === 0) return undefined;
  const scale = size.width / 2 / Math.tan((pose.hfov / 2) * RADIANS);
  const xs = before.map(([right, , along]) => size.width / 2 + (right / along) * scale);
  const ys = before.map(([, up, along]) => size.height / 2 - (up / along) * scale);
  return within(size, {
    left: Math.floor(Math.min(...xs)) - margin,
    top: Math.floor(Math.min(...ys)) - margin,
    right: Math.ceil(Math.max(...xs)) + margin,
    bottom: Math.ceil(Math.max(...ys)) + margin,
  });
}

interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function within(size: PictureSize, sides: Sides): Region | undefined {
  const [x, y] = [Math.max(0, sides.left), Math.max(0, sides.top)];
  const width = Math.min(size.width, sides.right) - x;
  const height = Math.min(size.height, sides.bottom) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

function seenFrom(pose: CameraPose, [x, y, z]: Vec3): Seen {
  const { right, up, forward } = axesOf(pose);
  const [dx, dy, dz] = [x - pose.position[0], y - pose.position[1], z - pose.position[2]];
  const along = ([ax, ay, az]: Vec3) => ax * dx + ay * dy + az * dz;
  return [along(right), along(up), along(forward)];
}

/** The part of a hull before the near plane: its points, and where lines between points cross the plane. */
function cutAtNear(seen: readonly Seen[]): readonly Seen[] {
  const before = seen.filter(([, , along]) => along >= NEAR);
  const behind = seen.filter(([, , along]) => along < NEAR);
  const crossings = before.flatMap((a) =>
    behind.map((b): Seen => {
      const share = (a[2] - NEAR) / (a[2] - b[2]);
      return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, NEAR];
    }),
  );
  return [...before, ...crossings];
}

/** Whether two regions share a pixel; one that is nowhere shares none. */
export function overlap(a: Region | undefined, b: Region): boolean {
  return (
    a !== undefined &&
    a.x < b.x + b.width &&
    b.x < a.x + a.width &&
    a.y < b.y + b.height &&
    b.y < a.y + a.height
  );
}

/** One region `by` pixels wider on every side, cut by the picture. */
export function grown(region: Region, by: number, size: PictureSize): Region {
  const grownBy = within(size, {
    left: region.x - by,
    top: region.y - by,
    right: region.x + region.width + by,
    bottom: region.y + region.height + by,
  });
  return grownBy ?? region;
}

/**
 * Fewer regions that hold all the given ones: two become one where that draws at most `waste` pixels more
 * than both (each region costs a walk through the scene).
 */
export function merged(regions: readonly Region[], waste: number): readonly Region[] {
  const left = [...regions];
  for (let index = 0; index < left.length; ) {
    const one = left[index];
    const other = left.findIndex((two, at) => at > index && one && pays(one, two, waste));
    const two = left[other];
    if (one && two) {
      left.splice(other, 1);
      left[index] = around(one, two);
      index = 0;
    } else index += 1;
  }
  return left;
}

function pays(one: Region, two: Region, waste: number): boolean {
  return area(around(one, two)) <= area(one) + area(two) + waste;
}

const area = ({ width, height }: Region) => width * height;

function around(one: Region, two: Region): Region {
  const [x, y] = [Math.min(one.x, two.x), Math.min(one.y, two.y)];
  const right = Math.max(one.x + one.width, two.x + two.width);
  const bottom = Math.max(one.y + one.height, two.y + two.height);
  return { x, y, width: right - x, height: bottom - y };
}
