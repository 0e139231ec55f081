import type { Emissions } from './emissions.ts';
import type { Grammar, GrammarState } from './grammar.ts';

/** A text of the grammar with the natural logarithm of its probability times the share of its form. */
export interface Hypothesis<K extends string = string> {
  readonly text: string;
  readonly kinds: readonly K[];
  /** Of its form, 0 to 1. */
  readonly share: number;
  readonly log: number;
}

/** A beginning of a text. Its paths end in the sign itself (`onSign`) or in a blank after it. */
interface Prefix {
  readonly text: string;
  readonly state: GrammarState;
  /** Index of the last sign; -1 at the start. */
  readonly last: number;
  onSign: number;
  onBlank: number;
}

/** Prefixes kept per step. */
const WIDTH = 24;
/** Signs that are tried per step. */
const SIGNS = 8;
/** Where nothing but blank is likelier than this, no sign is tried. */
const CERTAIN = 1 - 1e-7;

/**
 * The likeliest texts of the grammar, best first: CTC prefix beam search (Graves 2012; Hannun et al. 2014,
 * arXiv:1408.2873), in which a prefix is only continued by signs that the grammar allows. Empty where none of
 * the texts that were looked at is whole.
 */
export function beamSearch<K extends string>(
  emissions: Emissions,
  grammar: Grammar<K>,
): readonly Hypothesis<K>[] {
  const { steps, blanks } = emissions;
  let beam: readonly Prefix[] = [
    { text: '', state: grammar.start, last: -1, onSign: 0, onBlank: 1 },
  ];
  let scale = 0;
  for (let step = 0; step < steps; step += 1) {
    const blank = blanks[step] ?? 0;
    const signs = blank > CERTAIN ? [] : likeliest(emissions, step);
    beam = strongest(extend(beam, grammar, emissions, step, signs));
    // probabilities of long texts would fall below what a number can hold
    const top = beam[0] === undefined ? 1 : mass(beam[0]);
    scale += Math.log(top);
    for (const prefix of beam) {
      prefix.onSign /= top;
      prefix.onBlank /= top;
    }
  }
  const whole = beam.flatMap((prefix): Hypothesis<K>[] => {
    const kinds = grammar.kinds(prefix.state);
    const share = grammar.share(prefix.state);
    const log = Math.log(mass(prefix) * share) + scale;
    return kinds.length === 0 ? [] : [{ text: prefix.text, kinds, share, log }];
  });
  return whole.sort((a, b) => b.log - a.log);
}

const mass = ({ onSign, onBlank }: Prefix): number => onSign + onBlank;

function extend(
  beam: readonly Prefix[],
  grammar: Grammar,
  { signs, shares, blanks }: Emissions,
  step: number,
  tried: readonly number[],
): Map<string, Prefix> {
  const next = new Map<string, Prefix>();
  const share = (sign: number) => shares[step * signs.length + sign] ?? 0;
  for (const prefix of beam) {
    const same = prefixIn(next, prefix.text, prefix.state, prefix.last);
    same.onBlank += mass(prefix) * (blanks[step] ?? 0);
    same.onSign += prefix.last < 0 ? 0 : prefix.onSign * share(prefix.last);
    for (const sign of tried) {
      const state = grammar.step(prefix.state, signs[sign] ?? '');
      if (state === undefined) continue;
      // a sign right after itself is the same one, unless a blank lies between
      const from = sign === prefix.last ? prefix.onBlank : mass(prefix);
      prefixIn(next, prefix.text + signs[sign], state, sign).onSign += from * share(sign);
    }
  }
  return next;
}

function prefixIn(
  all: Map<string, Prefix>,
  text: string,
  state: GrammarState,
  last: number,
): Prefix {
  const found = all.get(text) ?? { text, state, last, onSign: 0, onBlank: 0 };
  all.set(text, found);
  return found;
}

function strongest(prefixes: ReadonlyMap<string, Prefix>): readonly Prefix[] {
  return [...prefixes.values()].sort((a, b) => mass(b) - mass(a)).slice(0, WIDTH);
}

function likeliest({ signs, shares }: Emissions, step: number): readonly number[] {
  const row = step * signs.length;
  const share = (sign: number) => shares[row + sign] ?? 0;
  return signs
    .map((_, sign) => sign)
    .sort((a, b) => share(b) - share(a))
    .slice(0, SIGNS);
}
