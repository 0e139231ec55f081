import { expect, test } from 'vitest';
import { type Sight, sightDifferences } from '../../../agent/core/vision/same-sights.ts';

const car = (score: number, left = 0): Sight => ({
  label: 'car',
  score,
  box: { left, top: 0, right: left + 0.2, bottom: 0.2 },
});
const bus: Sight = { ...car(0.9), label: 'bus' };

test.each<[string, Sight[], Sight[], string[]]>([
  ['the same', [car(0.9)], [car(0.9)], []],
  ['a score in the last digits', [car(0.9)], [car(0.88)], []],
  ['another score', [car(0.9)], [car(0.7)], ['not found any more', 'is found too']],
  ['another place', [car(0.9)], [car(0.9, 0.1)], ['not found any more', 'is found too']],
  ['another name', [car(0.9)], [bus], ['not found any more', 'is found too']],
  ['nothing any more', [car(0.9)], [], ['car 0.90 at 0.00 0.00 0.20 0.20 is not found any more']],
  ['one that stood at its threshold has gone', [car(0.37)], [], []],
  ['one more at its threshold', [], [car(0.37)], []],
  ['one more that is sure', [], [car(0.5)], ['is found too']],
])('%s', (_, expected, found, words) => {
  const differences = sightDifferences(expected, found, 0.35);
  expect(differences).toEqual(words.map((part) => expect.stringContaining(part)));
});
