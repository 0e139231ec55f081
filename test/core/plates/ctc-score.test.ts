import { describe, expect, it } from 'vitest';
import { beamSearch } from '../../../agent/core/plates/beam.ts';
import { ctcLog } from '../../../agent/core/plates/ctc-score.ts';
import { grammarOf } from '../../../agent/core/plates/grammar.ts';
import { readText, readTogether } from '../../../agent/core/plates/reading.ts';
import { emit, type Step } from './emit.ts';

const SIGNS = ['A', 'B'];
const STEPS: readonly Step[] = [
  { A: 0.5, B: 0.2 },
  { A: 0.3, B: 0.3 },
  { A: 0.1, B: 0.6 },
  { A: 0.4, B: 0.4 },
];

describe('the probability of a text', () => {
  const emissions = emit(SIGNS, STEPS);

  it.each(['', 'A', 'B', 'AB', 'BA', 'AA', 'ABA', 'BAB', 'ABAB'])(
    'is the sum over all paths that spell %j',
    (text) => {
      expect(Math.exp(ctcLog(emissions, text))).toBeCloseTo(sumOfPaths(text), 9);
    },
  );

  it('is nothing for more signs than steps', () => {
    expect(ctcLog(emissions, 'ABABA')).toBe(-Infinity);
  });

  it('is what a search that keeps everything finds', () => {
    const grammar = grammarOf([{ kind: 'two', slots: ['AB', 'AB'] }]);
    for (const { text, log } of beamSearch(emissions, grammar))
      expect(ctcLog(emissions, text)).toBeCloseTo(log, 9);
  });
});

describe('a line that two recognisers have read', () => {
  const grammar = grammarOf([{ kind: 'two', slots: ['AB', 'AB'] }]);
  const line = (first: Step, second: Step) => emit(SIGNS, [first, {}, second]);

  it('is what the surer one says of each sign', () => {
    const views = [
      line({ A: 0.95, B: 0.04 }, { A: 0.4, B: 0.5 }),
      line({ A: 0.45, B: 0.5 }, { A: 0.97, B: 0.02 }),
    ];
    expect(readTogether(views, grammar)?.text).toBe('AA');
  });

  it('is no surer where they agree than one of them: they see the same picture', () => {
    const view = line({ A: 0.8, B: 0.15 }, { A: 0.15, B: 0.8 });
    const alone = readText(view, grammar)?.confidence ?? 0;
    expect(readTogether([view, view], grammar)?.confidence).toBeCloseTo(alone, 6);
  });

  it('is unsure where they do not agree', () => {
    const views = [
      line({ A: 0.9, B: 0.05 }, { A: 0.05, B: 0.9 }),
      line({ A: 0.05, B: 0.9 }, { A: 0.05, B: 0.9 }),
    ];
    const [first, second] = readTogether(views, grammar)?.signs ?? [];
    expect(first?.confidence).toBeLessThan(0.6);
    expect(second?.confidence).toBeGreaterThan(0.9);
  });

  it('has no text where nobody has looked', () => {
    expect(readTogether([], grammar)).toBeUndefined();
  });
});

/** Every path of the four steps, spelt out. */
function sumOfPaths(text: string): number {
  const chance = (step: Step, sign: string) =>
    sign === '' ? 1 - (step['A'] ?? 0) - (step['B'] ?? 0) : (step[sign] ?? 0);
  let paths: readonly { readonly signs: readonly string[]; readonly share: number }[] = [
    { signs: [], share: 1 },
  ];
  for (const step of STEPS)
    paths = paths.flatMap(({ signs, share }) =>
      ['', ...SIGNS].map((sign) => ({
        signs: [...signs, sign],
        share: share * chance(step, sign),
      })),
    );
  const spelt = (signs: readonly string[]) =>
    signs.filter((sign, at) => sign !== '' && sign !== signs[at - 1]).join('');
  return paths.reduce((sum, { signs, share }) => (spelt(signs) === text ? sum + share : sum), 0);
}
