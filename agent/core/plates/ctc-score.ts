import type { Emissions } from './emissions.ts';

/** Nothing is impossible: one step must not rule a text out. */
const FLOOR = 1e-12;

/**
 * Natural logarithm of the probability of a text: all CTC paths that spell it (the forward pass of Graves et
 * al. 2006). -Infinity where it has more signs than there are steps.
 */
export function ctcLog({ steps, signs, shares, blanks }: Emissions, text: string): number {
  // states: blank, sign 0, blank, sign 1, ..., blank
  const wanted = [...text].flatMap((sign) => [-1, signs.indexOf(sign)]).concat(-1);
  // as if a blank had stood before the first step: from there the first blank or the first sign is reached
  let chances = wanted.map((_, state) => Number(state === 0));
  let log = 0;
  for (let step = 0; step < steps; step += 1) {
    const next = reached(chances, wanted).map((chance, state) => {
      const sign = wanted[state] ?? -1;
      const share = sign < 0 ? blanks[step] : shares[step * signs.length + sign];
      return chance * Math.max(FLOOR, share ?? 0);
    });
    // probabilities of many steps would fall below what a number can hold
    const total = next.reduce((sum, chance) => sum + chance, 0);
    if (total === 0) return -Infinity;
    chances = next.map((chance) => chance / total);
    log += Math.log(total);
  }
  return log + Math.log((chances.at(-1) ?? 0) + (chances.at(-2) ?? 0));
}

/** How likely each state is one step later, before what is seen there: it stays, goes on, or leaps over a blank. */
function reached(chances: readonly number[], wanted: readonly number[]): readonly number[] {
  return chances.map((chance, state) => {
    const leaps = wanted[state] !== -1 && wanted[state] !== wanted[state - 2];
    return chance + (chances[state - 1] ?? 0) + (leaps ? (chances[state - 2] ?? 0) : 0);
  });
}
