import type { Rgb } from '../people/loft.ts';
import type { Pieces } from '../props/pieces.ts';
import { box, pipe } from '../props/shapes.ts';
import { BLACK, crank, forks, grips, guard, STEEL, saddle } from './bicycle-parts.ts';

/** A shared bicycle: stout single frame, small cast wheels, a tray in front, fenders of its colour. */
export function sharedBicycle(paint: Rgb): Pieces {
  return {
    solid: {
      gloss: [
        ...pipe(
          [
            [0.42, 0.8, 0],
            [0.1, 0.4, 0],
            [-0.08, 0.29, 0],
          ],
          0.035,
          paint,
        ),
        ...pipe(
          [
            [-0.08, 0.29, 0],
            [-0.2, 0.8, 0],
          ],
          0.026,
          paint,
        ),
        ...forks(paint, [-0.53, 0.31], [-0.08, 0.29], [-0.16, 0.6]),
        ...pipe(
          [
            [0.53, 0.31, 0.06],
            [0.43, 0.7, 0.05],
          ],
          0.02,
          paint,
        ),
        ...pipe(
          [
            [0.53, 0.31, -0.06],
            [0.43, 0.7, -0.05],
          ],
          0.02,
          paint,
        ),
        ...guard([-0.53, 0.31], 0.345, 20, 200, paint),
        ...guard([0.53, 0.31], 0.345, 30, 120, paint),
        box([0.2, 0.14, 0.1], [-0.16, 0.33, 0], paint),
      ],
      metal: [
        ...crank([-0.08, 0.29]),
        ...pipe(
          [
            [0.42, 0.78, 0],
            [0.36, 1.0, 0],
          ],
          0.02,
          STEEL,
        ),
      ],
      matt: [
        ...pipe(
          [
            [0.26, 1.0, 0.28],
            [0.36, 1.01, 0.12],
            [0.36, 1.01, -0.12],
            [0.26, 1.0, -0.28],
          ],
          0.016,
          BLACK,
        ),
        ...saddle([-0.22, 0.87]),
        ...grips([0.26, 1.0], 0.28),
        box([0.26, 0.02, 0.3], [0.56, 0.76, 0], BLACK),
        ...pipe(
          [
            [0.69, 0.78, 0.15],
            [0.69, 0.92, 0.15],
            [0.69, 0.92, -0.15],
            [0.69, 0.78, -0.15],
          ],
          0.012,
          BLACK,
        ),
        ...pipe(
          [
            [0.69, 0.92, 0.15],
            [0.44, 0.92, 0.13],
          ],
          0.012,
          BLACK,
        ),
        ...pipe(
          [
            [0.69, 0.92, -0.15],
            [0.44, 0.92, -0.13],
          ],
          0.012,
          BLACK,
        ),
      ],
    },
  };
}
