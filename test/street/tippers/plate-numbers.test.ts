import { describe, expect, it } from 'vitest';
import {
  isPlate,
  OFFICES,
  type PlateKind,
  plateKindOf,
  plateNumber,
} from '../../../scripts/street/world/plate-numbers.ts';
import { random } from '../../../scripts/street/world/random.ts';

const KINDS: readonly PlateKind[] = ['blue', 'yellow', 'green', 'green-large', 'white'];

describe('plate numbers', () => {
  it.each(KINDS)('%s: a thousand of them all have the right form', (kind) => {
    const draw = random(5, kind);
    const plates = Array.from({ length: 1000 }, () => plateNumber(draw, kind));
    expect(plates.filter((plate) => !isPlate(plate, kind))).toEqual([]);
    expect(new Set(plates).size).toBeGreaterThan(950);
  });

  it('come from all 31 provinces', () => {
    const draw = random(1, 'provinces');
    const seen = new Set(Array.from({ length: 2000 }, () => plateNumber(draw, 'yellow').charAt(0)));
    expect(Object.keys(OFFICES)).toHaveLength(31);
    expect(seen.size).toBe(31);
  });

  it('are the same for the same stream', () => {
    const some = (seed: number): string[] => {
      const draw = random(seed, 'plates');
      return Array.from({ length: 20 }, () => plateNumber(draw, 'blue'));
    };
    expect(some(3)).toEqual(some(3));
    expect(some(3)).not.toEqual(some(4));
  });

  it('stay in the province that is asked for, and refuse one that is none', () => {
    const draw = random(2, 'one');
    expect(plateNumber(draw, 'yellow', '渝')).toMatch(/^渝[A-H]/);
    expect(() => plateNumber(draw, 'yellow', 'X')).toThrow('31 provinces');
  });

  it.each([
    ['渝A8D213', true, 'yellow'],
    ['渝A8D213', false, 'blue'],
    ['渝AD12345', false, 'green'],
    ['渝A12345D', true, 'green-large'],
    ['渝A1234警', false, 'white'],
  ] as const)('%s (large: %s) is a %s one', (text, large, kind) => {
    expect(plateKindOf(text, large)).toBe(kind);
  });

  it.each([
    ['渝I12345', 'an office that is none'],
    ['渝AI2345', 'I is no letter of plates'],
    ['渝A1234', 'a character is missing'],
    ['渝AABC12', 'three letters'],
    ['X A12345', 'no province'],
  ])('%s is none: %s', (text) => {
    expect(isPlate(text, 'blue')).toBe(false);
  });
});
