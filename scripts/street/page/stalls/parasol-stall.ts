import { rgb } from '../people/colour.ts';
import type { Rgb } from '../people/loft.ts';
import { moved, type Pieces } from '../props/pieces.ts';
import { ball, bar, box, pipe } from '../props/shapes.ts';
import { priceCard, sign } from './boards.ts';
import { type Canopy, canopyPieces, polePieces } from './canopy.ts';
import type { StallPart } from './part.ts';
import { basketOf, crate } from './produce.ts';

const STEEL: Rgb = [0.6, 0.61, 0.63];
const pick = <T>(list: readonly T[], draw: () => number): T =>
  list[Math.floor(draw() * list.length)] as T;

const FANS: readonly (readonly string[])[] = [
  ['#c62f2a', '#e9b92f'],
  ['#2f62b0', '#e8e8e6'],
  ['#cf3a2f', '#2f62b0', '#e9c53a', '#3a8c4f'],
  ['#d14b3a', '#efefec'],
  ['#2f5fa8', '#2a5698'],
];

/** A round fan of many colours over a clothed table with tipped crates. */
export function roundParasolStall(draw: () => number): StallPart[] {
  const canopy: Canopy = {
    ...{ shape: 'round', reach: 1.2, rim: 1.93, top: 2.45, valance: 0.17 },
    colours: pick(FANS, draw).map(rgb),
  };
  const cloth = rgb(pick(['#b33a3a', '#3f6f9f', '#4f8a5b', '#cfc7b4'], draw));
  const table: Pieces = {
    solid: {
      matt: [
        box([1.8, 0.04, 0.8], [0, 0.72, 0.5], cloth),
        box([1.8, 0.5, 0.015], [0, 0.22, 0.9], (x) =>
          Math.sin(x * 22) > 0 ? cloth : [cloth[0] * 0.86, cloth[1] * 0.86, cloth[2] * 0.86],
        ),
        ...[1, -1].map((side) => box([0.015, 0.5, 0.8], [side * 0.895, 0.22, 0.5], cloth)),
      ],
      metal: [-1, 1].flatMap((x) =>
        [-1, 1].map((z) =>
          bar([x * 0.85, 0, 0.5 + z * 0.36], [x * 0.85, 0.72, 0.5 + z * 0.36], 0.015, STEEL),
        ),
      ),
    },
  };
  const crates = [-0.6, -0.01, 0.59].flatMap((x) => [
    ...crate([0.55, 0.13, 0.36], [x, 0.77, 0.7], draw, 8),
    ...crate([0.55, 0.15, 0.36], [x, 0.86, 0.32], draw, 14),
  ]);
  const boards = [-0.6, 0, 0.6].map((x) => priceCard([x, 0.99, 0.52], draw));
  return [
    { of: 'umbrella', pieces: canopyPieces(canopy) },
    { of: 'table', pieces: table },
    { of: 'goods', pieces: { solid: { matt: crates }, boards } },
    { pieces: polePieces(canopy, STEEL, 'water') },
    { pieces: underTable(draw) },
  ];
}

/** Spare boxes behind and below the table. */
function underTable(draw: () => number): Pieces {
  const paper: Rgb = [0.68, 0.53, 0.36];
  return {
    solid: {
      matt: [
        box([0.45, 0.34, 0.35], [-0.5, 0, 0.35], paper, { yaw: 8 }),
        box([0.4, 0.3, 0.35], [0.1, 0, 0.4], paper, { yaw: -5 }),
        box([0.5, 0.28, 0.36], [0.55, 0, 0.2], [0.9, 0.91, 0.9], { yaw: draw() * 12 }),
        ball(0.11, [-0.75, 0.12, -0.35], [0.72, 0.16, 0.15], [1, 1.1, 1]),
      ],
    },
  };
}

/** A square sunshade of one colour over trestles with baskets and foam boxes. */
export function squareParasolStall(draw: () => number): StallPart[] {
  const [colour, band] = pick(
    [
      ['#e2762c', '#f1e6c8'],
      ['#2c7a5d', '#e8e6dc'],
      ['#7f3f8c', '#e6d2ea'],
      ['#c9c4b4', '#7d3030'],
    ] as const,
    draw,
  );
  const canopy: Canopy = {
    ...{ shape: 'square', reach: 1.2, rim: 1.98, top: 2.5, valance: 0.22 },
    ...{ colours: [rgb(colour)], band: rgb(band) },
  };
  const wood = (_: number, y: number): Rgb => (y > 0.7 ? [0.62, 0.46, 0.29] : [0.5, 0.36, 0.22]);
  const table: Pieces = {
    solid: {
      matt: [
        ...[0.2, 0.4, 0.6, 0.8].map((z) => box([1.8, 0.03, 0.185], [0, 0.72, z], wood)),
        ...[-0.7, 0.7].flatMap((x) => [
          ...pipe(
            [
              [x - 0.18, 0, 0.16],
              [x, 0.72, 0.2],
              [x + 0.18, 0, 0.16],
            ],
            0.022,
            [0.45, 0.33, 0.2],
          ),
          ...pipe(
            [
              [x - 0.18, 0, 0.84],
              [x, 0.72, 0.8],
              [x + 0.18, 0, 0.84],
            ],
            0.022,
            [0.45, 0.33, 0.2],
          ),
        ]),
      ],
    },
  };
  const foam: Rgb = [0.93, 0.94, 0.94];
  const goods = [
    ...basketOf(0.2, [-0.66, 0.75, 0.68], draw, [0.75, 0.2, 0.2]),
    ...basketOf(0.2, [-0.22, 0.75, 0.68], draw, [0.2, 0.5, 0.3]),
    ...basketOf(0.2, [0.22, 0.75, 0.68], draw, [0.75, 0.2, 0.2]),
    ...basketOf(0.2, [0.66, 0.75, 0.68], draw, [0.2, 0.4, 0.6]),
    ...crate([0.5, 0.24, 0.34], [-0.55, 0.75, 0.28], draw, 0, foam),
    ...crate([0.5, 0.24, 0.34], [0, 0.75, 0.28], draw, 0, foam),
    ...crate([0.42, 0.3, 0.34], [0.55, 0.75, 0.28], draw, 0, foam),
  ];
  const board = sign(
    [
      ['新鲜水果', '现摘现卖'],
      ['农家蔬菜', '自产自销'],
      ['甜到家', '不甜不要钱'],
    ],
    { paper: '#c9281f', ink: '#fff6d8', size: [1.1, 0.42], at: [0, 0.42, 0.92], faces: -90 },
    draw,
  );
  return [
    { of: 'umbrella', pieces: canopyPieces(canopy) },
    { of: 'table', pieces: { ...table, boards: [board] } },
    { of: 'goods', pieces: { solid: { matt: goods } } },
    { pieces: polePieces(canopy, [0.9, 0.9, 0.9], 'stone') },
    { pieces: moved(underTable(draw), [0.1, 0, -0.2], 180) },
  ];
}
