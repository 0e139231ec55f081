import type { Emissions } from './emissions.ts';

/** One sign of a text in the picture that was read. */
export interface AlignedSign {
  readonly text: string;
  /** The step at which it is seen best. */
  readonly step: number;
}

/** Where each sign of the text stands: the likeliest CTC path that spells it (Viterbi). */
export function align(emissions: Emissions, text: string): readonly AlignedSign[] {
  const { steps, signs, shares } = emissions;
  const wanted = [...text].map((sign) => signs.indexOf(sign));
  const share = (step: number, sign: number) => shares[step * signs.length + sign] ?? 0;
  const path = likeliestPath(emissions, wanted);
  return wanted.map((sign, at) => {
    let best = { step: 0, peak: -1 };
    for (let step = 0; step < steps; step += 1)
      if (path[step] === at && share(step, sign) > best.peak)
        best = { step, peak: share(step, sign) };
    return { text: signs[sign] ?? '', step: best.step };
  });
}

/** Per step the index of the sign that the path is on; -1 between signs. */
function likeliestPath(
  { steps, signs, shares, blanks }: Emissions,
  wanted: readonly number[],
): readonly number[] {
  // states: blank, sign 0, blank, sign 1, ..., blank
  const states = 2 * wanted.length + 1;
  const emit = (step: number, state: number): number => {
    const sign = wanted[(state - 1) / 2];
    const share = state % 2 === 0 ? blanks[step] : shares[step * signs.length + (sign ?? 0)];
    return Math.log(Math.max(1e-12, share ?? 0));
  };
  const mayLeap = (state: number) =>
    state % 2 === 1 && state > 1 && wanted[(state - 1) / 2] !== wanted[(state - 3) / 2];
  let scores = Array.from({ length: states }, (_, s) => (s < 2 ? emit(0, s) : -Infinity));
  const back: number[][] = [scores.map((_, state) => state)];
  for (let step = 1; step < steps; step += 1) {
    const from = scores.map((score, state) => {
      let best = state;
      if (state > 0 && (scores[state - 1] ?? -Infinity) > score) best = state - 1;
      const leap = scores[state - 2] ?? -Infinity;
      return mayLeap(state) && leap > (scores[best] ?? -Infinity) ? state - 2 : best;
    });
    scores = from.map((state, to) => (scores[state] ?? -Infinity) + emit(step, to));
    back.push(from);
  }
  let state = (scores.at(-1) ?? 0) > (scores.at(-2) ?? -Infinity) ? states - 1 : states - 2;
  const path: number[] = [];
  for (let step = steps - 1; step >= 0; step -= 1) {
    path[step] = state % 2 === 1 ? (state - 1) / 2 : -1;
    state = back[step]?.[state] ?? 0;
  }
  return path;
}
