import type { BufferGeometry } from 'three';
import type { Vec3 } from '../../world/vector.ts';
import { lit, rgb } from '../people/colour.ts';
import type { Rgb } from '../people/loft.ts';
import { ball, bar, box } from '../props/shapes.ts';
import { priceCard } from './boards.ts';
import type { StallPart } from './part.ts';

const CLOTHES = [
  '#2b3a5c',
  '#a8404a',
  '#d9d4c8',
  '#5d7a63',
  '#1e1f22',
  '#c98e3d',
  '#7e6a9c',
  '#7fa3bf',
  '#d9a0a8',
];
const TOYS = ['#e23b35', '#f2c21c', '#2f7fd0', '#39a85a', '#f08fb0', '#f07f24', '#7d4fb0'];

const pick = (list: readonly string[], draw: () => number): Rgb =>
  rgb(list[Math.floor(draw() * list.length)] ?? '#888888');

/** A woven plastic sheet with rows of folded clothes and pairs of shoes. */
export function clothesMat(draw: () => number): StallPart[] {
  const sheet = box([2, 0.015, 1.4], [0, 0, 0], (x, _, z) =>
    Math.abs(z) > 0.62 || Math.abs(x) > 0.93 ? [0.85, 0.86, 0.86] : [0.2, 0.38, 0.66],
  );
  const piles = grid(6, 3, [1.8, 0.78], -0.22).flatMap(([x, z]) => pile([x, 0.015, z], draw));
  const shoes = grid(7, 1, [1.8, 0.2], 0.5).flatMap(([x, z]) => {
    const colour = pick(['#1c1c1e', '#5b3a26', '#e8e8e6', '#a32b2b'], draw);
    return [-0.05, 0.05].flatMap((off) => [
      ball(0.05, [x + off, 0.05, z], colour, [0.8, 0.7, 2.4]),
      ball(0.045, [x + off, 0.085, z - 0.06], lit(colour, 0.9), [0.8, 0.9, 1]),
    ]);
  });
  return [
    {
      of: 'goods',
      pieces: {
        solid: { matt: [sheet, ...piles, ...shoes] },
        boards: [
          priceCard([0.7, 0.22, 0.3], draw, 'clothes'),
          priceCard([-0.5, 0.22, 0.3], draw, 'clothes'),
        ],
      },
    },
  ];
}

/** Two or three folded pieces on one another. */
function pile([x, y, z]: Vec3, draw: () => number): BufferGeometry[] {
  return [0, 1, 2].slice(0, 1 + Math.floor(draw() * 3)).map((level) =>
    box([0.25, 0.05, 0.21], [x, y + level * 0.048, z], pick(CLOTHES, draw), {
      yaw: draw() * 16 - 8,
      taper: 0.92,
    }),
  );
}

/** A dark blanket with toys and balls, two suitcases and a small rack at its back. */
export function toysMat(draw: () => number): StallPart[] {
  const edge = pick(['#3b2a3f', '#27402f', '#4a2226'], draw);
  const blanket = box([2.2, 0.02, 1.5], [0, 0, 0], (x, _, z) =>
    (Math.floor(x * 3) + Math.floor(z * 3)) % 2 === 0 ? edge : lit(edge, 1.25),
  );
  const toys = grid(8, 4, [2, 0.95], 0.2).flatMap(([x, z]) => toy([x, 0.02, z], draw));
  const cases = [-0.72, 0.1].map((x) =>
    box([0.62, 0.16, 0.4], [x, 0.02, -0.52], pick(['#2a2a2c', '#6b4a30', '#345060'], draw), {
      yaw: draw() * 8,
    }),
  );
  const rack = [
    ...[0.55, 1.0].map((x) => bar([x, 0, -0.6], [x, 0.36, -0.6], 0.012, [0.7, 0.7, 0.7], 5)),
    ...[0.18, 0.35].map((y) => bar([0.55, y, -0.6], [1.0, y, -0.6], 0.01, [0.7, 0.7, 0.7], 5)),
    ...Array.from({ length: 10 }, (_, at) =>
      box(
        [0.07, 0.13, 0.01],
        [0.59 + (at % 5) * 0.09, at < 5 ? 0.2 : 0.04, -0.585],
        pick(TOYS, draw),
      ),
    ),
  ];
  return [{ of: 'goods', pieces: { solid: { matt: [blanket, ...toys, ...cases, ...rack] } } }];
}

function toy([x, y, z]: Vec3, draw: () => number): BufferGeometry[] {
  const [colour, other, kind] = [pick(TOYS, draw), pick(TOYS, draw), draw()];
  if (kind < 0.3) return [ball(0.075, [x, y + 0.07, z], colour, [1, 1, 1], 2)];
  if (kind < 0.6)
    return [
      box([0.2, 0.06, 0.1], [x, y + 0.03, z], colour),
      box([0.1, 0.05, 0.09], [x - 0.01, y + 0.09, z], other, { taper: 0.8 }),
    ];
  if (kind < 0.8)
    return [
      ball(0.07, [x, y + 0.06, z], colour),
      ball(0.055, [x, y + 0.16, z], colour),
      ball(0.025, [x, y + 0.15, z + 0.05], other),
    ];
  return [
    box([0.16, 0.13, 0.12], [x, y, z], colour, { yaw: draw() * 20 }),
    box([0.161, 0.04, 0.121], [x, y + 0.05, z], other, { yaw: 0 }),
  ];
}

/** Places of a grid of the given size about (0, z). */
function grid(
  columns: number,
  rows: number,
  [length, width]: readonly [number, number],
  middle: number,
): (readonly [number, number])[] {
  return Array.from({ length: columns * rows }, (_, at) => {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const z = rows === 1 ? 0 : (row / (rows - 1) - 0.5) * width;
    return [((column + 0.5) / columns - 0.5) * length, middle + z] as const;
  });
}
