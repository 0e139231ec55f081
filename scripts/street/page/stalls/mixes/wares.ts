import type { BufferGeometry } from 'three';
import type { Vec3 } from '../../../world/vector.ts';
import { lit } from '../../people/colour.ts';
import type { Rgb } from '../../people/loft.ts';
import { anyColour } from '../../props/any-colour.ts';
import { type Pieces, together } from '../../props/pieces.ts';
import { ball, bar, box } from '../../props/shapes.ts';
import { priceCard } from '../boards.ts';
import { crate, heap } from '../produce.ts';
import { type Mix, matt } from './mix.ts';

/** A rectangle to lay wares on: the middle of its floor, its length along x and its width along z. */
export interface Area {
  readonly at: Vec3;
  readonly length: number;
  readonly width: number;
}

type Lay = (area: Area, mix: Mix) => Pieces;

const STEEL: Rgb = [0.68, 0.69, 0.71];
const PAPER: Rgb = [0.68, 0.54, 0.37];
const FOAM: Rgb = [0.92, 0.93, 0.92];

/** Its cells, as many as fit of about that size. */
function cellsOf({ at: [x, y, z], length, width }: Area, size: readonly [number, number]) {
  const [columns, rows] = [
    Math.max(1, Math.round(length / size[0])),
    Math.max(1, Math.round(width / size[1])),
  ];
  const [l, w] = [length / columns, width / rows];
  const places = Array.from({ length: columns * rows }, (_, index): Vec3 => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    return [x + (column + 0.5) * l - length / 2, y, z + (row + 0.5) * w - width / 2];
  });
  return { places, l, w };
}

const crates: Lay = (area, { build, draw }) => {
  const high = build.between(0.1, 0.22);
  const tip = build.pick([0, 0, 8, 14]);
  const { places, l, w } = cellsOf(area, [build.between(0.36, 0.6), build.between(0.28, 0.45)]);
  const lift = (Math.sin((tip * Math.PI) / 180) * w) / 2;
  return matt(
    ...places.flatMap(([x, y, z]) =>
      crate([l - 0.02, high, w * 0.96], [x, y + lift, z], draw, tip),
    ),
  );
};

const heaps: Lay = (area, { build, draw }) => {
  const { places, l, w } = cellsOf(area, [build.between(0.3, 0.7), build.between(0.3, 0.5)]);
  return matt(
    ...places.flatMap((at) => heap([l * 0.86, build.between(0.04, 0.1), w * 0.84], at, draw)),
  );
};

/** Folded clothes, cloths, bags: low piles of many colours. */
const folded: Lay = (area, { build, look }) => {
  const most = build.whole(1, 4);
  const { places, l, w } = cellsOf(area, [build.between(0.22, 0.36), build.between(0.2, 0.34)]);
  return matt(
    ...places.flatMap(([x, y, z]) =>
      Array.from({ length: build.whole(1, most) }, (_, level) =>
        box([l * 0.88, 0.05, w * 0.86], [x, y + level * 0.05, z], anyColour(look), {
          ...{ yaw: look.between(-8, 8), taper: 0.92 },
        }),
      ),
    ),
  );
};

/** Boxed things of any size, from phone cases to toys. */
const boxed: Lay = (area, { build, look }) => {
  const side = build.between(0.12, 0.32);
  const { places, l, w } = cellsOf(area, [side, side * build.between(0.7, 1.2)]);
  const bright = look.chance(0.7);
  return matt(
    ...places.map((at) => {
      const high = build.between(0.03, side * 1.1);
      const tint = bright
        ? anyColour(look, [0.4, 1], [0.5, 1])
        : lit(look.pick([PAPER, FOAM]), 0.9);
      return box([l * 0.84, high, w * 0.8], at, tint, { yaw: look.between(-9, 9) });
    }),
  );
};

const balls: Lay = (area, { build, look }) => {
  const radius = build.between(0.05, 0.11);
  const { places } = cellsOf(area, [radius * 2.6, radius * 2.8]);
  return matt(
    ...places.flatMap(([x, y, z]) => {
      const colour = anyColour(look, [0.3, 1], [0.35, 1]);
      const head = ball(radius * 0.7, [x, y + radius * 2.3, z], lit(colour, 1.1));
      return [ball(radius, [x, y + radius, z], colour), ...(build.chance(0.4) ? [head] : [])];
    }),
  );
};

