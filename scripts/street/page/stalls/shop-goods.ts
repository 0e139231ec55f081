import type { BufferGeometry } from 'three';
import type { Vec3 } from '../../world/vector.ts';
import { lit, rgb } from '../people/colour.ts';
import type { Loft, Rgb, Ring } from '../people/loft.ts';
import { bar, box, pipe, skin, wheelDisc } from '../props/shapes.ts';
import { priceCard, sign } from './boards.ts';
import type { StallPart } from './part.ts';
import { crate } from './produce.ts';

const PAPER: Rgb = [0.7, 0.56, 0.38];
const pick = (list: readonly string[], draw: () => number): Rgb =>
  rgb(list[Math.floor(draw() * list.length)] ?? '#888888');

/** Before a grocer's: a stepped rack of crates, and bottled water in stacks. */
export function grocerGoods(draw: () => number): StallPart[] {
  const steps = [0, 1, 2].flatMap((row) => {
    const [y, z] = [0.28 + row * 0.24, 0.3 - row * 0.32];
    return [-1.25, -0.73, -0.21, 0.31].flatMap((x) =>
      crate([0.49, 0.14, 0.31], [x + 0.02, y, z], draw, 12),
    );
  });
  const frame = [-1.48, -0.47, 0.54].flatMap((x) => [
    ...pipe(
      [
        [x, 0, 0.44],
        [x, 0.28, 0.44],
        [x, 0.8, -0.42],
        [x, 0, -0.42],
      ],
      0.016,
      [0.3, 0.42, 0.36],
    ),
  ]);
  const water = [0, 1, 2, 3].flatMap((level) =>
    [0.82, 1.22].map((x) => bottlePack([x, level * 0.25, 0.1], level < 3 ? 'clear' : 'clear')),
  );
  const tea = [0, 1].flatMap((level) => [
    box([0.38, 0.24, 0.3], [1.26, level * 0.245, -0.3], pick(['#b6342c', '#2f6d44'], draw)),
    box([0.38, 0.24, 0.3], [0.84, level * 0.245, -0.3], PAPER),
  ]);
  const boards = [-1.2, -0.5, 0.2].map((x) => priceCard([x, 0.97, -0.1], draw));
  return [
    {
      of: 'goods',
      pieces: { solid: { matt: [...steps, ...frame, ...tea], gloss: water.flat() }, boards },
    },
  ];
}

/** Six-packs under film, caps in two rows. */
function bottlePack([x, y, z]: Vec3, _kind: 'clear'): BufferGeometry[] {
  const film = box([0.37, 0.2, 0.25], [x, y, z], (px, py) =>
    py - y > 0.07 && py - y < 0.14
      ? Math.sin((px - x) * 50) > 0
        ? [0.75, 0.15, 0.15]
        : [0.86, 0.3, 0.25]
      : [0.72, 0.82, 0.88],
  );
  const caps = [-0.12, 0, 0.12].flatMap((dx) =>
    [-0.06, 0.06].map((dz) =>
      bar(
        [x + dx, y + 0.2, z + dz],
        [x + dx, y + 0.245, z + dz],
        0.03,
        [0.8, 0.88, 0.93],
        6,
        0.014,
      ),
    ),
  );
  return [film, ...caps];
}

/** Before a clothes and hardware shop: a rail of clothes, cartons, buckets and brooms. */
export function clothierGoods(draw: () => number): StallPart[] {
  const rail: BufferGeometry[] = [
    ...[-1.6, 0.1].flatMap((x) => [
      bar([x, 0, 0.3], [x, 1.2, 0], 0.014, [0.75, 0.76, 0.78], 6),
      bar([x, 0, -0.3], [x, 1.2, 0], 0.014, [0.75, 0.76, 0.78], 6),
    ]),
    bar([-1.6, 1.2, 0], [0.1, 1.2, 0], 0.014, [0.75, 0.76, 0.78], 6),
  ];
  const clothes = Array.from({ length: 20 }, (_, at) =>
    garment(
      -1.52 + at * 0.081,
      pick(
        ['#20242c', '#b8454a', '#e0d8c8', '#4f6f94', '#6b7d5a', '#c99a4a', '#8a5a80', '#d8d8dc'],
        draw,
      ),
      draw() * 0.15,
    ),
  );
  const cartons = [
    box([0.5, 0.4, 0.45], [0.55, 0, -0.25], PAPER, { yaw: 4 }),
    box([0.46, 0.36, 0.42], [0.56, 0.4, -0.25], lit(PAPER, 0.9), { yaw: -6 }),
    box([0.5, 0.34, 0.42], [0.56, 0, 0.28], lit(PAPER, 1.08), { yaw: 10 }),
  ];
  const buckets = [0.98, 1.28, 1.55].flatMap((x) => {
    const colour = pick(['#c43b36', '#2f78b8', '#3f9a63', '#e0b82f'], draw);
    return [0, 1, 2].map((level) =>
      bar(
        [x, 0.02 + level * 0.1, 0.26],
        [x, 0.3 + level * 0.1, 0.26],
        0.105,
        lit(colour, 1 - level * 0.06),
        14,
        0.14,
      ),
    );
  });
  const brooms = [1.0, 1.14, 1.28, 1.42].flatMap((x) => [
    bar(
      [x, 0.2, -0.3],
      [x + 0.03, 1.15, -0.42],
      0.012,
      pick(['#d8c08a', '#3f7ab0', '#c9493c'], draw),
      5,
    ),
    box([0.1, 0.24, 0.06], [x, 0, -0.28], pick(['#7a9a3c', '#b8a05a', '#cf6f94'], draw)),
  ]);
  const board = sign(
    [
      ['清仓处理', '全场29元'],
      ['换季甩卖', '一件不留'],
    ],
    {
      paper: '#d3261f',
      ink: '#fff4c8',
      size: [0.8, 0.5],
      at: [-0.75, 0.45, 0.42],
      faces: -90,
      back: 10,
    },
    draw,
  );
  const rims = wheelDisc(0.2, 0.3, [0, 0, 0], [0.3, 0.5, 0.7], 16)
    .rotateX(Math.PI / 2)
    .translate(1.5, 0.15, -0.12);
  return [
    {
      of: 'goods',
      pieces: {
        solid: { matt: [...cartons, ...buckets, ...brooms, rims], cloth: clothes, metal: rail },
        boards: [board],
      },
    },
  ];
}

/** One piece on its hanger, seen from its edge along the rail. */
function garment(x: number, colour: Rgb, shorter: number): BufferGeometry {
  const row = (y: number, deep: number, thick: number): Ring => ({
    at: [x, y, 0],
    front: [0, 0, 1],
    right: [1, 0, 0],
    depth: deep,
    width: thick,
    round: 0.7,
  });
  const loft: Loft = {
    sides: 10,
    rings: [
      row(1.16, 0.04, 0.01),
      row(1.1, 0.2, 0.025),
      row(0.95, 0.23, 0.035),
      row(0.6, 0.22, 0.03),
      row(0.42 + shorter, 0.24, 0.035),
    ],
    paint: (share, angle) => lit(colour, 1.05 - share * 0.25 + 0.08 * Math.cos(angle * 5)),
  };
  return skin(loft);
}
