import { describe, expect, test } from 'vitest';
import { poissonUpper, rateOf } from '../../../agent/core/scoring/intervals.ts';
import { scoreEvents } from '../../../agent/core/scoring/score-events.ts';
import { spreadOf } from '../../../agent/core/scoring/spread.ts';
import type { TruthEpisode } from '../../../agent/core/scoring/truth.ts';
import { leftInTime, parked, recording, said } from './street.ts';

describe('intervals', () => {
  // R: prop.test(x, n, correct = FALSE)$conf.int; the last is Wilson's for 0 of 20, z^2 / (n + z^2)
  test.each([
    [8, 10, 0.4902, 0.9433],
    [95, 100, 0.8882, 0.9785],
    [1, 1, 0.2065, 1],
    [20, 20, 0.8389, 1],
    [0, 20, 0, 0.1611],
  ])('%i of %i: between %f and %f', (n, of, low, high) => {
    const rate = rateOf(n, of);
    expect(rate.share).toBe(n / of);
    expect(rate.low).toBeCloseTo(low, 4);
    expect(rate.high).toBeCloseTo(high, 4);
  });

  test('nothing of nothing is no share at all', () => {
    expect(rateOf(0, 0)).toEqual({ n: 0, of: 0, share: null, low: null, high: null });
  });

  // half of the 95 % quantile of chi-square with 2 (n + 1) degrees of freedom
  test.each([
    [0, 2.9957],
    [1, 4.7439],
    [2, 6.2958],
    [5, 10.513],
    [10, 16.9622],
    [100, 118.079],
  ])('a count of %i may come of a mean of up to %f', (count, mean) => {
    expect(poissonUpper(count)).toBeCloseTo(mean, 3);
  });

  test('the bound of a large count is near its normal one', () => {
    expect(poissonUpper(10_000) / (10_000 + 1.6449 * 100)).toBeCloseTo(1, 3);
  });
});

test.each<[number[], number | null, number | null]>([
  [[], null, null],
  [[7], 7, 7],
  [[3, 1], 2, 2.9],
  [[5, 1, 3], 3, 4.8],
])('the median of %j is %j, its 95 %% quantile %j', (values, median, p95) => {
  expect(spreadOf(values)).toMatchObject({ n: values.length, median });
  if (p95 !== null) expect(spreadOf(values).p95).toBeCloseTo(p95, 9);
});

test('each kind has its own figures, and its own camera-days', () => {
  const day = { durationMs: 86_400_000, startUtc: '2026-05-02T08:00:00+08:00' };
  const { kinds, overall } = scoreEvents(
    [
      recording([parked(), leftInTime({ id: 'silver', left: 0.5 })]),
      recording([], { ...day, kinds: ['street-stall'] }),
    ],
    [
      said(30),
      said(19, { left: 0.5 }),
      said(15, { left: 0.5, stage: 'suspected' }),
      said(20, { left: 0.5, stage: 'cleared', outcome: 'self-corrected' }),
      said(86_500, { kind: 'street-stall' }),
      said(86_600, { kind: 'street-stall' }),
    ],
  );
  expect(kinds).toMatchObject({
    'sidewalk-parking': {
      ...{ episodes: 1, found: 1, missed: 0, falseAlarms: 1, cameraDays: 120 / 86_400 },
      ...{ recall: { n: 1, of: 1 }, precision: { n: 1, of: 2 } },
      ...{ suspected: 1, selfCorrected: { episodes: 1, reported: 1 } },
    },
    'street-stall': { episodes: 0, falseAlarms: 2, recall: { share: null } },
  });
  const perDay = kinds['street-stall']?.falsePerDay;
  expect(perDay?.value).toBeCloseTo(2, 2);
  expect(perDay?.high).toBeCloseTo(6.29, 1);
  expect(overall).toMatchObject({ found: 1, falseAlarms: 3, precision: { n: 1, of: 4 } });
});

test('delay and dwell are measured against the truth, on what was found', () => {
  const { overall } = scoreEvents(
    [recording([parked(), parked({ id: 'far', left: 0.5 })])],
    [
      said(32, { episode: 'a', dwellMs: 20_500 }),
      said(61, { episode: 'a', stage: 'cleared', outcome: 'left', dwellMs: 49_000 }),
      said(29, { episode: 'b', left: 0.5, dwellMs: 20_000 }),
      said(40, { episode: 'c', left: 0.5 }),
    ],
  );
  expect(overall.delayMs).toEqual({ n: 2, mean: 500, median: 500, p95: 1850 });
  expect(overall.dwellErrorMs).toEqual({
    confirmed: { n: 2, mean: -250, median: -250, p95: 875 },
    cleared: { n: 1, mean: -1000, median: -1000, p95: -1000 },
    confirmedSize: { n: 2, mean: 1250, median: 1250, p95: 1475 },
    clearedSize: { n: 1, mean: 1000, median: 1000, p95: 1000 },
  });
});

test.each<[string, (string | undefined)[], [number, number], [number, number], [number, number]]>([
  ['right, but for how it is written', ['渝a·8d213'], [1, 1], [1, 1], [7, 7]],
  ['one character wrong', ['渝A8D218'], [1, 1], [0, 1], [6, 7]],
  ['one character is missing', ['渝A8D21'], [1, 1], [0, 1], [6, 7]],
  ['something else, and far too long', ['ABCDEFGHIJKLMNOPQ'], [1, 1], [0, 1], [0, 7]],
  ['not read', [undefined], [0, 1], [0, 0], [0, 0]],
  ['read better later on', ['渝A8D218', '渝A8D213'], [1, 1], [1, 1], [7, 7]],
])('plate: %s', (_, plates, read, whole, characters) => {
  const stages = ['confirmed', 'updated'] as const;
  const events = plates.map((plate, at) =>
    said(30 + at, {
      episode: 'e',
      stage: stages[at] ?? 'updated',
      ...(plate !== undefined && { plate }),
    }),
  );
  const { overall } = scoreEvents([recording([parked({ plate: '渝A8D213' })])], events);
  expect(
    [overall.plates.read, overall.plates.whole, overall.plates.characters].map(({ n, of }) => [
      n,
      of,
    ]),
  ).toEqual([read, whole, characters]);
});

test('load and cover count where both the truth and the event know them', () => {
  const truck = (id: string, left: number, known: Partial<TruthEpisode>) =>
    parked({ id, left, ...known });
  const { overall } = scoreEvents(
    [
      recording([
        truck('a', 0, { load: 'heaped', cover: 'none' }),
        truck('b', 0.3, { load: 'level', cover: 'none' }),
        truck('c', 0.6, { load: 'level' }),
      ]),
    ],
    [
      said(30, { left: 0, states: { load: 'heaped', cover: 'partial' } }),
      said(30, { left: 0.3, states: { load: 'heaped' } }),
      said(30, { left: 0.6, states: { cover: 'none' } }),
    ],
  );
  expect(overall.load).toMatchObject({ n: 1, of: 2 });
  expect(overall.cover).toMatchObject({ n: 0, of: 1 });
});
