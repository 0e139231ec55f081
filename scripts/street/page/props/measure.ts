import type { BufferGeometry } from 'three';
import type { Vec3 } from '../../world/vector.ts';
import { boardGeometry, type Pieces } from './pieces.ts';

/** Every corner of these pieces, metres. */
export function cornersOf({ solid, boards = [] }: Pieces): Vec3[] {
  return [...Object.values(solid).flat(), ...boards.map(boardGeometry)].flatMap(pointsOf);
}

export function pointsOf(geometry: BufferGeometry): Vec3[] {
  const positions = geometry.getAttribute('position');
  return Array.from(
    { length: positions.count },
    (_, at): Vec3 => [positions.getX(at), positions.getY(at), positions.getZ(at)],
  );
}

/** Even directions over the sphere (the golden spiral), and the six axes. */
const DIRECTIONS: readonly Vec3[] = [
  ...([0, 1, 2] as const).flatMap((axis) =>
    [1, -1].map(
      (sign): Vec3 => [axis === 0 ? sign : 0, axis === 1 ? sign : 0, axis === 2 ? sign : 0],
    ),
  ),
  ...Array.from({ length: 42 }, (_, at): Vec3 => {
    const y = 1 - (2 * (at + 0.5)) / 42;
    const angle = at * Math.PI * (3 - Math.sqrt(5));
    const flat = Math.sqrt(1 - y * y);
    return [Math.cos(angle) * flat, y, Math.sin(angle) * flat];
  }),
];

/** The farthest point in every direction. */
export function farthest(points: readonly Vec3[]): Vec3[] {
  return DIRECTIONS.map(([x, y, z]) => {
    let [best, most]: [Vec3, number] = [[0, 0, 0], Number.NEGATIVE_INFINITY];
    for (const point of points) {
      const reach = point[0] * x + point[1] * y + point[2] * z;
      if (reach > most) [best, most] = [point, reach];
    }
    return best;
  });
}

/** The mean of several hulls, direction by direction (their Minkowski mean). */
export function meanHull(hulls: readonly (readonly Vec3[])[]): Vec3[] {
  return DIRECTIONS.map((_, at): Vec3 => {
    const mean = (axis: 0 | 1 | 2) =>
      hulls.reduce((sum, hull) => sum + (hull[at]?.[axis] ?? 0), 0) / hulls.length;
    return [mean(0), mean(1), mean(2)];
  });
}
