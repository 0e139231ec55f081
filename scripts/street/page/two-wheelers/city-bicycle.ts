import type { Rgb } from '../people/loft.ts';
import type { Pieces } from '../props/pieces.ts';
import { bar, box, pipe } from '../props/shapes.ts';
import { crank, forks, grips, guard, STEEL, saddle } from './bicycle-parts.ts';
import { basket } from './ebike-parts.ts';

/** An old city bicycle: two frame tubes that dip for the rider's leg, basket, rack, mudguards. */
export function cityBicycle(paint: Rgb): Pieces {
  return {
    solid: {
      gloss: [
        ...pipe(
          [
            [0.4, 0.86, 0],
            [0.12, 0.48, 0],
            [-0.05, 0.3, 0],
          ],
          0.018,
          paint,
        ),
        ...pipe(
          [
            [0.41, 0.78, 0],
            [0.1, 0.36, 0],
            [-0.05, 0.3, 0],
          ],
          0.018,
          paint,
        ),
        ...pipe(
          [
            [-0.05, 0.3, 0],
            [-0.2, 0.82, 0],
          ],
          0.018,
          paint,
        ),
        ...forks(paint, [-0.54, 0.34], [-0.05, 0.3], [-0.17, 0.72]),
        ...guard([0.54, 0.34], 0.375, 20, 150, paint),
        ...guard([-0.54, 0.34], 0.375, 40, 190, paint),
      ],
      metal: [
        ...pipe(
          [
            [0.54, 0.34, 0.05],
            [0.43, 0.72, 0.04],
          ],
          0.013,
          STEEL,
        ),
        ...pipe(
          [
            [0.54, 0.34, -0.05],
            [0.43, 0.72, -0.04],
          ],
          0.013,
          STEEL,
        ),
        ...pipe(
          [
            [0.42, 0.74, 0],
            [0.37, 1.02, 0],
          ],
          0.014,
          STEEL,
        ),
        ...pipe(
          [
            [0.2, 1.03, 0.29],
            [0.36, 1.05, 0.2],
            [0.38, 1.02, 0],
            [0.36, 1.05, -0.2],
            [0.2, 1.03, -0.29],
          ],
          0.012,
          STEEL,
        ),
        ...rack([-0.56, 0.74]),
        ...crank([-0.05, 0.3]),
        bar([-0.2, 0.32, 0.08], [-0.3, 0.02, 0.2], 0.01, STEEL),
      ],
      matt: [
        ...saddle([-0.21, 0.88]),
        ...grips([0.2, 1.03], 0.29),
        ...basket([0.6, 0.78, 0], [0.28, 0.24, 0.36], [0.32, 0.32, 0.33]),
      ],
    },
  };
}

function rack([x, y]: readonly [number, number]) {
  return [
    box([0.36, 0.012, 0.13], [x + 0.04, y, 0], STEEL),
    ...[1, -1].map((side) =>
      bar([x + 0.02, 0.34, 0.06 * side], [x, y, 0.06 * side], 0.007, STEEL, 5),
    ),
  ];
}
