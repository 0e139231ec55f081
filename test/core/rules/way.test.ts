import { describe, expect, test } from 'vitest';
import {
  addToWay,
  boxOnWay,
  displacement,
  momentsApart,
  trackLine,
  type Way,
} from '../../../agent/core/rules/way.ts';

/** From [second, x of the box's foot]; the foot is at 0.8 of the height. */
function way(...points: readonly (readonly [second: number, x: number])[]): Way {
  return points.map(([second, x]) => ({
    atMs: second * 1000,
    box: { left: x - 0.1, right: x + 0.1, top: 0.4, bottom: 0.8 },
  }));
}

describe('the way of what passes', () => {
  test('lies evenly between two sights, and ends with them', () => {
    const some = way([1, 0.2], [3, 0.4]);
    expect(boxOnWay(some, 2000)?.left).toBeCloseTo(0.2);
    expect(boxOnWay(some, 0)?.left).toBeCloseTo(0.1);
    expect(boxOnWay(some, 9000)?.left).toBeCloseTo(0.3);
    expect(boxOnWay([], 0)).toBeUndefined();
    expect(displacement(some, 1000, 2000)).toBeCloseTo(0.1);
  });

  test('is told as the line of the foot', () => {
    expect(trackLine(way([1, 0.2], [3, 0.4]))).toEqual([
      [0, 0.2, 0.8],
      [2000, 0.4, 0.8],
    ]);
  });

  test('keeps its ends and at most 32 points, however long it is', () => {
    const long = way(...Array.from({ length: 500 }, (_, at) => [at, at / 500] as const));
    const kept = long.reduce(addToWay, [] as Way);
    expect(kept.length).toBeLessThanOrEqual(32);
    expect([kept[0]?.atMs, kept.at(-1)?.atMs]).toEqual([0, 499_000]);
  });
});

describe('two moments with displacement between them', () => {
  const WINDOW = { fromMs: 2000, toMs: 12_000 };
  test.each<[string, Way, number, [number, number]]>([
    ['the farthest before the decision', way([0, 0.1], [2, 0.2], [5, 0.5]), 5, [2000, 5000]],
    ['not the first, if it came back', way([2, 0.5], [4, 0.2], [5, 0.5]), 5, [4000, 5000]],
    [
      'behind it, where it had not moved before',
      way([2, 0.5], [5, 0.5], [8, 0.9]),
      5,
      [5000, 8000],
    ],
    ['before it, though it moved on', way([2, 0.2], [5, 0.5], [8, 0.9]), 5, [2000, 5000]],
    ['seen once: a little before', way([5, 0.5]), 5, [4600, 5000]],
    ['of a way that nobody knows: the same', [], 5, [4600, 5000]],
  ])('%s', (_, some, second, expected) => {
    expect(momentsApart(some, second * 1000, WINDOW)).toEqual(expected);
  });
});
