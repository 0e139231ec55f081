import type { BufferGeometry } from 'three';
import { lit } from '../../people/colour.ts';
import type { Rgb } from '../../people/loft.ts';
import { anyColour } from '../../props/any-colour.ts';
import { type Pieces, together } from '../../props/pieces.ts';
import { bar, box } from '../../props/shapes.ts';
import type { StallPart } from '../part.ts';
import { cornersOf, railOf } from './furniture.ts';
import { anySign, type Mix, matt } from './mix.ts';
import { type Area, lay } from './wares.ts';

const STEEL: Rgb = [0.5, 0.52, 0.52];

/** A sheet with wares on it; one colour, striped, or with a border. */
export function mixedMat(mix: Mix): StallPart[] {
  const { build, look } = mix;
  const [length, width] = [build.between(1.1, 2.8), build.between(0.7, 1.7)];
  const [one, other] = [anyColour(look), anyColour(look)];
  const style = look.pick(['plain', 'striped', 'border'] as const);
  const tint = (x: number, _: number, z: number): Rgb => {
    if (style === 'striped') return Math.floor(x * 5) % 2 === 0 ? one : other;
    const within = Math.abs(x) < length / 2 - 0.08 && Math.abs(z) < width / 2 - 0.08;
    return style === 'border' && !within ? other : one;
  };
  const strips = Array.from(
    { length: Math.ceil(length * 5) },
    (_, at, all = Math.ceil(length * 5)) =>
      box([length / all, 0.015, width], [((at + 0.5) / all - 0.5) * length, 0, 0], tint),
  );
  const at = [0, 0.015, 0] as const;
  const wares = lay({ at, length: length * 0.9, width: width * build.between(0.6, 0.9) }, mix, [
    'folded',
    'boxed',
    'balls',
    'pots',
    'heaps',
    'crates',
    'bottles',
  ]);
  return [{ of: 'goods', pieces: together(matt(...strips), wares) }];
}

type Stand = (area: Area, mix: Mix) => Pieces;

/** Steps that rise to the wall, wares on each. */
const steps: Stand = ({ at: [x, , z], length, width }, mix) => {
  const { build } = mix;
  const [count, first, rise] = [
    build.whole(2, 3),
    build.between(0.2, 0.45),
    build.between(0.16, 0.28),
  ];
  const deep = width / count;
  const rows = Array.from(
    { length: count },
    (_, at): Area => ({
      at: [x, first + at * rise, z + width / 2 - (at + 0.5) * deep],
      ...{ length, width: deep },
    }),
  );
  const boards = rows.map(({ at }) =>
    box([length, 0.03, deep], [at[0], at[1] - 0.03, at[2]], [0.55, 0.44, 0.3]),
  );
  const legs = cornersOf({ at: [x, 0, z], length, width }).map(([px, pz]) =>
    bar([px, 0, pz], [px, pz < z ? first + (count - 1) * rise : first, pz], 0.016, STEEL, 6),
  );
  return together({ solid: { matt: boards, metal: legs } }, ...rows.map((row) => lay(row, mix)));
};

/** A low bench. */
const bench: Stand = ({ at: [x, , z], length, width }, mix) => {
  const high = mix.build.between(0.15, 0.5);
  const top: Area = { at: [x, high, z], length, width };
  const legs = cornersOf(top).map(([px, pz]) => bar([px, 0, pz], [px, high, pz], 0.02, STEEL, 6));
  const board = box(
    [length, 0.03, width],
    [x, high - 0.03, z],
    anyColour(mix.look, [0.1, 0.6], [0.3, 0.8]),
  );
  return together({ solid: { matt: [board], metal: legs } }, lay(top, mix));
};

/** Straight on the ground. */
const ground: Stand = (area, mix) =>
  lay(area, mix, ['crates', 'pots', 'boxed', 'balls', 'bottles']);

/** Cartons, foam boxes and packs, piled. */
const piles: Stand = ({ at: [x, y, z], length, width }, { build, look }) => {
  const columns = Math.max(1, Math.round(length / build.between(0.35, 0.6)));
  const step = length / columns;
  const boxes: BufferGeometry[] = [];
  for (let column = 0; column < columns; column += 1) {
    const colour = look.pick([[0.68, 0.54, 0.37], [0.92, 0.93, 0.92], anyColour(look)] as const);
    let level = y;
    for (let left = build.whole(1, 4); left > 0; left -= 1) {
      const high = build.between(0.2, 0.38);
      const middle = x + (column + 0.5) * step - length / 2;
      boxes.push(
        box(
          [step * 0.92, high, width * build.between(0.5, 0.9)],
          [middle, level, z],
          lit(colour, look.between(0.85, 1.1)),
          { yaw: look.between(-4, 4) },
        ),
      );
      level += high;
    }
  }
  return matt(...boxes);
};

/** A rack of shelves with wares on three levels. */
const shelves: Stand = ({ at: [x, , z], length, width }, mix) => {
  const { build } = mix;
  const [deep, high] = [Math.min(0.45, width), build.between(1.1, 1.6)];
  const levels = [0.12, high * 0.42, high * 0.78].map(
    (y): Area => ({ at: [x, y, z - width / 2 + deep / 2], length, width: deep }),
  );
  const boards = levels.map(({ at }) =>
    box([length, 0.025, deep], [at[0], at[1] - 0.025, at[2]], [0.8, 0.8, 0.78]),
  );
  const posts = cornersOf({ at: [x, 0, z - width / 2 + deep / 2], length, width: deep }, 0.02).map(
    ([px, pz]) => bar([px, 0, pz], [px, high, pz], 0.018, STEEL, 6),
  );
  const wares = levels.map((level) =>
    lay(level, mix, ['boxed', 'bottles', 'folded', 'balls', 'pots']),
  );
  return together({ solid: { matt: boards, metal: posts } }, ...wares);
};

const STANDS: readonly Stand[] = [steps, bench, bench, ground, ground, piles, shelves, railOf];

/** What a shop spreads before its door: one to three stands beside each other. */
export function mixedShopGoods(mix: Mix): StallPart[] {
  const { build } = mix;
  const shares = Array.from({ length: build.whole(1, 3) }, () => build.between(0.7, 1.4));
  const width = build.between(0.5, 1);
  const whole = shares.reduce((sum, one) => sum + one, 0);
  let left = -whole / 2;
  const stands = shares.map((length) => {
    const middle = left + length / 2;
    left += length;
    return build.pick(STANDS)({ at: [middle, 0, 0], length: length * 0.96, width }, mix);
  });
  const sign = anySign(
    mix,
    [0, build.between(0.25, 0.5), width / 2 + 0.05],
    [build.between(0.4, 0.9), 0.3],
  );
  return [
    {
      of: 'goods',
      pieces: together(...stands, { solid: {}, boards: build.chance(0.4) ? [sign] : [] }),
    },
  ];
}
