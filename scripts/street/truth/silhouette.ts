import type { Box } from '../../../agent/core/geometry/box.ts';
import type { Point } from '../../../agent/core/geometry/polygon.ts';
import { axesOf, type CameraPose, NEAR, type PictureSize } from '../world/camera.ts';
import { RADIANS, type Vec3 } from '../world/vector.ts';

/** A camera made ready for many points. */
export interface View {
  readonly eye: Vec3;
  /** Camera coordinates to shares: right and up are divided by depth times these. */
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly axes: ReturnType<typeof axesOf>;
}

/** What a convex thing covers in the picture, in shares of it, reaching outside where it does. */
export interface Silhouette {
  readonly extent: Box;
  /** In order; worked out when first asked for. */
  corners(): readonly Point[];
}

/** A thing's place: its origin on the ground and where it looks, degrees. */
export interface Standing {
  readonly position: Vec3;
  readonly heading: number;
}

export function viewOf(pose: CameraPose, { width, height }: PictureSize): View {
  const half = Math.tan((pose.hfov / 2) * RADIANS);
  return {
    ...{ eye: pose.position, axes: axesOf(pose) },
    ...{ halfWidth: 2 * half, halfHeight: (2 * half * height) / width },
  };
}

/**
 * The silhouette of the convex hull of some points, given about the thing's own origin; undefined where
 * all of it lies behind the camera. What crosses the near plane is cut there: between all pairs of points
 * on its two sides, whose cuts have the same convex hull as those of the hull's edges.
 */
export function silhouetteOf(
  view: View,
  standing: Standing,
  hull: readonly Vec3[],
): Silhouette | undefined {
  const points = inCamera(view, standing, hull);
  let nearest = Infinity;
  let farthest = -Infinity;
  for (let at = 2; at < points.length; at += 3) {
    const depth = points[at] ?? 0;
    if (depth < nearest) nearest = depth;
    if (depth > farthest) farthest = depth;
  }
  if (farthest < NEAR) return undefined;
  const flat = inPicture(view, nearest < NEAR ? cutAtPlane(points) : points);
  let corners: readonly Point[] | undefined;
  return {
    extent: boundsOf(flat),
    corners() {
      corners ??= convexHull(flat);
      return corners;
    },
  };
}

const BOXES = new WeakMap<readonly Vec3[], readonly Vec3[]>();

/** The eight corners of the box around some points. */
function boxAround(hull: readonly Vec3[]): readonly Vec3[] {
  const known = BOXES.get(hull);
  if (known) return known;
  const ends = ([0, 1, 2] as const).map((axis) => {
    const values = hull.map((point) => point[axis]);
    return [Math.min(...values), Math.max(...values)];
  });
  const [xs = [], ys = [], zs = []] = ends;
  const box = xs.flatMap((x) => ys.flatMap((y) => zs.map((z): Vec3 => [x, y, z])));
  BOXES.set(hull, box);
  return box;
}

/**
 * Whether a thing is certainly out of the picture: the box around it lies wholly behind the camera or
 * beyond one side of what it sees. Cheap, and true for most things that are near the camera's foot.
 */
export function isOutside(view: View, standing: Standing, hull: readonly Vec3[]): boolean {
  const points = inCamera(view, standing, boxAround(hull));
  const beyond = [true, true, true, true, true];
  for (let at = 0; at < points.length; at += 3) {
    const [x, y, depth] = [points[at] ?? 0, points[at + 1] ?? 0, points[at + 2] ?? 0];
    const [aside, above] = [(depth * view.halfWidth) / 2, (depth * view.halfHeight) / 2];
    const past = [depth < NEAR, x > aside, x < -aside, y > above, y < -above];
    past.forEach((is, side) => {
      if (!is) beyond[side] = false;
    });
  }
  return beyond.includes(true);
}

/** Right, up and depth of each point one after the other, metres. Turned as three.js turns about y. */
function inCamera(
  view: View,
  { position, heading }: Standing,
  hull: readonly Vec3[],
): Float64Array {
  const [sin, cos] = [Math.sin(heading * RADIANS), Math.cos(heading * RADIANS)];
  const { right, up, forward } = view.axes;
  const [ex, ey, ez] = view.eye;
  const [ox, oy, oz] = [position[0] - ex, position[1] - ey, position[2] - ez];
  const points = new Float64Array(hull.length * 3);
  let at = 0;
  for (const [hx, hy, hz] of hull) {
    const x = ox + hx * cos + hz * sin;
    const y = oy + hy;
    const z = oz - hx * sin + hz * cos;
    points[at] = right[0] * x + right[1] * y + right[2] * z;
    points[at + 1] = up[0] * x + up[1] * y + up[2] * z;
    points[at + 2] = forward[0] * x + forward[1] * y + forward[2] * z;
    at += 3;
  }
  return points;
}

function inPicture(view: View, points: Float64Array): Float64Array {
  const flat = new Float64Array((points.length / 3) * 2);
  for (let from = 0, to = 0; from < points.length; from += 3, to += 2) {
    const depth = points[from + 2] ?? 1;
    flat[to] = 0.5 + (points[from] ?? 0) / (depth * view.halfWidth);
    flat[to + 1] = 0.5 - (points[from + 1] ?? 0) / (depth * view.halfHeight);
  }
  return flat;
}

/** The points ahead of the near plane, and where the lines from them to those behind meet it. */
function cutAtPlane(points: Float64Array): Float64Array {
  const all = Array.from({ length: points.length / 3 }, (_, index) => [
    ...points.subarray(index * 3, index * 3 + 3),
  ]);
  const depthOf = (point: readonly number[]) => point[2] ?? 0;
  const ahead = all.filter((point) => depthOf(point) >= NEAR);
  const behind = all.filter((point) => depthOf(point) < NEAR);
  const cuts = ahead.flatMap((near) =>
    behind.map((far) => {
      const t = (depthOf(near) - NEAR) / (depthOf(near) - depthOf(far));
      const [x = 0, y = 0] = near.map((value, axis) => value + ((far[axis] ?? 0) - value) * t);
      return [x, y, NEAR];
    }),
  );
  return Float64Array.from([...ahead, ...cuts].flat());
}

/** The smallest box around points given as x, y, x, y, ... */
function boundsOf(flat: Float64Array): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < flat.length; at += 2) {
    const x = flat[at] ?? 0;
    const y = flat[at + 1] ?? 0;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom };
}

/** A. M. Andrew's monotone chain (1979); corners in order, without those on a straight edge. */
function convexHull(flat: Float64Array): readonly Point[] {
  const points = Array.from(
    { length: flat.length / 2 },
    (_, index): Point => [flat[2 * index] ?? 0, flat[2 * index + 1] ?? 0],
  );
  const sorted = points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const lower = chain(sorted);
  const upper = chain(sorted.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(sorted: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of sorted) {
    while (kept.length > 1 && !turnsLeft(kept.at(-2), kept.at(-1), point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function turnsLeft(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  if (a === undefined || b === undefined) return true;
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}