/** Pots and buckets, with flowers or greens over them or without. */
const pots: Lay = (area, { build, look }) => {
  const radius = build.between(0.07, 0.14);
  const high = radius * build.between(1.6, 2.6);
  const green = build.chance(0.7);
  const { places } = cellsOf(area, [radius * 2.3, radius * 2.4]);
  return matt(
    ...places.flatMap(([x, y, z]) => [
      bar([x, y, z], [x, y + high, z], radius * 0.75, anyColour(look), 10, radius),
      ...(green
        ? bunch([x, y + high, z], radius, look.chance(0.6) ? anyColour(look) : undefined)
        : []),
    ]),
  );
};

function bunch([x, y, z]: Vec3, radius: number, bloom: Rgb | undefined): BufferGeometry[] {
  const leaves: Rgb = [0.2, 0.38, 0.16];
  const ring = [0, 1.3, 2.5, 3.8, 5].map((angle): Vec3 => {
    return [
      x + Math.cos(angle) * radius * 0.7,
      y + radius * 1.25,
      z + Math.sin(angle) * radius * 0.7,
    ];
  });
  return [
    ball(radius, [x, y + radius * 0.6, z], leaves, [1, 1.1, 1]),
    ...ring.map((at) => ball(radius * 0.45, at, bloom ?? lit(leaves, 1.3))),
  ];
}

const bottles: Lay = (area, { build, look }) => {
  const high = build.between(0.16, 0.3);
  const { places, l } = cellsOf(area, [build.between(0.08, 0.12), build.between(0.1, 0.16)]);
  const kinds = [anyColour(look), anyColour(look), [0.72, 0.8, 0.84] as const];
  return {
    solid: {
      gloss: places.map(([x, y, z]) =>
        bar([x, y, z], [x, y + high, z], l * 0.4, look.pick(kinds), 7, l * 0.25),
      ),
    },
  };
};

/** Steel trays and pots with food in them. */
const dishes: Lay = (area, { build, look }) => {
  const { places, l, w } = cellsOf(area, [build.between(0.26, 0.45), build.between(0.24, 0.4)]);
  const all = places.map(([x, y, z]) => {
    const [round, high] = [build.chance(0.4), build.between(0.06, 0.26)];
    const food = lit(
      look.pick([
        [0.62, 0.4, 0.2],
        [0.75, 0.62, 0.34],
        [0.3, 0.42, 0.18],
        [0.5, 0.18, 0.12],
      ] as const),
      look.between(0.8, 1.2),
    );
    const radius = Math.min(l, w) * 0.44;
    return round
      ? [
          bar([x, y, z], [x, y + high, z], radius, STEEL, 16),
          bar([x, y + high, z], [x, y + high + 0.01, z], radius * 0.9, food, 16),
        ]
      : [
          box([l * 0.9, high * 0.4, w * 0.9], [x, y, z], STEEL),
          box([l * 0.8, 0.02, w * 0.8], [x, y + high * 0.4, z], food),
        ];
  });
  return {
    solid: {
      metal: all.map(([vessel]) => vessel as BufferGeometry),
      matt: all.map(([, food]) => food as BufferGeometry),
    },
  };
};

const KINDS = { crates, heaps, folded, boxed, balls, pots, bottles, dishes } as const;
export type Wares = keyof typeof KINDS;
const WARES = Object.keys(KINDS) as readonly Wares[];

/** Wares of one or two kinds side by side; fruit and clothes with price cards now and then. */
export function lay(area: Area, mix: Mix, from: readonly Wares[] = WARES): Pieces {
  const { build } = mix;
  const {
    at: [x, y, z],
    length,
    width,
  } = area;
  const share = length > 0.9 && build.chance(0.55) ? build.between(0.35, 0.65) : 1;
  const parts = [share, 1 - share].filter((one) => one > 0);
  let left = x - length / 2;
  const laid = parts.map((one) => {
    const middle = left + (one * length) / 2;
    left += one * length;
    return KINDS[build.pick(from)]({ at: [middle, y, z], length: one * length, width }, mix);
  });
  const cards = build.chance(0.4)
    ? [-0.3, 0.25].map((dx) => priceCard([x + dx * length, y + 0.24, z], mix.draw))
    : [];
  return together(...laid, { solid: {}, boards: cards });
}
