import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { iou } from '../../../agent/core/geometry/iou.ts';
import { labelGroups, suppress } from '../../../agent/core/vision/suppress.ts';

const LABELS = ['person', 'car', 'bus', 'truck'];
const EXCLUSIVE = [['car', 'bus', 'truck']];

/** A 10 x 10 box `x` to the right. */
function at(x: number, label: string, score: number) {
  return { left: x, top: 0, right: x + 10, bottom: 10, label: LABELS.indexOf(label), score };
}

describe('suppression', () => {
  test.each([
    ['of two on one object the better stays', [at(0, 'car', 0.6), at(1, 'car', 0.9)], ['car 0.9']],
    ['apart they stay both', [at(0, 'car', 0.6), at(8, 'car', 0.9)], ['car 0.9', 'car 0.6']],
    [
      'a person before a car is not the car',
      [at(0, 'person', 0.6), at(0, 'car', 0.9)],
      ['car 0.9', 'person 0.6'],
    ],
    [
      'car, bus and truck on one vehicle: the best name',
      [at(0, 'car', 0.5), at(1, 'bus', 0.7), at(0, 'truck', 0.6)],
      ['bus 0.7'],
    ],
    [
      'a box that a suppressed one covers stays',
      [at(0, 'car', 0.9), at(2, 'car', 0.8), at(4, 'car', 0.7)],
      ['car 0.9', 'car 0.7'],
    ],
  ])('%s', (_, candidates, expected) => {
    const groups = labelGroups(LABELS, EXCLUSIVE);
    const kept = suppress(candidates, { iou: 0.5, groups });
    expect(kept.map(({ label, score }) => `${LABELS[label]} ${score}`)).toEqual(expected);
  });

  test('keeps no more than the limit, the best ones', () => {
    const many = Array.from({ length: 50 }, (_, n) => at(n * 20, 'car', n / 50));
    const kept = suppress(many, { iou: 0.5, groups: [0, 1, 2, 3], limit: 3 });
    expect(kept.map(({ score }) => score)).toEqual([0.98, 0.96, 0.94]);
  });

  test('never leaves two of one group that overlap, and never loses the best', () => {
    const number = fc.integer({ min: 0, max: 40 });
    const one = fc.record({
      x: number,
      label: fc.constantFrom(...LABELS),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const groups = labelGroups(LABELS, EXCLUSIVE);
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 30 }), (all) => {
        const candidates = all.map(({ x, label, score }) => at(x, label, score));
        const kept = suppress(candidates, { iou: 0.4, groups });
        const clash = kept.some((a, i) =>
          kept.some((b, j) => j > i && groups[a.label] === groups[b.label] && iou(a, b) > 0.4),
        );
        expect(clash).toBe(false);
        expect(kept[0]?.score).toBe(Math.max(...candidates.map(({ score }) => score)));
      }),
    );
  });
});
