import { lit } from '../people/colour.ts';
import type { Rgb, Ring } from '../people/loft.ts';
import type { Pieces } from '../props/pieces.ts';
import { bar, box, pipe, skin } from '../props/shapes.ts';
import { BLACK, type EbikeLook, hullOf, mirrors, STEEL, topBox } from './ebike-parts.ts';

/** A stout scooter: leg shield, footboard, long seat, small wheels. */
export function scooterPieces({ paint, box: top, blanket, windscreen }: EbikeLook): Pieces {
  const shield = skin({
    sides: 14,
    rings: [
      shieldRing(0.44, 0.32, 0.17, 0.05),
      shieldRing(0.47, 0.42, 0.2, 0.055),
      shieldRing(0.45, 0.62, 0.2, 0.06),
      shieldRing(0.4, 0.82, 0.17, 0.065),
      shieldRing(0.36, 0.94, 0.13, 0.06),
      shieldRing(0.35, 1.0, 0.08, 0.03),
    ],
    paint: (_, angle) => (Math.abs(angle) > 2.1 ? BLACK : paint),
  });
  const rear = hullOf(
    [
      [-0.84, 0.62, 0.03, 0.05],
      [-0.78, 0.6, 0.09, 0.1],
      [-0.6, 0.54, 0.18, 0.15],
      [-0.3, 0.47, 0.25, 0.17],
      [-0.1, 0.44, 0.22, 0.16],
      [-0.04, 0.4, 0.16, 0.13],
    ],
    paint,
  );
  const seat = hullOf(
    [
      [-0.72, 0.75, 0.03, 0.09],
      [-0.6, 0.76, 0.055, 0.13],
      [-0.3, 0.73, 0.05, 0.14],
      [-0.08, 0.69, 0.04, 0.1],
      [-0.04, 0.67, 0.02, 0.05],
    ],
    [0.12, 0.11, 0.11],
  );
  const fender = hullOf(
    [
      [0.38, 0.38, 0.04, 0.06],
      [0.48, 0.47, 0.06, 0.08],
      [0.64, 0.5, 0.045, 0.085],
      [0.78, 0.44, 0.035, 0.075],
      [0.88, 0.34, 0.015, 0.05],
    ],
    paint,
  );
  const cowl = hullOf(
    [
      [0.26, 1.0, 0.02, 0.08],
      [0.3, 1.02, 0.05, 0.15],
      [0.4, 1.02, 0.075, 0.16],
      [0.47, 0.98, 0.06, 0.12],
      [0.5, 0.96, 0.02, 0.06],
    ],
    paint,
  );
  return {
    solid: {
      gloss: [
        shield,
        skin(rear, fender, cowl),
        box([0.62, 0.08, 0.3], [0.15, 0.22, 0], paint),
        box([0.04, 0.07, 0.2], [-0.86, 0.6, 0], [0.72, 0.06, 0.05]),
        ...topBox(top, -0.72, 0.8),
      ],
      matt: [
        box([0.52, 0.07, 0.26], [0.18, 0.25, 0], BLACK),
        skin(seat),
        ...pipe(
          [
            [0.32, 1.02, 0.34],
            [0.38, 1.05, 0.12],
            [0.38, 1.05, -0.12],
            [0.32, 1.02, -0.34],
          ],
          0.016,
          BLACK,
        ),
        ...pipe(
          [
            [0.62, 0.22, 0.07],
            [0.46, 0.62, 0.07],
          ],
          0.022,
          BLACK,
        ),
        ...pipe(
          [
            [0.62, 0.22, -0.07],
            [0.46, 0.62, -0.07],
          ],
          0.022,
          BLACK,
        ),
        ...pipe(
          [
            [-0.3, 0.3, 0.1],
            [-0.62, 0.22, 0.08],
          ],
          0.025,
          BLACK,
        ),
        ...pipe(
          [
            [-0.3, 0.3, -0.1],
            [-0.62, 0.22, -0.08],
          ],
          0.025,
          BLACK,
        ),
        box([0.02, 0.14, 0.12], [-0.84, 0.42, 0], [0.9, 0.9, 0.88]),
        ...mirrors([0.36, 1.05]),
        ...blanketOf(blanket),
      ],
      metal: [
        box([0.05, 0.1, 0.16], [0.48, 0.93, 0], [0.95, 0.95, 0.92]),
        bar([-0.1, 0.25, 0.12], [-0.18, 0.02, 0.17], 0.012, STEEL),
      ],
      glass: windscreen
        ? [box([0.02, 0.36, 0.36], [0.42, 0.98, 0], [0.75, 0.82, 0.86], { lean: -18 })]
        : [],
    },
  };
}

function shieldRing(x: number, y: number, wide: number, deep: number): Ring {
  return {
    at: [x, y, 0],
    front: [1, 0, 0],
    right: [0, 0, 1],
    depth: deep,
    width: wide,
    round: 0.7,
  };
}

/** Hangs from the handlebar over the knees, padded. */
function blanketOf(colour: Rgb | undefined) {
  if (!colour) return [];
  const rows = [
    [0.4, 1.04, 0.37],
    [0.46, 0.9, 0.42],
    [0.5, 0.66, 0.36],
    [0.5, 0.42, 0.3],
  ] as const;
  const rings = rows.map(
    ([x, y, wide]): Ring => ({
      ...{
        at: [x, y, 0],
        front: [1, 0, 0],
        right: [0, 0, 1],
        depth: 0.05,
        width: wide,
        round: 0.8,
      },
      shape: (angle) => 1 + 0.08 * Math.cos(angle * 6),
    }),
  );
  const paint = (share: number, angle: number): Rgb =>
    lit(colour, 0.9 + 0.18 * Math.cos(angle * 11) * Math.cos(share * 19));
  return [skin({ sides: 20, rings, paint })];
}
