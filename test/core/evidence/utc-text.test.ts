import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoDate, isoUtc } from '../../../agent/core/evidence/utc-text.ts';

it('writes every time as ISO 8601 does', () => {
  const latest = Date.UTC(9999, 11, 31);
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1600, 0, 1), max: latest }), (utcMs) => {
      expect(isoUtc(utcMs)).toBe(new Date(utcMs).toISOString());
      expect(isoDate(utcMs)).toBe(new Date(utcMs).toISOString().slice(0, 10));
    }),
  );
});

it.each([
  ['a leap day', Date.UTC(2028, 1, 29, 23, 59, 59, 999), '2028-02-29T23:59:59.999Z'],
  ['fractions are cut off', 0.9, '1970-01-01T00:00:00.000Z'],
])('%s', (_sentence, utcMs, text) => {
  expect(isoUtc(utcMs)).toBe(text);
});
