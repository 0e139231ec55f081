import type { Vec3 } from '../../world/vector.ts';

export function add(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function sub(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function times(a: Vec3, by: number): Vec3 {
  return [a[0] * by, a[1] * by, a[2] * by];
}

export function mix(a: Vec3, b: Vec3, share: number): Vec3 {
  return add(times(a, 1 - share), times(b, share));
}

export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function unit(a: Vec3): Vec3 {
  const length = Math.hypot(...a);
  return length < 1e-9 ? [0, 1, 0] : times(a, 1 / length);
}

/** About the z axis (to the right): positive tips +y towards +x, a bow forward. Degrees. */
export function bow(a: Vec3, degrees: number): Vec3 {
  const [s, c] = sinCos(degrees);
  return [a[0] * c + a[1] * s, a[1] * c - a[0] * s, a[2]];
}

/** About the y axis: positive turns +x towards -z, to the left. Degrees. */
export function turn(a: Vec3, degrees: number): Vec3 {
  const [s, c] = sinCos(degrees);
  return [a[0] * c + a[2] * s, a[1], a[2] * c - a[0] * s];
}

/** About the x axis: positive tips +y towards +z, a lean to the right. Degrees. */
export function tilt(a: Vec3, degrees: number): Vec3 {
  const [s, c] = sinCos(degrees);
  return [a[0], a[1] * c - a[2] * s, a[2] * c + a[1] * s];
}

function sinCos(degrees: number): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
}
