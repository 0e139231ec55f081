import { lit } from '../people/colour.ts';
import type { Loft, Rgb, Ring } from '../people/loft.ts';
import type { Pieces } from '../props/pieces.ts';
import { bar, box, pipe, skinTinted, wheelDisc } from '../props/shapes.ts';

export interface Canopy {
  readonly shape: 'round' | 'square';
  /** Half the width, height of rim and top, how far the valance hangs down. Metres. */
  readonly reach: number;
  readonly rim: number;
  readonly top: number;
  readonly valance: number;
  /** Panels in turn. */
  readonly colours: readonly Rgb[];
  /** Another colour near the rim. */
  readonly band?: Rgb;
}

const RIBS = 8;

/** Cloth over ribs: it sags between them and hangs down at the rim. */
export function canopyPieces({ shape, reach, rim, top, valance, colours, band }: Canopy): Pieces {
  const ribs = shape === 'round' ? RIBS : 4;
  const square = (angle: number) =>
    1 / Math.max(Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle)));
  const between = (angle: number) =>
    Math.abs(Math.sin(((shape === 'round' ? angle : angle + Math.PI / 4) * ribs) / 2));
  const ring = (share: number, y: number, sag: number): Ring => ({
    ...{
      at: [0, y, 0],
      front: [1, 0, 0],
      right: [0, 0, 1],
      depth: reach * share,
      width: reach * share,
    },
    shape: (angle) => (shape === 'square' ? square(angle) : 1) * (1 - sag * between(angle)),
  });
  const rise = top - rim;
  const loft: Loft = {
    sides: 48,
    rings: [
      ring(1, rim - valance, 0.055),
      ring(1, rim, 0.05),
      ring(0.95, rim + rise * 0.08, 0.05),
      ring(0.72, rim + rise * 0.36, 0.06),
      ring(0.33, rim + rise * 0.8, 0.04),
      ring(0.06, top, 0),
    ],
    paint: () => [1, 1, 1],
  };
  const tint = (x: number, y: number, z: number): Rgb => {
    const angle = Math.atan2(z, x) + (shape === 'square' ? Math.PI / 4 : 0);
    const panel = Math.floor(((angle + 2 * Math.PI) / (2 * Math.PI)) * ribs) % ribs;
    const colour = colours[panel % colours.length] ?? [0.8, 0.2, 0.2];
    const hangs = y < rim - 0.005;
    const banded = y > rim + rise * 0.08 && y < rim + rise * 0.36;
    if (band && (hangs || banded)) return hangs ? band : lit(band, 0.97);
    return lit(colour, hangs ? 0.92 : 0.98 + 0.04 * Math.sin(angle * ribs));
  };
  return { solid: { cloth: [skinTinted(tint, 0.5, loft)] } };
}

/** Pole, ribs and foot of a parasol. */
export function polePieces(
  { reach, rim, top }: Canopy,
  colour: Rgb,
  foot: 'water' | 'stone' | 'none',
): Pieces {
  const ribs = Array.from({ length: RIBS }, (_, at) => {
    const angle = (at * 2 * Math.PI) / RIBS;
    return bar(
      [0, top - 0.06, 0],
      [Math.cos(angle) * reach * 0.95, rim + 0.005, Math.sin(angle) * reach * 0.95],
      0.008,
      colour,
      4,
    );
  });
  const base =
    foot === 'water'
      ? [
          wheelDisc(0.26, 0.2, [0, 0, 0], [0.22, 0.25, 0.3])
            .rotateX(Math.PI / 2)
            .translate(0, 0.1, 0),
        ]
      : [box([0.46, 0.09, 0.46], [0, 0, 0], [0.55, 0.54, 0.52])];
  return {
    solid: {
      matt: foot === 'none' ? [] : base,
      metal: [bar([0, 0.05, 0], [0, top + 0.06, 0], 0.02, colour, 8), ...ribs],
    },
  };
}

/** A sloping striped awning on four posts, front (+z) lower; `size` is length and width of the roof. */
export function awningPieces(
  size: readonly [number, number],
  high: number,
  drop: number,
  colours: readonly [Rgb, Rgb],
): Pieces {
  const [length, width] = size;
  const stripes = Math.round(length / 0.2);
  const panels = Array.from({ length: stripes }, (_, at) => {
    const x = (at + 0.5 - stripes / 2) * (length / stripes);
    const colour = colours[at % 2 === 0 ? 0 : 1];
    const slope = Math.atan2(drop, width);
    const roof = box(
      [length / stripes, 0.02, Math.hypot(width, drop)],
      [x, high - drop / 2, 0],
      colour,
      {
        roll: (slope * 180) / Math.PI,
      },
    );
    return [
      roof,
      box([length / stripes, 0.14, 0.012], [x, high - drop - 0.14, width / 2], lit(colour, 0.95)),
    ];
  });
  const posts = [1, -1].flatMap((x) => [
    ...pipe(
      [
        [x * (length / 2 - 0.06), 0.8, width / 2 - 0.08],
        [x * (length / 2 - 0.06), high - drop, width / 2 - 0.08],
      ],
      0.014,
      [0.7, 0.7, 0.7],
    ),
    ...pipe(
      [
        [x * (length / 2 - 0.06), 0.8, -width / 2 + 0.08],
        [x * (length / 2 - 0.06), high, -width / 2 + 0.08],
      ],
      0.014,
      [0.7, 0.7, 0.7],
    ),
  ]);
  return { solid: { cloth: panels.flat(), metal: posts } };
}
