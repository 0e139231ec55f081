import type { Vec3 } from '../world/vector.ts';

/** Points of a hull as the measured tables keep them: centimetres, 'x y z|x y z'. */
export function shapeOf(text: string): readonly Vec3[] {
  return text.split('|').map((point): Vec3 => {
    const [x = 0, y = 0, z = 0] = point.split(' ').map((centimetres) => Number(centimetres) / 100);
    return [x, y, z];
  });
}

/** How far points reach about the origin: length, height and width, metres. */
export function reachOf(points: readonly Vec3[]): {
  length: number;
  height: number;
  width: number;
} {
  const far = (axis: 0 | 1 | 2) => Math.max(...points.map((point) => Math.abs(point[axis])));
  return { length: 2 * far(0), height: far(1), width: 2 * far(2) };
}
