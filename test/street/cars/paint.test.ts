import { describe, expect, it } from 'vitest';
import { dirtyPaint, streetPaint } from '../../../scripts/street/page/cars/paint.ts';

const SEEDS = Array.from({ length: 2000 }, (_, seed) => seed);

describe('paint', () => {
  it('is the same for the same seed', () => {
    expect(SEEDS.map((seed) => streetPaint(seed, false))).toEqual(
      SEEDS.map((seed) => streetPaint(seed, false)),
    );
  });

  it('is mostly white, black, silver or grey, as on the road', () => {
    const plain = ['#eceff0', '#15171a', '#b9bdc0', '#6f757a', '#454b52'];
    const share = SEEDS.filter((seed) => plain.includes(streetPaint(seed, false))).length / 2000;
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(0.88);
  });

  it('gathers dirt towards the sill', () => {
    const white = dirtyPaint('#ffffff', 3, 0.24);
    const [low] = white([0, 0.25, 0.9]);
    const [high] = white([0, 1.2, 0.9]);
    expect(low).toBeLessThan(high - 0.1);
  });
});
