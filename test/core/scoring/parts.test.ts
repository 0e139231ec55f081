import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../../../agent/core/scoring/edit-distance.ts';
import { truthBox } from '../../../agent/core/scoring/place.ts';
import { scoreEvents } from '../../../agent/core/scoring/score-events.ts';
import type { ScoredEvent } from '../../../agent/core/scoring/scored.ts';
import { utcOf } from '../../../agent/core/scoring/utc-of.ts';
import { carAt, parked, recording, said } from './street.ts';

test.each([
  ['2026-05-01T08:00:00+08:00'],
  ['2026-05-01T00:00:00Z'],
  ['2024-02-29T23:59:59.250-03:30'],
  ['1970-01-01T00:00:00Z'],
  ['1969-12-31T23:00:00Z'],
  ['2000-12-31T12:00+00:00'],
])('%s is the same instant as for Date', (iso) => {
  expect(utcOf(iso)).toBe(Date.parse(iso));
});

test.each(['2026-05-01', '2026-05-01T08:00:00', 'now'])('%s is no instant', (text) => {
  expect(() => utcOf(text)).toThrow(/expected a time such as/);
});

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['kitten', 'sitting', 3],
  ['渝A8D213', '渝A8D21', 1],
  ['渝', '川', 1],
])('from %j to %j it takes %i', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test.each([
  [-5, 0.1],
  [0, 0.1],
  [500, 0.15],
  [1000, 0.2],
  [1500, 0.4],
  [2000, 0.6],
  [9999, 0.6],
])('at %i ms it is at %f', (atMs, left) => {
  const places = [0.1, 0.2, 0.6].map((at, index) => ({ atMs: index * 1000, box: carAt(at) }));
  expect(truthBox(places, atMs).left).toBeCloseTo(left, 9);
});

describe('which recording an event belongs to', () => {
  const first = recording([parked()]);
  const second = recording([parked()], { startUtc: '2026-05-01T08:10:00+08:00' });

  test('the one of its camera that was running', () => {
    const { overall, recordings } = scoreEvents([second, first], [said(30), said(630)]);
    expect(overall).toMatchObject({ found: 2, falseAlarms: 0 });
    expect(recordings.map(({ found }) => found)).toEqual([1, 1]);
  });

  test('between two recordings it is not judged', () => {
    const { notJudged } = scoreEvents([first, second], [said(300)]);
    expect(notJudged.outside).toHaveLength(1);
  });

  test('two at once cannot be told apart', () => {
    const overlapping = recording([], { startUtc: '2026-05-01T08:01:59+08:00' });
    expect(() => scoreEvents([overlapping, first], [])).toThrow(
      /camera 'gate' overlap.*score them/,
    );
  });
});

/** Cars on distinct places, some told well, some twice, some never; and false ones beside. */
const street = fc.array(
  fc.record({
    left: fc.integer({ min: 0, max: 3 }),
    slot: fc.integer({ min: 0, max: 5 }),
    delayS: fc.integer({ min: 0, max: 20 }),
    told: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 12 },
);

test('whatever happens and in whatever order it is told: nothing is counted twice or lost', () => {
  fc.assert(
    fc.property(street, fc.func(fc.integer()), (cars, shuffled) => {
      const places = new Map(cars.map((car) => [`${car.left}/${car.slot}`, car]));
      const truths = [...places].map(([id, { left, slot }]) => {
        const fromMs = slot * 100_000;
        const times = { fromMs, confirmMs: fromMs + 20_000, toMs: fromMs + 50_000 };
        return parked({ id, left: left * 0.25, ...times });
      });
      const events = [...places.values()].flatMap(({ left, slot, delayS, told }): ScoredEvent[] =>
        Array.from({ length: told }, (_, at) =>
          said(slot * 100 + 20 + delayS + at * 5, { left: left * 0.25 }),
        ),
      );
      const truth = recording(truths, { durationMs: 600_000 });
      const { overall } = scoreEvents([truth], events);
      const found = [...places.values()].filter(({ told }) => told > 0).length;
      expect(overall).toMatchObject({
        ...{ episodes: truths.length, found, missed: truths.length - found },
        ...{ falseAlarms: events.length - found, duplicates: events.length - found },
      });
      const order = new Map(events.map((event) => [event, shuffled(event.id)]));
      const mixed = events.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
      expect(scoreEvents([truth], mixed)).toEqual(scoreEvents([truth], events));
    }),
  );
});

test('a year of a busy camera is judged by time, not each against all', () => {
  const episodes = Array.from({ length: 20_000 }, (_, at) => {
    const fromMs = at * 1_500_000;
    const times = { fromMs, confirmMs: fromMs + 300_000, toMs: fromMs + 1_200_000 };
    return parked({ id: `car-${at}`, left: (at % 4) * 0.25, ...times });
  });
  const events = episodes.map(({ places: [place], confirmMs }) =>
    said(confirmMs / 1000 + 1, { left: place?.box.left ?? 0 }),
  );
  const { overall } = scoreEvents([recording(episodes, { durationMs: 31e9 })], events);
  expect(overall).toMatchObject({ found: 20_000, missed: 0, falseAlarms: 0 });
}, 20_000);
