import { expect, test } from 'vitest';
import { type ClockSkew, stepClockSkew } from '../../../agent/core/time/clock-skew.ts';

/** What is told over one comparison a minute. */
function news(offsets: readonly (number | undefined)[]): readonly string[] {
  let skew: ClockSkew = {};
  return offsets.flatMap((offsetMs, minute) => {
    const step = stepClockSkew(skew, { offsetMs, atMs: minute * 60_000 });
    skew = step.skew;
    if (step.news === undefined) return [];
    const told = step.news;
    return told.type === 'began'
      ? [`${minute}: began ${told.offsetMs}`]
      : [`${minute}: over ${told.lastedMs / 60_000} min, ${told.worstMs}`];
  });
}

test.each<[string, readonly (number | undefined)[], readonly string[]]>([
  ['a right clock is no news', [-120, -130, 0, 999, -1000], []],
  [
    'one event when it is off, one when it is over',
    [0, 1500, 1600, 1400, 100, 0],
    ['1: began 1500', '4: over 3 min, 1600'],
  ],
  ['behind counts as ahead does', [-20_000, 50], ['0: began -20000', '1: over 1 min, -20000']],
  ['a clock at the limit is told once', [1001, 990, 1002, 980, 1001], ['0: began 1001']],
  [
    'not known is neither',
    [undefined, 1500, undefined, undefined, 1500, 0],
    ['1: began 1500', '5: over 4 min, 1500'],
  ],
  [
    'from one side to the other is one skew',
    [3000, -4000, 0],
    ['0: began 3000', '2: over 2 min, -4000'],
  ],
])('%s', (_, offsets, expected) => {
  expect(news(offsets)).toEqual(expected);
});
