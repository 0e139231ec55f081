import { RADIANS, type Vec3 } from './vector.ts';

/** Where a camera is and looks at one moment. Degrees. */
export interface CameraPose {
  readonly position: Vec3;
  /** 0 looks away from the near side (-z, north), 90 along +x (east). */
  readonly yaw: number;
  /** Negative looks down. */
  readonly pitch: number;
  /** Positive leans the picture's right side down. */
  readonly roll: number;
  /** Of the whole width. */
  readonly hfov: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A point in shares of the picture (may lie outside 0..1) and its distance along the axis, metres. */
export interface Projected {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

interface Axes {
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
}

/** Nothing nearer than this is drawn or projected, metres. */
export const NEAR = 0.3;

/** The camera's own axes in the world. Rotation order: yaw about y, then pitch, then roll. */
export function axesOf({ yaw, pitch, roll }: CameraPose): Axes {
  const [sy, cy] = [Math.sin(yaw * RADIANS), Math.cos(yaw * RADIANS)];
  const [sp, cp] = [Math.sin(pitch * RADIANS), Math.cos(pitch * RADIANS)];
  const [sr, cr] = [Math.sin(roll * RADIANS), Math.cos(roll * RADIANS)];
  const forward: Vec3 = [sy * cp, sp, -cy * cp];
  const level: Vec3 = [cy, 0, sy];
  const above: Vec3 = [-sy * sp, cp, cy * sp];
  return { forward, right: turned(level, above, cr, -sr), up: turned(level, above, sr, cr) };
}

function turned(a: Vec3, b: Vec3, ofA: number, ofB: number): Vec3 {
  return [a[0] * ofA + b[0] * ofB, a[1] * ofA + b[1] * ofB, a[2] * ofA + b[2] * ofB];
}

/**
 * Pinhole projection of a point; undefined behind or nearer than `NEAR`. Square pixels, no distortion:
 * x = 1/2 + right / (2 forward tan(hfov/2)).
 */
export function project(pose: CameraPose, size: PictureSize, point: Vec3): Projected | undefined {
  const axes = axesOf(pose);
  const [px, py, pz] = pose.position;
  const [dx, dy, dz] = [point[0] - px, point[1] - py, point[2] - pz];
  const along = ([x, y, z]: Vec3) => x * dx + y * dy + z * dz;
  const depth = along(axes.forward);
  if (depth < NEAR) return undefined;
  const half = Math.tan((pose.hfov / 2) * RADIANS) * depth;
  const aspect = size.width / size.height;
  return {
    x: 0.5 + along(axes.right) / (2 * half),
    y: 0.5 - (along(axes.up) * aspect) / (2 * half),
    depth,
  };
}
