import { expect, test } from 'vitest';
import { backoffMs } from '../../../agent/lib/backoff.ts';
import { durationBetween, durationMs } from '../../../agent/lib/duration.ts';

const bounds = { minMs: 1000, maxMs: 30_000 };

test.each([
  [0, 0, 500],
  [0, 0.999, 1000],
  [3, 0, 4000],
  [3, 0.999, 7996],
  [9, 0, 15_000],
  [1e9, 0.999, 29_985],
])('attempt %i with chance %f waits %i ms', (attempt, random, ms) => {
  expect(backoffMs(attempt, bounds, random)).toBe(ms);
});

test.each([
  ['500ms', 500],
  ['1.5s', 1500],
  ['5m', 300_000],
  ['2h', 7_200_000],
  ['7d', 604_800_000],
])('%s is %i ms', (text, ms) => {
  expect(durationMs.parse(text)).toBe(ms);
});

test.each(['5', '5 s', '-5s', 's', '5min', ''])("'%s' is no duration", (text) => {
  expect(() => durationMs.parse(text)).toThrow(/write a duration such as/);
});

test('a duration outside its bounds is told the bounds', () => {
  expect(durationBetween('2s', '10m').parse('2s')).toBe(2000);
  expect(() => durationBetween('2s', '10m').parse('1s')).toThrow(/from 2s to 10m/);
});
