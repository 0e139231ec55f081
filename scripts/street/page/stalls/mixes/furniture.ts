import type { BufferGeometry } from 'three';
import type { Vec3 } from '../../../world/vector.ts';
import { lit } from '../../people/colour.ts';
import type { Rgb } from '../../people/loft.ts';
import { anyColour } from '../../props/any-colour.ts';
import type { Pieces } from '../../props/pieces.ts';
import { bar, box } from '../../props/shapes.ts';
import type { Canopy } from '../canopy.ts';
import { type Mix, matt } from './mix.ts';
import type { Area } from './wares.ts';

const STEEL: Rgb = [0.62, 0.63, 0.65];

/** A parasol, round or square: what makers build, in any colours. */
export function parasolOf({ build, look }: Mix): Canopy {
  const shape = build.chance(0.65) ? 'round' : 'square';
  const rim = build.between(1.8, 2.15);
  const colours = Array.from({ length: look.whole(1, 4) }, () =>
    anyColour(look, [0.1, 0.95], [0.35, 1]),
  );
  return {
    ...{ shape, rim, colours, top: rim + build.between(0.3, 0.62) },
    ...{ reach: build.between(0.9, 1.5), valance: build.between(0.04, 0.26) },
    ...(look.chance(0.3) && { band: anyColour(look, [0, 0.5], [0.7, 1]) }),
  };
}

/** The four corners of a rectangle about (x, z), drawn in by a little. */
export function cornersOf({ at: [x, , z], length, width }: Area, by = 0.05) {
  return [-1, 1].flatMap((a) =>
    [-1, 1].map((b) => [x + a * (length / 2 - by), z + b * (width / 2 - by)] as const),
  );
}

/** A table and its top: under a cloth, on bare legs, or a board over boxes. */
export function tableOf(mix: Mix, longest = 2.4): { readonly pieces: Pieces; readonly top: Area } {
  const { build, look } = mix;
  const [length, width] = [build.between(1, longest), build.between(0.5, 0.9)];
  const high = build.between(0.6, 0.86);
  const at: Vec3 = [0, high, build.between(0.4, 0.55)];
  const top: Area = { at, length, width };
  const cloth = anyColour(look);
  const board = box([length, 0.035, width], [0, high - 0.035, at[2]], cloth);
  const legs = cornersOf(top).map(([x, z]) => bar([x, 0, z], [x, high, z], 0.018, STEEL, 6));
  const style = build.pick(['cloth', 'cloth', 'bare', 'boxes'] as const);
  if (style === 'bare') return { top, pieces: { solid: { matt: [board], metal: legs } } };
  if (style === 'boxes') return { top, pieces: matt(board, ...boxesUnder(top, mix)) };
  const drop = (high - 0.03) * build.between(0.4, 1);
  return { top, pieces: { solid: { matt: [board], cloth: skirt(top, drop, cloth), metal: legs } } };
}

/** Cloth that hangs from the front and both sides, in folds. */
function skirt(
  { at: [x, y, z], length, width }: Area,
  drop: number,
  colour: Rgb,
): BufferGeometry[] {
  const folds = (along: number): Rgb => lit(colour, Math.sin(along * 24) > 0 ? 0.98 : 0.84);
  return [
    box([length, drop, 0.015], [x, y - drop, z + width / 2], folds),
    ...[-1, 1].map((side) =>
      box([0.015, drop, width], [x + (side * length) / 2, y - drop, z], lit(colour, 0.9)),
    ),
  ];
}

function boxesUnder(
  { at: [x, y, z], length, width }: Area,
  { build, look }: Mix,
): BufferGeometry[] {
  const count = build.whole(2, 4);
  const step = length / count;
  return Array.from({ length: count }, (_, at) =>
    box(
      [step * build.between(0.6, 0.94), y - 0.04, width * 0.9],
      [x + (at + 0.5) * step - length / 2, 0, z],
      lit(
        look.pick([
          [0.68, 0.54, 0.37],
          [0.92, 0.93, 0.92],
          [0.25, 0.45, 0.7],
        ] as const),
        look.between(0.8, 1.1),
      ),
    ),
  );
}

/** Clothes or bags on hangers along a rail that stands on two feet; they face the customer (+z). */
export function railOf({ at: [x, y, z], length }: Area, { build, look }: Mix): Pieces {
  const high = build.between(1.2, 1.65);
  const [left, right] = [x - length / 2, x + length / 2];
  const feet = [left, right].flatMap((end) => [
    bar([end, y, z], [end, y + high, z], 0.016, STEEL, 6),
    bar([end, y + 0.02, z - 0.25], [end, y + 0.02, z + 0.25], 0.016, STEEL, 6),
  ]);
  const [step, long] = [build.between(0.16, 0.5), build.between(0.5, high - 0.35)];
  const hung = Array.from({ length: Math.floor((length - 0.1) / step) }, (_, at) => {
    const [middle, colour] = [left + 0.05 + (at + 0.5) * step, anyColour(look)];
    const bottom = y + high - 0.06 - long;
    return [
      box([step * 0.94, long, 0.07], [middle, bottom, z], colour, { taper: 0.8 }),
      box(
        [Math.min(0.5, step * 1.04), 0.16, 0.08],
        [middle, bottom + long - 0.18, z],
        lit(colour, 0.93),
      ),
    ];
  });
  return {
    solid: {
      metal: [...feet, bar([left, y + high, z], [right, y + high, z], 0.014, STEEL, 6)],
      cloth: hung.flat(),
    },
  };
}
