import type { Verdict } from './condition.ts';
import type { Detail } from './detail.ts';

/** Cells darker than this (mean luma) with no more structure than that show nothing. */
const BLACK = 24;
const BLACK_STRUCTURE = 10;
/** Cells brighter than this with no more structure show nothing. */
const WHITE = 235;
const WHITE_STRUCTURE = 12;
/** Share of the cells that show nothing from which on nothing can be seen; a clock line takes up to 0.04. */
const NOTHING = 0.94;
/** A blinded sensor leaves some corners. */
const BLINDED = 0.75;

export function judgeDark({ mean, structure }: Detail): Verdict {
  const share = shareOf(
    mean,
    (value, cell) => value < BLACK && (structure[cell] ?? 0) < BLACK_STRUCTURE,
  );
  return { bad: share >= NOTHING, facts: { share: round(share) } };
}

export function judgeBlownOut({ mean, structure }: Detail): Verdict {
  const share = shareOf(
    mean,
    (value, cell) => value > WHITE && (structure[cell] ?? 0) < WHITE_STRUCTURE,
  );
  return { bad: share >= BLINDED, facts: { share: round(share) } };
}

function shareOf(values: Float32Array, is: (value: number, cell: number) => boolean): number {
  let count = 0;
  values.forEach((value, cell) => {
    if (is(value, cell)) count += 1;
  });
  return count / values.length;
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
