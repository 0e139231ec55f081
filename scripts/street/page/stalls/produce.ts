import type { BufferGeometry } from 'three';
import type { Vec3 } from '../../world/vector.ts';
import { lit, rgb } from '../people/colour.ts';
import type { Rgb } from '../people/loft.ts';
import { ball, box } from '../props/shapes.ts';

interface Kind {
  readonly colours: readonly string[];
  readonly radius: number;
  readonly squash: Vec3;
}

/** What lies in crates: colour, size and form. */
const KINDS: readonly Kind[] = [
  { colours: ['#c8322b', '#b32a26', '#d8583a'], radius: 0.042, squash: [1, 0.9, 1] },
  { colours: ['#e8912a', '#f0a13c', '#e58420'], radius: 0.04, squash: [1, 0.92, 1] },
  { colours: ['#e9cf4e', '#dcc84a', '#f0dc70'], radius: 0.045, squash: [1.5, 0.7, 0.7] },
  { colours: ['#5f9a3c', '#79b04c', '#4a7f33'], radius: 0.05, squash: [1.1, 0.9, 1.1] },
  { colours: ['#6a2f5c', '#55264c', '#7d3b66'], radius: 0.034, squash: [1.2, 0.9, 0.9] },
  { colours: ['#d33b2c', '#c22f22', '#de5240'], radius: 0.034, squash: [1, 0.85, 1] },
  { colours: ['#4c8a35', '#3f7630', '#86b85a'], radius: 0.055, squash: [1.6, 0.55, 0.7] },
  { colours: ['#d8b98c', '#c9a878', '#b9945f'], radius: 0.046, squash: [1.2, 0.85, 0.9] },
  { colours: ['#3d7034', '#2f5c2b', '#528a45'], radius: 0.1, squash: [1.2, 0.95, 1] },
];

/** A crate of the given size, full of one thing, its foot's middle at `at`; `tip` leans it to the front (+z). */
export function crate(
  size: Vec3,
  at: Vec3,
  draw: () => number,
  tip = 0,
  wood?: Rgb,
): BufferGeometry[] {
  const [length, height, width] = size;
  const colour: Rgb =
    wood ??
    rgb(
      ['#3f78b5', '#2f8f6b', '#d8d8d4', '#b98a52', '#c9493c'][Math.floor(draw() * 5)] ?? '#888888',
    );
  const wall = 0.015;
  const sides = [
    box([length, 0.02, width], [0, 0, 0], lit(colour, 0.7)),
    ...[1, -1].flatMap((side) => [
      box([length, height, wall], [0, 0, (side * (width - wall)) / 2], colour),
      box([wall, height, width], [(side * (length - wall)) / 2, 0, 0], lit(colour, 0.9)),
    ]),
  ];
  const all = [...sides, ...heap([length - 0.04, height, width - 0.04], [0, 0, 0], draw)];
  return all.map((one) => one.rotateX((tip * Math.PI) / 180).translate(...at));
}

/** Balls of one kind as they fill a box of this size and heap over its rim. */
export function heap(
  [length, height, width]: Vec3,
  [x, y, z]: Vec3,
  draw: () => number,
): BufferGeometry[] {
  const { colours, radius, squash } =
    KINDS[Math.floor(draw() * KINDS.length)] ?? (KINDS[0] as Kind);
  const size = radius * 1.1;
  const [columns, rows] = [
    Math.max(1, Math.floor(length / (size * 2 * squash[0]))),
    Math.max(1, Math.floor(width / (size * 2 * squash[2]))),
  ];
  const balls: BufferGeometry[] = [];
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) {
      const [u, v] = [(column + 0.5) / columns - 0.5, (row + 0.5) / rows - 0.5];
      const raised = (0.25 - u * u + 0.25 - v * v) * 0.16;
      const colour = lit(
        rgb(colours[Math.floor(draw() * colours.length)] ?? '#888888'),
        0.85 + draw() * 0.25,
      );
      const jitter = () => (draw() - 0.5) * size * 0.5;
      const at: Vec3 = [
        x + u * length + jitter(),
        y + height - radius * 0.5 + raised + jitter() * 0.4,
        z + v * width + jitter(),
      ];
      balls.push(ball(size, at, colour, squash));
    }
  // what the gaps between them show
  balls.push(
    box([length, height * 0.85, width], [x, y, z], lit(rgb(colours[0] ?? '#888888'), 0.4)),
  );
  return balls;
}

/** A shallow round basket with a heap. */
export function basketOf(
  radius: number,
  at: Vec3,
  draw: () => number,
  colour: Rgb,
): BufferGeometry[] {
  const count = 10;
  const rim = Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI;
    const place: Vec3 = [
      at[0] + Math.cos(angle) * radius * 0.93,
      at[1],
      at[2] + Math.sin(angle) * radius * 0.93,
    ];
    return box([0.02, 0.12, radius * 0.68], place, colour, { yaw: (-angle * 180) / Math.PI });
  });
  return [...rim, ...heap([radius * 1.35, 0.11, radius * 1.35], at, draw)];
}
