import type { Emissions } from '../../../agent/core/plates/emissions.ts';

/** One step of a recogniser: sign -> probability; what is missing to 1 is blank. */
export type Step = Readonly<Record<string, number>>;

/** What a recogniser would say, over the signs of a grammar. */
export function emit(signs: readonly string[], steps: readonly Step[]): Emissions {
  const shares = new Float64Array(steps.length * signs.length).fill(1e-9);
  const blanks = new Float64Array(steps.length);
  steps.forEach((step, at) => {
    for (const [sign, share] of Object.entries(step)) {
      const column = signs.indexOf(sign);
      if (column >= 0) shares[at * signs.length + column] = share;
    }
    blanks[at] = Math.max(1e-9, 1 - Object.values(step).reduce((sum, share) => sum + share, 0));
  });
  return { steps: steps.length, signs, shares, blanks };
}

/** Each sign seen clearly (0.98), with a blank after it. */
export function clearly(text: string): Step[] {
  return [...text].flatMap((sign) => [{ [sign]: 0.98 }, {}]);
}
