import { describe, expect, test } from 'vitest';
import { boxSize, footpoint } from '../../../agent/core/geometry/box.ts';
import { boxContainment, movement } from '../../../agent/core/geometry/overlap.ts';
import type { Point } from '../../../agent/core/geometry/polygon.ts';
import {
  distanceToSegment,
  type Segment,
  segmentsCross,
  sideOf,
} from '../../../agent/core/geometry/segment.ts';

const LINE: Segment = [
  [0, 0],
  [2, 0],
];

describe('segments', () => {
  test.each<[string, Point, number]>([
    ['below a line drawn from left to right is its right', [1, 0.5], 0.5],
    ['above is its left', [1, -0.5], -0.5],
    ['on the line', [5, 0], 0],
  ])('%s', (_, point, expected) => {
    expect(sideOf(LINE, point)).toBeCloseTo(expected, 12);
  });

  test.each<[string, Segment, boolean]>([
    [
      'through the middle',
      [
        [1, -1],
        [1, 1],
      ],
      true,
    ],
    [
      'touching an end',
      [
        [2, -1],
        [2, 1],
      ],
      true,
    ],
    [
      'past the end',
      [
        [2.1, -1],
        [2.1, 1],
      ],
      false,
    ],
    [
      'not long enough',
      [
        [1, -1],
        [1, -0.1],
      ],
      false,
    ],
    [
      'parallel',
      [
        [0, 1],
        [2, 1],
      ],
      false,
    ],
  ])('crosses: %s', (_, segment, expected) => {
    expect(segmentsCross(LINE, segment)).toBe(expected);
  });

  test.each<[string, Point, number]>([
    ['beside the middle', [1, 2], 2],
    ['beyond an end', [5, 4], 5],
    ['on it', [0.3, 0], 0],
  ])('distance: %s', (_, point, expected) => {
    expect(distanceToSegment(point, LINE)).toBeCloseTo(expected, 12);
  });

  test('a segment of no length is a point', () => {
    expect(
      distanceToSegment(
        [3, 4],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    ).toBe(5);
    expect(
      sideOf(
        [
          [0, 0],
          [0, 0],
        ],
        [3, 4],
      ),
    ).toBe(0);
  });
});

const BOX = { left: 0.4, top: 0.4, right: 0.6, bottom: 0.6 };

describe('movement between two boxes, in box sizes', () => {
  test.each([
    ['the same', {}, 0],
    ['one edge jumps (something in front)', { left: 0.5 }, 0],
    ['two edges of a corner', { left: 0.5, bottom: 0.5 }, 0],
    ['to the side', { left: 0.5, right: 0.7 }, 0.5],
    ['down', { top: 0.42, bottom: 0.62 }, 0.1],
    ['nearer', { left: 0.36, top: 0.36, right: 0.64, bottom: 0.64 }, 0.2],
    ['farther', { left: 0.42, top: 0.42, right: 0.58, bottom: 0.58 }, 0.1],
  ])('%s', (_, change, expected) => {
    expect(movement(BOX, { ...BOX, ...change })).toBeCloseTo(expected, 10);
  });

  test('a box of no size divides nothing by zero', () => {
    const point = { left: 0.5, top: 0.5, right: 0.5, bottom: 0.5 };
    expect(boxSize(point)).toBeGreaterThan(0);
    expect(movement(point, point)).toBe(0);
  });

  test('containment is of the smaller one, the foot is in the middle below', () => {
    expect(boxContainment(BOX, { ...BOX, left: 0.5 })).toBeCloseTo(1, 12);
    expect(boxContainment(BOX, { left: 0, top: 0, right: 0.1, bottom: 0.1 })).toBe(0);
    expect(footpoint(BOX)).toEqual([0.5, 0.6]);
  });
});
