import { expect, it } from 'vitest';
import type { Detection } from '../../../agent/core/vision/detection.ts';
import { follow, idAt, idsOf, type Shot } from './scene.ts';

/** Seconds, and what was seen then: score, left, top, right, bottom (thousandths of the picture). */
type Row = readonly [atS: number, ...seen: (readonly number[])[]];

const shots = (rows: readonly Row[]): Shot[] =>
  rows.map(([atS, ...seen]) => ({
    atMs: atS * 1000,
    detections: seen.map(
      ([score = 0, left = 0, top = 0, right = 0, bottom = 0]): Detection => ({
        label: 'truck',
        score: score / 1000,
        box: { left: left / 1000, top: top / 1000, right: right / 1000, bottom: bottom / 1000 },
      }),
    ),
  }));

/** Nothing seen from second to second, `fps` pictures a second. */
const unseen = (fromS: number, toS: number, fps: number): Row[] =>
  Array.from({ length: Math.round((toS - fromS) * fps) }, (_, at): Row => [fromS + at / fps]);

// as they drove away before cameras of 10 m, with the noise of a small detector
const CUT_BY_THE_EDGE: readonly Row[] = [
  [0, [830, 516, 366, 838, 937]],
  [0.3, [900, 567, 370, 852, 848]],
  [0.7, [870, 603, 330, 892, 806]],
  [1, [840, 649, 280, 912, 735]],
  [1.3, [880, 675, 253, 905, 680]],
  [1.7, [780, 694, 227, 926, 651]],
  [2, [780, 727, 227, 965, 603]],
  [2.3, [760, 737, 225, 950, 571]],
  [2.7, [600, 757, 195, 958, 535]],
  [3, [720, 779, 164, 965, 511]],
  [3.3, [680, 800, 165, 985, 479]],
  [3.7, [810, 811, 138, 990, 449]],
  ...unseen(4, 4.6, 3),
  [4.7, [850, 854, 121, 1000, 369]],
  [5, [680, 863, 114, 1000, 351]],
  [5.4, [690, 879, 108, 1000, 340]],
];
const TOWARDS_THE_EDGE: readonly Row[] = [
  [0, [710, 525, 327, 810, 876]],
  [0.2, [860, 555, 316, 845, 840]],
  [0.4, [750, 587, 316, 877, 780]],
  [0.6, [820, 622, 337, 859, 741]],
  [0.8, [730, 632, 277, 889, 730]],
  [1, [810, 643, 235, 874, 701]],
  [1.2, [840, 654, 214, 886, 676]],
  ...unseen(1.4, 3.8, 5),
  [3.8, [810, 819, 134, 972, 418]],
  [4, [650, 829, 114, 974, 400]],
  [4.2, [860, 832, 91, 979, 404]],
];

it.each([
  ['touches the edge, where it is in view for seconds to come', CUT_BY_THE_EDGE],
  ['was predicted to be at the edge sooner than it was', TOWARDS_THE_EDGE],
])('a truck that was lost for a while keeps its id: it %s', (_, rows) => {
  expect(idsOf(follow(shots(rows)))).toEqual([1]);
});

it('a truck of which only a weak box is left is not drawn away by what comes in behind it', () => {
  const run = follow(
    shots([
      [0, [530, 421, 443, 803, 984]],
      [0.4, [490, 507, 382, 843, 956]],
      [0.8, [430, 598, 343, 850, 832]],
      [1, [500, 631, 319, 890, 772], [390, 721, 824, 915, 1000]],
      [1.4, [360, 674, 279, 930, 681], [650, 794, 702, 941, 929]],
      [1.7, [700, 709, 217, 933, 631], [820, 819, 615, 956, 834]],
      [2, [680, 733, 208, 957, 589], [850, 844, 534, 982, 726]],
    ]),
  );
  expect(idsOf(run)).toEqual([1, 2]);
  expect(idAt(run.at(-1), 0.8, 0.3)).toBe(1);
  expect(idAt(run.at(-1), 0.9, 0.7)).toBe(2);
});

it.each([1.5, 2, 3])('two trucks that drive out %d s one after the other are two', (apartS) => {
  const truck = (atS: number): readonly number[][] => {
    const middle = 500 + 200 * atS;
    return middle < 300 || middle > 1140
      ? []
      : [[800, middle - 150, 300, Math.min(1000, middle + 150), 600]];
  };
  const rows = Array.from({ length: 30 }, (_, at): Row => {
    const atS = at / 5;
    // the first is unseen for its last second
    return [atS, ...(atS > 1.6 ? [] : truck(atS)), ...truck(atS - apartS)];
  });
  expect(idsOf(follow(shots(rows)))).toEqual([1, 2]);
});

it('a car that comes near and drives out below does not hand its track on to the truck that comes in there', () => {
  const run = follow(
    shots([
      [0, [890, 725, 298, 828, 424]],
      [0.4, [800, 674, 354, 786, 489]],
      [0.7, [780, 634, 401, 750, 553]],
      [1, [780, 571, 454, 699, 639]],
      [1.4, [820, 479, 537, 628, 754]],
      [1.7, [800, 365, 634, 570, 889]],
      [2],
      [2.4, [400, 143, 712, 658, 997]],
      [2.7, [490, 227, 689, 676, 998]],
      [3.1, [720, 330, 619, 730, 982]],
      [3.4, [710, 403, 536, 735, 984]],
    ]),
  );
  expect(idsOf(run)).toEqual([1, 2]);
});
