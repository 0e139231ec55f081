import type { Rgb } from '../people/loft.ts';
import type { Pieces } from '../props/pieces.ts';
import { bar, box, pipe, skin, wheelDisc } from '../props/shapes.ts';
import type { Saddle } from '../two-wheelers/rider.ts';
import type { WheelSize } from '../two-wheelers/wheel.ts';
import { cargoBox } from './cargo-box.ts';

/** A cargo three-wheeler without cab. Metres. */
export interface Tricycle {
  readonly frame: Pieces;
  readonly wheel: WheelSize;
  /** Front axle, rear axle, half the track. */
  readonly axles: readonly [front: number, rear: number, track: number];
  /** Floor of the box: middle x, height, length and width. */
  readonly bed: {
    readonly x: number;
    readonly y: number;
    readonly length: number;
    readonly width: number;
  };
  readonly saddle: Saddle;
}

const BLACK: Rgb = [0.11, 0.11, 0.12];
const STEEL: Rgb = [0.5, 0.51, 0.53];

const PEDAL_BED: Tricycle['bed'] = { x: -0.5, y: 0.56, length: 1.55, width: 1.0 };

/** Pedalled or with a hidden motor: bare tubes in front, low panels. */
export function pedalTricycle(paint: Rgb, bed = PEDAL_BED, high = 0.28): Tricycle {
  const [rear, track] = [bed.x - 0.12, bed.width / 2 - 0.08];
  return {
    ...{
      bed,
      axles: [0.98, rear, track],
      wheel: { radius: 0.3, tyre: 0.03, kind: 'spokes', rim: [0.62, 0.63, 0.64] },
    },
    saddle: { hips: [0.3, 0.92, 0], lean: 10, grip: [0.7, 1.03, 0.29], foot: [0.62, 0.36, 0.1] },
    frame: {
      solid: {
        gloss: [
          ...cargoBox(bed, high, paint, false),
          ...pipe(
            [
              [0.82, 0.8, 0],
              [0.52, 0.36, 0],
              [-0.4, 0.48, 0],
            ],
            0.028,
            paint,
          ),
          ...pipe(
            [
              [0.5, 0.36, 0],
              [0.34, 0.82, 0],
            ],
            0.024,
            paint,
          ),
          ...pipe(
            [
              [0.82, 0.8, 0],
              [0.4, 0.5, 0],
            ],
            0.02,
            paint,
          ),
        ],
        metal: [
          ...[1, -1].flatMap((side) =>
            pipe(
              [
                [0.98, 0.3, 0.06 * side],
                [0.84, 0.78, 0.05 * side],
              ],
              0.016,
              STEEL,
            ),
          ),
          ...pipe(
            [
              [0.83, 0.78, 0],
              [0.8, 1.02, 0],
            ],
            0.016,
            STEEL,
          ),
          ...pipe(
            [
              [0.68, 1.03, 0.3],
              [0.8, 1.04, 0.16],
              [0.8, 1.04, -0.16],
              [0.68, 1.03, -0.3],
            ],
            0.014,
            STEEL,
          ),
          bar([rear, 0.3, track], [rear, 0.3, -track], 0.025, STEEL),
        ],
        matt: [
          box([0.26, 0.08, 0.24], [0.3, 0.82, 0], BLACK, { taper: 0.85 }),
          box([0.3, 0.03, 0.3], [0.6, 0.3, 0], BLACK),
          box([0.06, 0.1, 0.12], [0.92, 0.84, 0], [0.85, 0.85, 0.8]),
        ],
      },
    },
  };
}

/** Electric: leg shield with a lamp and a screen, bench for two, railings round the box. */
export function electricTricycle(paint: Rgb): Tricycle {
  const bed = { x: -0.62, y: 0.55, length: 1.65, width: 1.1 };
  const shieldRing = (x: number, y: number, wide: number) =>
    ({
      at: [x, y, 0],
      front: [1, 0, 0],
      right: [0, 0, 1],
      depth: 0.06,
      width: wide,
      round: 0.6,
    }) as const;
  const shield = skin({
    sides: 14,
    rings: [
      shieldRing(0.92, 0.36, 0.22),
      shieldRing(0.98, 0.5, 0.32),
      shieldRing(0.96, 0.75, 0.34),
      shieldRing(0.88, 1.0, 0.26),
      shieldRing(0.85, 1.08, 0.16),
    ],
    paint: (_, angle) => (Math.abs(angle) > 2 ? BLACK : paint),
  });
  return {
    ...{
      bed,
      axles: [1.14, -0.74, 0.46],
      wheel: { radius: 0.26, tyre: 0.055, kind: 'cast', rim: [0.62, 0.63, 0.64] },
    },
    saddle: { hips: [0.38, 0.88, 0], lean: 3, grip: [0.8, 1.08, 0.32], foot: [0.74, 0.42, 0.14] },
    frame: {
      solid: {
        gloss: [
          shield,
          ...cargoBox(bed, 0.4, paint, true),
          box([0.42, 0.36, 0.72], [0.36, 0.36, 0], paint, { taper: 0.94 }),
          box([0.4, 0.05, 0.16], [1.16, 0.53, 0], paint, { lean: 8 }),
        ],
        metal: [
          ...[1, -1].flatMap((side) =>
            pipe(
              [
                [1.14, 0.26, 0.08 * side],
                [0.98, 0.7, 0.07 * side],
              ],
              0.022,
              STEEL,
            ),
          ),
          bar([-0.74, 0.26, 0.46], [-0.74, 0.26, -0.46], 0.03, STEEL),
          wheelDisc(0.09, 0.06, [0, 0, 0], [0.94, 0.93, 0.86], 14)
            .rotateY(Math.PI / 2)
            .translate(1.03, 0.82, 0),
        ],
        matt: [
          box([0.4, 0.1, 0.68], [0.36, 0.72, 0], BLACK),
          box([0.06, 0.3, 0.66], [0.14, 0.8, 0], BLACK, { lean: -8 }),
          box([0.5, 0.05, 0.62], [0.75, 0.34, 0], BLACK),
          ...pipe(
            [
              [0.78, 1.08, 0.33],
              [0.86, 1.1, 0.12],
              [0.86, 1.1, -0.12],
              [0.78, 1.08, -0.33],
            ],
            0.018,
            BLACK,
          ),
        ],
        glass: [box([0.02, 0.34, 0.56], [0.9, 1.06, 0], [0.75, 0.82, 0.86], { lean: -14 })],
      },
    },
  };
}
