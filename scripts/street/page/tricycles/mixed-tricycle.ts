import type { BufferGeometry } from 'three';
import type { Dice } from '../../world/dice.ts';
import { lit } from '../people/colour.ts';
import type { Rgb } from '../people/loft.ts';
import { anyColour } from '../props/any-colour.ts';
import { type Pieces, together } from '../props/pieces.ts';
import { bar, box, pipe, wheelDisc } from '../props/shapes.ts';
import { cargoBox } from './cargo-box.ts';
import { pedalTricycle, type Tricycle } from './tricycle.ts';

const BLACK: Rgb = [0.11, 0.11, 0.12];
const STEEL: Rgb = [0.55, 0.56, 0.58];

/**
 * A three-wheeler to learn from: `build` says how it is made, `look` only its colours. An `open` one has nothing
 * over its box.
 */
export function mixedTricycle(build: Dice, look: Dice, open = false): Tricycle {
  const length = build.between(1.2, 1.8);
  const bed = {
    ...{
      x: 0.26 - length / 2,
      y: build.between(0.5, 0.64),
      length,
      width: build.between(0.85, 1.2),
    },
  };
  const paint = anyColour(look, [0.1, 0.9], [0.25, 0.9]);
  const high = build.between(0.14, 0.46);
  const base = build.chance(0.4)
    ? pedalTricycle(paint, bed, high)
    : motorTricycle(paint, bed, high);
  const over = open ? 'none' : build.pick(['none', 'stakes', 'closed'] as const);
  const on =
    over === 'stakes'
      ? stakes(bed, high, paint)
      : over === 'closed'
        ? closedBox(bed, build, look)
        : [];
  const roof = build.chance(0.3) ? riderRoof(build.between(1.75, 1.95), anyColour(look)) : [];
  return { ...base, frame: together(base.frame, { solid: { gloss: [...on, ...roof] } }) };
}

/** A motorcycle's front: tank, saddle, round lamp, mudguard. */
function motorTricycle(paint: Rgb, bed: Tricycle['bed'], high: number): Tricycle {
  const [rear, track] = [bed.x - 0.15, bed.width / 2 - 0.07];
  return {
    ...{
      bed,
      axles: [1.08, rear, track],
      wheel: { radius: 0.28, tyre: 0.05, kind: 'cast', rim: [0.58, 0.59, 0.6] },
    },
    saddle: { hips: [0.36, 0.86, 0], lean: 5, grip: [0.74, 1.06, 0.33], foot: [0.66, 0.4, 0.14] },
    frame: { solid: { ...frontOf(paint, bed, high), metal: forkOf(rear, track) } },
  };
}

function frontOf(paint: Rgb, bed: Tricycle['bed'], high: number): Pieces['solid'] {
  return {
    gloss: [
      ...cargoBox(bed, high, paint, false),
      box([0.36, 0.2, 0.26], [0.68, 0.66, 0], paint, { taper: 0.8 }),
      box([0.46, 0.04, 0.14], [1.1, 0.57, 0], paint, { lean: 6 }),
      box([0.3, 0.3, 0.5], [0.38, 0.42, 0], lit(paint, 0.85)),
    ],
    matt: [
      box([0.42, 0.1, 0.34], [0.36, 0.74, 0], BLACK, { taper: 0.9 }),
      box([0.5, 0.05, 0.5], [0.66, 0.32, 0], BLACK),
      box([0.4, 0.24, 0.24], [0.66, 0.38, 0], [0.3, 0.3, 0.32]),
      wheelDisc(0.1, 0.1, [0, 0, 0], [0.9, 0.9, 0.86], 14)
        .rotateY(Math.PI / 2)
        .translate(1, 0.88, 0),
    ],
  };
}

function forkOf(rear: number, track: number): BufferGeometry[] {
  return [
    ...[1, -1].flatMap((side) =>
      pipe(
        [
          [1.08, 0.28, 0.09 * side],
          [0.92, 0.98, 0.08 * side],
        ],
        0.022,
        STEEL,
      ),
    ),
    ...pipe(
      [
        [0.72, 1.06, 0.34],
        [0.84, 1.08, 0.16],
        [0.84, 1.08, -0.16],
        [0.72, 1.06, -0.34],
      ],
      0.016,
      STEEL,
    ),
    bar([rear, 0.28, track], [rear, 0.28, -track], 0.03, STEEL),
  ];
}

/** Posts and two rails round the box, for more. */
function stakes(
  { x, y, length, width }: Tricycle['bed'],
  high: number,
  paint: Rgb,
): BufferGeometry[] {
  const top = y + high + 0.34;
  return [1, -1].flatMap((side) => {
    const z = side * (width / 2 - 0.02);
    const ends = [x - length / 2 + 0.03, x + length / 2 - 0.03] as const;
    return [
      ...[0, 0.5, 1].map((share) => {
        const px = ends[0] + share * (ends[1] - ends[0]);
        return bar([px, y, z], [px, top, z], 0.014, paint, 5);
      }),
      ...[top, top - 0.15].map((rail) =>
        bar([ends[0], rail, z], [ends[1], rail, z], 0.012, paint, 5),
      ),
    ];
  });
}

/** A courier's box, with a stripe. */
function closedBox(
  { x, y, length, width }: Tricycle['bed'],
  build: Dice,
  look: Dice,
): BufferGeometry[] {
  const high = build.between(0.75, 1.1);
  const [paint, stripe] = [anyColour(look, [0, 0.9], [0.35, 0.95]), anyColour(look)];
  return [
    box([length, high, width], [x, y, 0], paint),
    box([length + 0.01, high * 0.2, width + 0.01], [x, y + high * 0.45, 0], stripe),
  ];
}

/** A sheet over the rider on four rods. */
function riderRoof(high: number, colour: Rgb): BufferGeometry[] {
  const rods = [0.1, 0.95].flatMap((x) =>
    [1, -1].map((side) => bar([x, 0.6, side * 0.3], [x, high, side * 0.34], 0.012, STEEL, 5)),
  );
  return [...rods, box([1.1, 0.04, 0.8], [0.52, high, 0], colour)];
}
