import { describe, expect, it } from 'vitest';
import { random, seedOf } from '../../../scripts/street/world/random.ts';

const take = (draw: () => number, count: number) => Array.from({ length: count }, draw);

describe('random', () => {
  it('gives the same numbers for the same seed and names, for ever', () => {
    expect(take(random(7, 'paint'), 5)).toEqual(take(random(7, 'paint'), 5));
    expect(take(random(7, 'paint'), 3).map((n) => n.toFixed(6))).toMatchInlineSnapshot(`
      [
        "0.863773",
        "0.511374",
        "0.415472",
      ]
    `);
  });

  it.each([
    ['another seed', random(8, 'paint')],
    ['another name', random(7, 'plate')],
    ['one more name', random(7, 'paint', 'red')],
    ['names cut elsewhere', random(7, 'pai', 'nt')],
  ])('gives other numbers for %s', (_, other) => {
    expect(take(other, 5)).not.toEqual(take(random(7, 'paint'), 5));
  });

  it('stays within 0 and 1, even over many seeds and within one stream', () => {
    const firsts = Array.from({ length: 4000 }, (_, seed) => random(seed, 'a')());
    const stream = take(random(1), 4000);
    for (const numbers of [firsts, stream]) {
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...numbers)).toBeLessThan(1);
      const mean = numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.02);
      const tenths = Array.from(
        { length: 10 },
        (__, i) => numbers.filter((n) => Math.floor(n * 10) === i).length,
      );
      for (const count of tenths) expect(Math.abs(count - 400)).toBeLessThan(80);
    }
  });

  it('makes whole seeds for things of their own', () => {
    const seed = seedOf(7, 'look', 'red');
    expect(Number.isInteger(seed)).toBe(true);
    expect(seed).toBe(seedOf(7, 'look', 'red'));
    expect(seed).not.toBe(seedOf(7, 'look', 'blue'));
  });
});
