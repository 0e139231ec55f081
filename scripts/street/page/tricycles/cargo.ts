import type { BufferGeometry } from 'three';
import { lit } from '../people/colour.ts';
import type { Rgb } from '../people/loft.ts';
import { ball, box } from '../props/shapes.ts';
import type { Tricycle } from './tricycle.ts';

const PAPER: Rgb = [0.68, 0.54, 0.37];
const FOAM: Rgb = [0.92, 0.93, 0.92];
const SACK: Rgb = [0.78, 0.75, 0.66];

/** Parcels, foam boxes and sacks as a haulier piles them; always to the same height. */
export function cargo({ bed }: Tricycle, draw: () => number): BufferGeometry[] {
  const { x, y, length, width } = bed;
  const [columns, rows] = [3, 2];
  const goods: BufferGeometry[] = [];
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) {
      const [l, w] = [(length - 0.1) / columns, (width - 0.1) / rows];
      const at = [x + (column - 1) * l, y, (row - 0.5) * w] as const;
      const kind = draw();
      if (kind < 0.25)
        goods.push(
          ball(
            l * 0.48,
            [at[0], y + 0.16, at[2]],
            lit(SACK, 0.9 + draw() * 0.2),
            [1, 0.75, 0.95],
            2,
          ),
        );
      else goods.push(...stack(l, w, at, kind < 0.75 ? PAPER : FOAM, draw));
    }
  return goods;
}

function stack(
  l: number,
  w: number,
  [x, y, z]: readonly [number, number, number],
  colour: Rgb,
  draw: () => number,
) {
  const low = 0.22 + draw() * 0.1;
  const high = 0.2 + draw() * 0.06;
  return [
    box([l * 0.94, low, w * 0.94], [x, y, z], lit(colour, 0.85 + draw() * 0.2), {
      yaw: draw() * 6 - 3,
    }),
    box([l * 0.8, high, w * 0.82], [x, y + low, z], lit(colour, 0.85 + draw() * 0.25), {
      yaw: draw() * 14 - 7,
    }),
  ];
}
