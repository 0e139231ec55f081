import type { Emissions } from './emissions.ts';

/** Nothing is impossible: one step must not rule a text out. */
const FLOOR = 1e-12;

/**
 * Natural logarithm of the probability of a text: all CTC paths that spell it (the forward pass of Graves et
 * al. 2006). -Infinity where it has more signs than there are steps.
 */
export function ctcLog(emissions: Emissions, text: string): number {
  // states: blank, sign 0, blank, sign 1, ..., blank
  const wanted = [...text].flatMap((sign) => [-1, emissions.signs.indexOf(sign)]).concat(-1);
  // as if a blank had stood before the first step: from there the first blank or the first sign is reached
  const chances = new Float64Array(wanted.length);
  chances[0] = 1;
  let log = 0;
  for (let step = 0; step < emissions.steps; step += 1) {
    stepOn(chances, wanted);
    const total = see(chances, wanted, emissions, step);
    if (total === 0) return -Infinity;
    log += Math.log(total);
  }
  return log + Math.log((chances.at(-1) ?? 0) + (chances.at(-2) ?? 0));
}

/**
 * How likely each state is one step later, before what is seen there: it stays, goes on, or leaps over a blank.
 * In place, from the last one down: what is read has not been changed yet.
 */
function stepOn(chances: Float64Array, wanted: readonly number[]): void {
  for (let state = wanted.length - 1; state > 0; state -= 1) {
    const leaps = wanted[state] !== -1 && wanted[state] !== wanted[state - 2];
    const reached = (chances[state - 1] ?? 0) + (leaps ? (chances[state - 2] ?? 0) : 0);
    chances[state] = (chances[state] ?? 0) + reached;
  }
}

/** What the step shows, in place. Returns the sum and makes it 1: many steps would fall below what a number can hold. */
function see(
  chances: Float64Array,
  wanted: readonly number[],
  { signs, shares, blanks }: Emissions,
  step: number,
): number {
  let total = 0;
  wanted.forEach((sign, state) => {
    const share = sign < 0 ? blanks[step] : shares[step * signs.length + sign];
    const chance = (chances[state] ?? 0) * Math.max(FLOOR, share ?? 0);
    chances[state] = chance;
    total += chance;
  });
  if (total > 0) for (const state of chances.keys()) chances[state] = (chances[state] ?? 0) / total;
  return total;
}
