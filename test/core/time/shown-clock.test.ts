import { expect, test } from 'vitest';
import { clockTimes } from '../../../agent/core/plates/clock-grammar.ts';
import {
  type DayOrder,
  middle,
  type ShownClock,
  shownErrorMs,
  shownOffset,
  stepShownClock,
} from '../../../agent/core/time/shown-clock.ts';

/** 2026-11-26 14:45:03.400 in China. */
const UTC = Date.UTC(2026, 10, 26, 6, 45, 3, 400);
const LOCAL = { date: '2026-11-26', weekday: 4, minute: 14 * 60 + 45 };

test.each<[string, string, DayOrder | undefined, number]>([
  ['the same second: it began 400 ms ago', '2026-11-26 14:45:03', undefined, -400],
  ['in Chinese', '2026年11月26日星期四14:45:03', undefined, -400],
  ['in halves of the day', '26-11-2026 02:45:03 PM', undefined, -400],
  ['noon', '2026-11-26 12:45:03 PM', undefined, -7_200_400],
  ['midnight', '2026-11-26 12:45:03 AM', undefined, -50_400_400],
  ['twenty seconds ahead', '2026-11-26 14:45:23', undefined, 19_600],
  ['a leap day, two years before', '2024-02-29 14:45:03', undefined, -86_486_400_400],
  ['the nearest meaning', '11-12-2026 14:45:03', undefined, -14 * 86_400_000 - 400],
  ['the meaning that is told', '11-12-2026 14:45:03', 'day-first', 15 * 86_400_000 - 400],
  ['the other one', '11-12-2026 14:45:03', 'month-first', -14 * 86_400_000 - 400],
  ['an order changes nothing where the line tells', '26-11-2026 14:45:03', 'month-first', -400],
])('%s: %s', (_, line, order, leastMs) => {
  const times = clockTimes(line.replaceAll(' ', ''));
  const at = { utcMs: UTC, local: LOCAL, ...(order !== undefined && { order }) };
  expect(shownOffset(times, at)).toEqual({ leastMs, mostMs: leastMs + 1000 });
});

test('thousandths make a sharp offset; a line without a time none', () => {
  const at = { utcMs: UTC, local: LOCAL };
  const sharp = shownOffset(clockTimes('2026-11-2614:45:03.500'), at);
  expect(sharp).toEqual({ leastMs: 100, mostMs: 101 });
  expect(shownOffset([], at)).toBeUndefined();
});

const seen = (leastMs: number) => ({ leastMs, mostMs: leastMs + 1000 });
const steps = (...readings: readonly number[]) =>
  readings.reduce<ShownClock>((clock, leastMs) => stepShownClock(clock, seen(leastMs)), {});

test('one reading is not believed, two that agree are', () => {
  expect(steps(-400).offset).toBeUndefined();
  expect(steps(-400, 86_400_000).offset).toBeUndefined();
  expect(middle(steps(-400, -300).offset ?? seen(0))).toBeCloseTo(200, -1);
});

test('readings at other moments of the second narrow it', () => {
  const { offset = seen(0) } = steps(-900, -100, -500, -50, -950);
  expect(Math.abs(middle(offset))).toBeLessThan(100);
  expect(shownErrorMs(offset)).toBeLessThan(400);
  expect(shownErrorMs(seen(0))).toBe(700);
});

test('a misread sign changes nothing; a clock that was set is believed at its second reading', () => {
  const before = steps(-900, -100);
  const misread = stepShownClock(before, seen(3_600_000));
  expect(misread.offset).toEqual(before.offset);
  expect(stepShownClock(misread, seen(-500)).candidate).toBeUndefined();
  const set = stepShownClock(stepShownClock(before, seen(20_000)), seen(20_300));
  expect(middle(set.offset ?? seen(0))).toBeGreaterThan(20_000);
});
