import type { BufferGeometry } from 'three';
import { lit } from '../people/colour.ts';
import type { Rgb } from '../people/loft.ts';
import { bar, box } from '../props/shapes.ts';
import type { Tricycle } from './tricycle.ts';

/** Sides of a box open above; `posts` stand out between the panels. */
export function cargoBox(
  bed: Tricycle['bed'],
  high: number,
  paint: Rgb,
  mesh: boolean,
): BufferGeometry[] {
  const { x, y, length, width } = bed;
  const wall = 0.025;
  const side = (z: number) =>
    mesh ? grille([x, y, z], length, high, paint) : [box([length, high, wall], [x, y, z], paint)];
  const ribs = [-0.5, -0.25, 0, 0.25, 0.5].flatMap((share) =>
    [1, -1].map((way) =>
      box(
        [0.04, high + 0.02, 0.045],
        [x + share * (length - 0.04), y - 0.01, way * (width / 2 - 0.01)],
        lit(paint, 0.85),
      ),
    ),
  );
  return [
    box([length, 0.04, width], [x, y - 0.04, 0], lit(paint, 0.6)),
    ...side(width / 2 - wall),
    ...side(wall - width / 2),
    box([wall, high, width - 0.04], [x - length / 2 + wall, y, 0], lit(paint, 0.94)),
    box([wall, high, width - 0.04], [x + length / 2 - wall, y, 0], lit(paint, 0.94)),
    ...ribs,
  ];
}

function grille(
  [x, y, z]: readonly [number, number, number],
  length: number,
  high: number,
  paint: Rgb,
): BufferGeometry[] {
  return [
    box([length, high * 0.45, 0.02], [x, y, z], paint),
    bar([x - length / 2, y + high, z], [x + length / 2, y + high, z], 0.014, paint, 5),
    ...Array.from({ length: 9 }, (_, at) => {
      const place = x - length / 2 + (length * at) / 8;
      return bar([place, y, z], [place, y + high, z], 0.008, paint, 4);
    }),
  ];
}
