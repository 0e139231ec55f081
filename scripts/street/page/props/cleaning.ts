import { lit, rgb } from '../people/colour.ts';
import type { Rgb } from '../people/loft.ts';
import type { StallPart } from '../stalls/part.ts';
import { bar, box, pipe, wheelDisc } from './shapes.ts';

const STEEL: Rgb = [0.62, 0.63, 0.65];
const RUBBER: Rgb = [0.1, 0.1, 0.1];
const pick = (list: readonly string[], draw: () => number): Rgb =>
  rgb(list[Math.floor(draw() * list.length)] ?? '#888888');

function broom(x: number, z: number) {
  return [
    bar([x, 0.6, z], [x - 0.12, 1.1, z], 0.012, [0.62, 0.5, 0.3], 5),
    bar([x, 0.35, z], [x, 0.6, z], 0.09, [0.66, 0.55, 0.28], 8, 0.03),
  ];
}

/** Orange hand cart of the street cleaners: an open tub on two wheels, shafts, a broom. */
export function handCart(): StallPart[] {
  const orange: Rgb = [0.9, 0.42, 0.08];
  const tub = (x: number, y: number): Rgb =>
    Math.abs(y - 0.66) < 0.05 && Math.sin(x * 30) > 0 ? [0.95, 0.95, 0.9] : orange;
  return [
    {
      of: 'cart',
      pieces: {
        solid: {
          matt: [
            ...[1, -1].map((side) => box([0.8, 0.56, 0.02], [0.15, 0.34, side * 0.29], tub)),
            ...[1, -1].map((side) => box([0.02, 0.56, 0.58], [0.15 + side * 0.39, 0.34, 0], tub)),
            box([0.78, 0.3, 0.56], [0.15, 0.4, 0], [0.24, 0.24, 0.2]),
            ...[1, -1].map((side) => wheelDisc(0.24, 0.05, [0.2, 0.24, side * 0.33], RUBBER, 18)),
            ...[1, -1].map((side) =>
              wheelDisc(0.16, 0.06, [0.2, 0.24, side * 0.33], [0.7, 0.7, 0.7], 14),
            ),
            ...broom(0.46, 0.1),
            box([0.4, 0.18, 0.03], [0.1, 0.9, 0.2], [0.3, 0.45, 0.6], { lean: 10 }),
          ],
          metal: [
            ...[1, -1].flatMap((side) =>
              pipe(
                [
                  [-0.2, 0.4, side * 0.26],
                  [-0.58, 0.94, side * 0.26],
                ],
                0.016,
                STEEL,
              ),
            ),
            bar([-0.58, 0.94, -0.26], [-0.58, 0.94, 0.26], 0.018, STEEL),
            bar([-0.22, 0.34, 0.2], [-0.24, 0, 0.2], 0.014, STEEL),
            bar([-0.22, 0.34, -0.2], [-0.24, 0, -0.2], 0.014, STEEL),
          ],
        },
      },
    },
  ];
}

/** A frame with a green wheeled bin and bags, a shovel, two small castors in front. */
export function binBarrow(draw: () => number): StallPart[] {
  const bin: Rgb = [0.16, 0.42, 0.26];
  return [
    {
      of: 'cart',
      pieces: {
        solid: {
          matt: [
            box([0.52, 0.82, 0.56], [0.32, 0.16, 0], bin, { taper: 1.12 }),
            box([0.62, 0.06, 0.66], [0.32, 0.98, 0], lit(bin, 0.85), { taper: 0.92 }),
            box([0.44, 0.5, 0.5], [-0.2, 0.18, 0], pick(['#2a2b2e', '#3a4a66'], draw), {
              taper: 0.8,
            }),
            box([1.2, 0.04, 0.6], [0.02, 0.13, 0], [0.88, 0.75, 0.12]),
            ...[1, -1].map((side) => wheelDisc(0.15, 0.05, [-0.3, 0.15, side * 0.33], RUBBER, 16)),
            ...[1, -1].map((side) => wheelDisc(0.07, 0.04, [0.5, 0.07, side * 0.26], RUBBER, 12)),
            ...broom(-0.12, -0.28),
          ],
          metal: [
            ...[1, -1].flatMap((side) =>
              pipe(
                [
                  [-0.55, 0.15, side * 0.27],
                  [-0.62, 1.0, side * 0.27],
                ],
                0.016,
                STEEL,
              ),
            ),
            bar([-0.62, 1.0, -0.27], [-0.62, 1.0, 0.27], 0.018, STEEL),
          ],
        },
      },
    },
  ];
}

/** Two litter boxes under one steel roof, by what goes in. */
export function twinBin(): StallPart[] {
  const half = (x: number, colour: Rgb) => [
    box([0.27, 0.74, 0.36], [x, 0.1, 0], colour),
    box([0.18, 0.1, 0.01], [x, 0.68, 0.185], [0.08, 0.08, 0.08]),
    box([0.16, 0.16, 0.008], [x, 0.38, 0.184], [0.92, 0.92, 0.9]),
  ];
  return [
    {
      of: 'prop',
      pieces: {
        solid: {
          matt: [...half(-0.145, [0.2, 0.36, 0.6]), ...half(0.145, [0.36, 0.38, 0.4])],
          metal: [
            box([0.6, 0.03, 0.42], [0, 0.97, 0], STEEL),
            ...[1, -1].map((x) => box([0.03, 0.98, 0.38], [x * 0.29, 0, 0], STEEL)),
          ],
        },
      },
    },
  ];
}

/** A wheeled bin with a lid. */
export function wheeledBin(draw: () => number): StallPart[] {
  const colour = pick(['#2d6b3e', '#3a4148', '#8a2f2a', '#2f5b8f'], draw);
  return [
    {
      of: 'prop',
      pieces: {
        solid: {
          matt: [
            box([0.46, 0.86, 0.5], [0.02, 0.08, 0], colour, { taper: 1.16 }),
            box([0.58, 0.06, 0.6], [0, 0.94, 0], lit(colour, 0.85), { taper: 0.9 }),
            bar([-0.28, 0.92, -0.22], [-0.28, 0.92, 0.22], 0.018, lit(colour, 0.8)),
            box([0.01, 0.22, 0.26], [0.27, 0.5, 0], [0.92, 0.93, 0.92]),
            ...[1, -1].map((side) => wheelDisc(0.1, 0.05, [-0.2, 0.1, side * 0.26], RUBBER, 14)),
          ],
        },
      },
    },
  ];
}
