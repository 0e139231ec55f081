import { describe, expect, test } from 'vitest';
import { isoAt, systemClock } from '../../../agent/adapters/clock/clock.ts';
import { idOf } from '../../../agent/adapters/clock/ids.ts';

describe('wall time at the site', () => {
  test.each([
    ['Asia/Shanghai', '2026-06-01T16:30:00Z', '2026-06-02', 2, 30],
    ['Asia/Shanghai', '2026-12-31T15:59:59Z', '2026-12-31', 4, 1439],
    ['America/New_York', '2026-03-08T06:59:00Z', '2026-03-08', 0, 119],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08', 0, 180],
    ['UTC', '2026-01-01T00:00:00Z', '2026-01-01', 4, 0],
  ])('%s at %s', (zone, utc, date, weekday, minute) => {
    expect(systemClock(zone).local(Date.parse(utc))).toEqual({ date, weekday, minute });
  });
});

test.each([
  ['Asia/Shanghai', '2026-06-01T16:30:00.250Z', '2026-06-02T00:30:00.250+08:00'],
  ['Asia/Kolkata', '2026-06-01T00:00:00.000Z', '2026-06-01T05:30:00.000+05:30'],
  ['America/New_York', '2026-01-01T00:00:00.001Z', '2025-12-31T19:00:00.001-05:00'],
  ['America/New_York', '2026-07-01T00:00:00.000Z', '2026-06-30T20:00:00.000-04:00'],
  ['UTC', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000+00:00'],
])('RFC 3339 in %s', (zone, utc, expected) => {
  expect(isoAt(Date.parse(utc), zone)).toBe(expected);
  expect(Date.parse(isoAt(Date.parse(utc), zone))).toBe(Date.parse(utc));
});

test('the same parts give the same id, and parts do not run together', () => {
  const utcMs = 1_780_000_000_000;
  expect(idOf(utcMs, 'gate', 1)).toBe(idOf(utcMs, 'gate', 1));
  const others = [idOf(utcMs, 'gate', 2), idOf(utcMs, 'gat', 'e', 1), idOf(utcMs + 1, 'gate', 1)];
  expect(new Set([idOf(utcMs, 'gate', 1), ...others]).size).toBe(4);
  expect(idOf(utcMs, 'a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
});

test('an unknown time zone is an error at once', () => {
  expect(() => systemClock('Mars/Olympus')).toThrow('Mars/Olympus');
});
