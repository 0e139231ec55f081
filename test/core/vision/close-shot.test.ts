import { describe, expect, test } from 'vitest';
import {
  addCloseShot,
  bestCloseShot,
  type CloseShot,
  clearerShot,
} from '../../../agent/core/vision/close-shot.ts';

/** A shot of an object so many shares of the picture wide and high. */
function shot(second: number, side: number, quality: number): CloseShot {
  return { atMs: second * 1000, box: { left: 0, top: 0, right: side, bottom: side }, quality };
}

const ALWAYS = { fromMs: 0, toMs: 60_000 };

describe('the best close-up', () => {
  test.each<[string, CloseShot[], number]>([
    ['of equal quality the largest', [shot(1, 0.2, 0.8), shot(2, 0.4, 0.8)], 2],
    ['of equal size the clearest', [shot(1, 0.3, 0.9), shot(2, 0.3, 0.6)], 1],
    [
      'cut by the edge (half the quality) and little larger: not',
      [shot(1, 0.3, 0.8), shot(2, 0.4, 0.4)],
      1,
    ],
    ['blurred and twice as large: not', [shot(1, 0.3, 0.8), shot(2, 0.6, 0.35)], 1],
    ['a little less clear and twice as large', [shot(1, 0.2, 0.9), shot(2, 0.4, 0.7)], 2],
    ['of equals the first', [shot(1, 0.3, 0.8), shot(2, 0.3, 0.8)], 1],
  ])('%s', (_, shots, second) => {
    expect(bestCloseShot(shots, ALWAYS)?.atMs).toBe(second * 1000);
    expect(bestCloseShot(shots.toReversed(), ALWAYS)?.atMs).toBe(second * 1000);
  });

  test('is one that the window holds; of none there is none', () => {
    const shots = [shot(1, 0.6, 1), shot(5, 0.3, 0.5)];
    expect(bestCloseShot(shots, { fromMs: 2000, toMs: 9000 })?.atMs).toBe(5000);
    expect(bestCloseShot(shots, { fromMs: 6000, toMs: 9000 })).toBeUndefined();
  });

  test('is kept among many; two readings of one picture are one shot, the better one', () => {
    const many = Array.from({ length: 40 }, (_, at) => shot(at, at === 3 ? 0.5 : 0.2, 0.7));
    const kept = [...many, shot(3, 0.5, 0.4)].reduce(addCloseShot, [] as readonly CloseShot[]);
    expect(kept).toHaveLength(16);
    expect(kept[0]).toEqual(shot(3, 0.5, 0.7));
  });
});

describe('a clearer moment than the last one', () => {
  /** A shot a second, from how much of it showed. */
  const shown = (...qualities: number[]) => qualities.map((quality, at) => shot(at, 0.3, quality));
  test.each<[string, CloseShot[], number | undefined]>([
    ['nothing stands before it', shown(1, 1, 1), undefined],
    ['a little stands before it', shown(1, 1, 0.9), undefined],
    ['a bus stands before it: the latest before that', shown(1, 0.99, 0.5, 0.2), 1],
    ['it was hidden all the time', shown(0.3, 0.2, 0.3), undefined],
    ['it was hidden before', shown(0.2, 0.3, 1), undefined],
    ['nobody looked', [], undefined],
  ])('%s', (_, shots, second) => {
    expect(clearerShot(shots)?.atMs).toBe(second === undefined ? undefined : second * 1000);
  });
});
