import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseMot } from '../../../scripts/mot/mot-file.ts';
import { scoreMot } from '../../../scripts/mot/score.ts';

const fixture = (name: string) =>
  readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

it('scores made-up tracks as TrackEval 1.3.0 does (fixtures/trackeval.json), to 1e-9', () => {
  const expected: Record<string, number> = JSON.parse(fixture('trackeval.json'));
  const score = scoreMot(parseMot(fixture('truth.txt')), parseMot(fixture('guess.txt')));
  expect(Object.keys(score).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, value] of Object.entries(score))
    expect(value, name).toBeCloseTo(expected[name] ?? Number.NaN, 9);
});

it('gives a perfect answer full marks', () => {
  const truth = parseMot(fixture('truth.txt'));
  expect(
    scoreMot(
      truth,
      truth.filter(({ confidence }) => confidence !== 0),
    ),
  ).toMatchObject({
    mota: 1,
    idf1: 1,
    idSwitches: 0,
  });
});
