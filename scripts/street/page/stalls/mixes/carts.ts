import type { BufferGeometry } from 'three';
import { lit } from '../../people/colour.ts';
import type { Rgb } from '../../people/loft.ts';
import { anyColour } from '../../props/any-colour.ts';
import { type Pieces, together } from '../../props/pieces.ts';
import { bar, box, wheelDisc } from '../../props/shapes.ts';
import type { StallPart } from '../part.ts';
import { cornersOf } from './furniture.ts';
import { anySign, type Mix, matt } from './mix.ts';
import { type Area, lay } from './wares.ts';

const STEEL: Rgb = [0.72, 0.73, 0.75];
const RUBBER: Rgb = [0.1, 0.1, 0.1];
const FOOD = ['dishes', 'dishes', 'bottles', 'heaps', 'boxed'] as const;

/** A cart to sell from: a body on wheels, and on it a glass case, a shelf, a roof, or nothing. */
export function mixedCart(mix: Mix): StallPart[] {
  const { build, look } = mix;
  const [length, width] = [build.between(1.05, 1.95), build.between(0.6, 0.95)];
  const high = build.between(0.72, 0.95);
  const deck: Area = { at: [0, high, 0], length, width };
  const case_ = build.chance(0.45);
  const food: Area = {
    at: [case_ ? length / 4 : 0, high, 0],
    length: case_ ? length / 2 : length * 0.9,
    width: width * 0.8,
  };
  const roof = build.pick(['none', 'flat', 'pitched', 'sign'] as const);
  const front = anySign(
    mix,
    [0, high * 0.62, width / 2 + 0.03],
    [length * build.between(0.5, 0.9), high * 0.3],
  );
  const cart = together(
    bodyOf(deck, mix),
    lay(food, mix, FOOD),
    case_ ? glassCase(deck, build.between(0.35, 0.65)) : matt(),
    roof === 'none' ? matt() : roofOf(deck, roof, mix),
    { solid: {}, boards: look.chance(0.7) ? [front] : [] },
  );
  return [{ of: 'cart', pieces: cart }];
}

/** Steel, painted or planked, closed or with an open shelf below; on small castors or large wheels. */
function bodyOf({ at: [, high], length, width }: Area, { build, look }: Mix): Pieces {
  const steel = build.chance(0.4);
  const paint = steel ? STEEL : anyColour(look);
  const planks = build.chance(0.4);
  const tint = (_: number, y: number): Rgb =>
    lit(paint, planks ? 0.88 + 0.14 * Math.sin(Math.floor(y * 9) * 2.3) : 1);
  const radius = build.pick([0.07, 0.1, 0.2, 0.28]);
  const low = radius < 0.15 ? radius * 2 : build.between(0.25, 0.4);
  const deep = build.chance(0.7) ? high - low - 0.05 : build.between(0.15, 0.3);
  const shell = [
    box([length * 0.95, deep, width * 0.94], [0, high - 0.05 - deep, 0], tint),
    box([length, 0.05, width], [0, high - 0.05, 0], lit(paint, steel ? 1.05 : 0.75)),
  ];
  const axle = length * build.between(0.28, 0.4);
  const wheels = [-axle, axle].flatMap((x) =>
    [-1, 1].flatMap((side) => wheel(x, (side * width) / 2, radius)),
  );
  const frame = cornersOf({ at: [0, 0, 0], length: axle * 2, width }, 0.08).map(([x, z]) =>
    bar([x, radius, z], [x, high - 0.05, z], 0.02, STEEL, 6),
  );
  const handle = build.chance(0.5) ? handleOf(length / 2, high, width) : [];
  return {
    solid: {
      [steel ? 'metal' : 'matt']: shell,
      gloss: wheels,
      metal: [...(steel ? shell : []), ...frame, ...handle],
    },
  };
}

function wheel(x: number, z: number, radius: number): BufferGeometry[] {
  return [
    wheelDisc(radius, 0.05, [x, radius, z * 0.9], RUBBER, 18),
    wheelDisc(radius * 0.66, 0.06, [x, radius, z * 0.9], STEEL, 14),
  ];
}

function handleOf(end: number, high: number, width: number): BufferGeometry[] {
  return [
    ...[-1, 1].map((side) =>
      bar(
        [end - 0.1, high - 0.1, side * width * 0.4],
        [end + 0.22, high + 0.05, side * width * 0.4],
        0.018,
        STEEL,
      ),
    ),
    bar(
      [end + 0.22, high + 0.05, -width * 0.4],
      [end + 0.22, high + 0.05, width * 0.4],
      0.018,
      STEEL,
    ),
  ];
}

/** On the left half, its frame and panes. */
function glassCase({ at: [, y], length, width }: Area, high: number): Pieces {
  const area: Area = { at: [-length / 4, y, 0], length: length / 2, width: width * 0.86 };
  const edges = cornersOf(area, 0.02).map(([x, z]) =>
    bar([x, y, z], [x, y + high, z], 0.014, STEEL, 4),
  );
  return {
    solid: {
      metal: [...edges, box([area.length, 0.025, area.width], [area.at[0], y + high, 0], STEEL)],
      glass: [box([area.length - 0.05, high, area.width - 0.05], area.at, [0.82, 0.89, 0.9])],
    },
  };
}

/** On four posts: flat boards, two slopes, or a box of lit signs. */
function roofOf(
  { at: [, y], length, width }: Area,
  kind: 'flat' | 'pitched' | 'sign',
  mix: Mix,
): Pieces {
  const { build, look } = mix;
  const [high, over] = [build.between(1.75, 2.15), build.between(0, 0.25)];
  const posts = cornersOf({ at: [0, y, 0], length, width }, 0.06).map(([x, z]) =>
    bar([x, y, z], [x, high, z], 0.017, STEEL, 6),
  );
  const colour = anyColour(look);
  const [l, w] = [length + over, width + over];
  if (kind === 'pitched') {
    const slope = build.between(14, 32);
    const half = w / 2 / Math.cos((slope * Math.PI) / 180);
    const rise = (Math.tan((slope * Math.PI) / 180) * w) / 4;
    const sides = [-1, 1].map((side) =>
      box([l, 0.025, half], [0, high + rise, (side * w) / 4], colour, { roll: side * slope }),
    );
    return { solid: { metal: posts, cloth: sides } };
  }
  const thick = kind === 'sign' ? build.between(0.22, 0.38) : 0.05;
  const board = anySign(mix, [0, high + thick / 2, w / 2 + 0.015], [l * 0.96, thick * 0.9]);
  return {
    solid: { metal: posts, matt: [box([l, thick, w], [0, high, 0], colour)] },
    boards: kind === 'sign' ? [board] : [],
  };
}
