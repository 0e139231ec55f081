import { RADIANS } from '../world/vector.ts';

/** A thing's rectangle on the ground: middle, heading (degrees), length along it and width. Metres. */
export interface Footprint {
  readonly x: number;
  readonly z: number;
  readonly heading: number;
  readonly length: number;
  readonly width: number;
}

type Axis = readonly [x: number, z: number];

/** Whether two rectangles come nearer than `gap` metres (separating axes). */
export function collide(a: Footprint, b: Footprint, gap: number): boolean {
  const apart: Axis = [b.x - a.x, b.z - a.z];
  return [...axesOf(a), ...axesOf(b)].every(
    (axis) => Math.abs(dot(apart, axis)) < reach(a, axis) + reach(b, axis) + gap,
  );
}

function axesOf({ heading }: Footprint): readonly [Axis, Axis] {
  const [sin, cos] = [Math.sin(heading * RADIANS), Math.cos(heading * RADIANS)];
  // heading 90 looks to -z
  return [
    [cos, -sin],
    [sin, cos],
  ];
}

function reach(one: Footprint, axis: Axis): number {
  const [along, across] = axesOf(one);
  return (Math.abs(dot(along, axis)) * one.length + Math.abs(dot(across, axis)) * one.width) / 2;
}

function dot(a: Axis, b: Axis): number {
  return a[0] * b[0] + a[1] * b[1];
}
