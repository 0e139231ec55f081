import { lit, rgb } from '../people/colour.ts';
import type { Rgb } from '../people/loft.ts';
import { together } from '../props/pieces.ts';
import { ball, bar, box, pipe, wheelDisc } from '../props/shapes.ts';
import { sign } from './boards.ts';
import { awningPieces } from './canopy.ts';
import type { StallPart } from './part.ts';

const STEEL: Rgb = [0.72, 0.73, 0.75];
const RUBBER: Rgb = [0.1, 0.1, 0.1];

function wheels(x: number, z: number, radius: number) {
  return [1, -1].flatMap((side) =>
    [x, -x].flatMap((at) => [
      wheelDisc(radius, 0.05, [at, radius, side * z], RUBBER, 16),
      wheelDisc(radius * 0.68, 0.06, [at, radius, side * z], STEEL, 14),
      wheelDisc(radius * 0.2, 0.07, [at, radius, side * z], RUBBER, 8),
    ]),
  );
}

function pan(x: number, y: number, z: number, radius: number, colour: Rgb) {
  const disc = wheelDisc(radius, 0.09, [0, 0, 0], colour, 20).rotateX(Math.PI / 2);
  return disc.translate(x, y + 0.045, z);
}

/** Stainless steel, a glass case on one half, a lit sign for a roof. */
export function steelCart(draw: () => number): StallPart[] {
  const cheek = rgb(['#c52c25', '#d9952a', '#2e6da8'][Math.floor(draw() * 3)] ?? '#c52c25');
  const [top, case0, case1] = [0.84, -0.72, 0.16];
  const middle = (case0 + case1) / 2;
  const frame = [case0, case1].flatMap((x) =>
    [-0.36, 0.36].map((z) => bar([x, top, z], [x, 1.42, z], 0.012, STEEL, 4)),
  );
  const posts = [-0.74, 0.74].flatMap((x) =>
    [-0.38, 0.38].map((z) => bar([x, top, z], [x, 1.76, z], 0.016, STEEL, 6)),
  );
  const food = Array.from({ length: 14 }, (_, at) =>
    ball(
      0.06,
      [case0 + 0.1 + (at % 7) * 0.12, top + 0.05, at < 7 ? -0.12 : 0.14],
      lit([0.72, 0.5, 0.24], 0.8 + draw() * 0.4),
      [1, 0.7, 1],
    ),
  );
  const board = sign(
    [['煎饼果子'], ['手抓饼 烤肠'], ['长沙臭豆腐']],
    { paper: '#c81f1a', ink: '#ffe14a', size: [1.56, 0.3], at: [0, 1.93, 0.452], faces: -90 },
    draw,
  );
  const front = {
    ...board,
    size: [1.3, 0.34],
    at: [0, 0.5, 0.436],
    paper: '#f6d23c',
    ink: '#b3211c',
  } as const;
  return [
    {
      of: 'cart',
      pieces: {
        solid: {
          metal: [
            box([1.6, 0.06, 0.9], [0, top - 0.06, 0], STEEL),
            box([1.5, 0.58, 0.86], [0, 0.2, 0], STEEL),
            pan(0.46, top, 0.02, 0.28, [0.2, 0.2, 0.21]),
            pan(0.46, top + 0.09, 0.02, 0.24, [0.75, 0.75, 0.76]),
            ...frame,
            ...posts,
          ],
          matt: [
            box([1.58, 0.34, 0.02], [0, 1.76, 0.43], cheek),
            box([1.6, 0.03, 0.9], [0, 1.74, 0], [0.86, 0.85, 0.83]),
            box([1.58, 0.3, 0.02], [0, 1.76, -0.43], lit(cheek, 0.8)),
            ...[-0.78, 0.78].map((x) => box([0.02, 0.3, 0.88], [x, 1.76, 0], cheek)),
            ...food,
            ...wheels(0.55, 0.36, 0.1),
            box([0.82, 0.02, 0.7], [middle, 1.41, 0], [0.85, 0.86, 0.88]),
            ...[0.3, 0.42, 0.54].map((x, at) =>
              bar(
                [x, top, 0.36],
                [x, top + 0.2, 0.36],
                0.032,
                [
                  [0.7, 0.2, 0.1],
                  [0.85, 0.7, 0.2],
                  [0.2, 0.15, 0.1],
                ][at] as unknown as Rgb,
                8,
                0.015,
              ),
            ),
          ],
          glass: [box([case1 - case0, 0.56, 0.72], [middle, top + 0.01, 0], [0.8, 0.88, 0.9])],
        },
        boards: [board, front],
      },
    },
  ];
}

/** Painted boards, a striped awning, an open griddle, spoked pram wheels. */
export function woodenCart(draw: () => number): StallPart[] {
  const paint = rgb(
    ['#d9a441', '#7fae8a', '#8c4a3a', '#e3dccb'][Math.floor(draw() * 4)] ?? '#d9a441',
  );
  const stripes = (
    [
      ['#b8332d', '#f0ece2'],
      ['#2f6e4f', '#f0ece2'],
      ['#39507f', '#f0d98a'],
    ] as const
  )[Math.floor(draw() * 3)] ?? ['#b8332d', '#f0ece2'];
  const planks = (x: number, y: number): Rgb =>
    lit(paint, 0.9 + 0.1 * Math.sin(Math.floor(y * 9) * 2.3 + x));
  const awning = awningPieces([1.8, 1.0], 2.2, 0.28, [rgb(stripes[0]), rgb(stripes[1])]);
  const body = [0, 1, 2, 3, 4].map((at) =>
    box([1.5, 0.095, 0.78], [0.05, 0.34 + at * 0.1, 0], planks),
  );
  const skewers = Array.from({ length: 18 }, (_, at) =>
    bar(
      [-0.6 + at * 0.045, 0.9, 0.1 + draw() * 0.2],
      [-0.6 + at * 0.045, 1.1, 0.3],
      0.012,
      lit([0.6, 0.3, 0.16], 0.7 + draw() * 0.6),
      4,
    ),
  );
  const board = sign(
    [
      ['烤冷面', '5元起'],
      ['糖炒栗子', '香甜软糯'],
      ['冰糖葫芦', '老北京'],
    ],
    { paper: '#3a2a1e', ink: '#f4e3b0', size: [0.7, 0.42], at: [-0.3, 0.58, 0.402], faces: -90 },
    draw,
  );
  return [
    {
      of: 'cart',
      pieces: together(awning, {
        solid: {
          matt: [
            ...body,
            box([1.62, 0.05, 0.88], [0.05, 0.84, 0], lit(paint, 0.75)),
            ...skewers,
            box([0.34, 0.2, 0.3], [0.6, 0.89, -0.2], [0.92, 0.92, 0.9]),
            box([0.2, 0.14, 0.2], [0.2, 0.89, -0.26], [0.75, 0.2, 0.16]),
          ],
          metal: [
            pan(0.42, 0.88, 0.12, 0.26, [0.17, 0.17, 0.18]),
            ...wheels(0.5, 0.42, 0.23),
            ...[1, -1].flatMap((side) =>
              pipe(
                [
                  [-0.7, 0.8, side * 0.36],
                  [-0.9, 0.86, side * 0.36],
                ],
                0.018,
                STEEL,
              ),
            ),
            bar([-0.9, 0.86, -0.36], [-0.9, 0.86, 0.36], 0.018, STEEL),
          ],
        },
        boards: [board],
      }),
    },
  ];
}
