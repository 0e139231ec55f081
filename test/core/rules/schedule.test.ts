import { describe, expect, test } from 'vitest';
import type { Hours } from '../../../agent/core/geometry/zone.ts';
import { dayBefore, isOpen } from '../../../agent/core/rules/schedule.ts';

const WORKDAYS = [1, 2, 3, 4, 5];
const office: Hours[] = [{ weekdays: WORKDAYS, from: 8 * 60, to: 18 * 60 }];
const night: Hours[] = [{ weekdays: [5], from: 22 * 60, to: 6 * 60 }];
const sunday: Hours[] = [{ weekdays: [0], from: 0, to: 1440 }];

// 2026: 1 to 8 October free, Saturday 10 October worked
const calendar = { holidays: ['2026-10-01', '2026-10-02'], workdays: ['2026-10-10'] };

function at(date: string, weekday: number, clock: string) {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return { date, weekday, minute: hour * 60 + minute };
}

describe('isOpen', () => {
  test.each<[string, Hours[] | undefined, ReturnType<typeof at>, boolean]>([
    ['no hours: always', undefined, at('2026-03-11', 3, '03:00'), true],
    ['an empty list: always', [], at('2026-03-11', 3, '03:00'), true],
    ['within', office, at('2026-03-11', 3, '08:00'), true],
    ['the end is outside', office, at('2026-03-11', 3, '18:00'), false],
    ['another weekday', office, at('2026-03-14', 6, '12:00'), false],
    ['a holiday is a Sunday', office, at('2026-10-01', 4, '12:00'), false],
    ['a holiday is a Sunday for Sunday rules too', sunday, at('2026-10-01', 4, '12:00'), true],
    ['a worked Saturday is a workday', office, at('2026-10-10', 6, '12:00'), true],
    ['past midnight, before it', night, at('2026-03-13', 5, '23:00'), true],
    ['past midnight, after it, belongs to Friday', night, at('2026-03-14', 6, '05:59'), true],
    ['past midnight, its end', night, at('2026-03-14', 6, '06:00'), false],
    ['past midnight, not on the early Friday', night, at('2026-03-13', 5, '05:00'), false],
    [
      'the night after a holiday Friday is no Friday night',
      night,
      at('2026-10-03', 6, '03:00'),
      false,
    ],
    ['equal ends: the whole day', [{ from: 480, to: 480 }], at('2026-03-11', 3, '03:00'), true],
  ])('%s', (_, hours, local, expected) => {
    expect(isOpen(hours, calendar, local)).toBe(expected);
  });

  test.each([
    ['2026-03-01', '2026-02-28'],
    ['2024-03-01', '2024-02-29'],
    ['2100-03-01', '2100-02-28'],
    ['2026-01-01', '2025-12-31'],
    ['2026-05-01', '2026-04-30'],
  ])('the day before %s is %s', (date, before) => {
    expect(dayBefore(date)).toBe(before);
  });
});
