import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clippedArea, polygonArea } from '../../../agent/core/geometry/clip.ts';
import { contains, type Polygon } from '../../../agent/core/geometry/polygon.ts';
import { groundStrip, shareInside } from '../../../agent/core/geometry/strip.ts';

const UNIT = { left: 0, top: 0, right: 1, bottom: 1 };
const SQUARE: Polygon = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
/** A comb with two teeth that hang down. */
const COMB: Polygon = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0.75, 1],
  [0.75, 0.2],
  [0.25, 0.2],
  [0.25, 1],
  [0, 1],
];

describe('the ground strip', () => {
  test('is the lowest 15 % over the whole width, also past the edge of the picture', () => {
    const strip = groundStrip({ left: -0.1, top: 0.2, right: 0.5, bottom: 1.2 });
    expect(strip).toEqual({ left: -0.1, top: expect.closeTo(1.05, 12), right: 0.5, bottom: 1.2 });
  });
});

describe('shareInside', () => {
  test.each<[string, [number, number, number, number], Polygon, number]>([
    ['wholly inside', [0.2, 0.2, 0.4, 0.4], SQUARE, 1],
    ['wholly outside', [2, 2, 3, 3], SQUARE, 0],
    ['half over the edge', [-0.5, 0.2, 0.5, 0.4], SQUARE, 0.5],
    ['a quarter over a corner', [0.5, 0.5, 1.5, 1.5], SQUARE, 0.25],
    ['the zone is smaller than the strip', [-1, -1, 2, 2], SQUARE, 1 / 9],
    ['a comb cut through its teeth', [0, 0.5, 1, 0.9], COMB, 0.5],
    ['between the teeth of the comb', [0.3, 0.5, 0.7, 0.9], COMB, 0],
    [
      'a triangle',
      [0, 0, 1, 1],
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
      0.5,
    ],
    [
      'turned the other way round',
      [0, 0, 1, 1],
      [
        [0, 1],
        [1, 0],
        [0, 0],
      ],
      0.5,
    ],
    ['no height: its middle decides', [0.2, 0.5, 0.4, 0.5], SQUARE, 1],
    [
      'a polygon of two corners is nothing',
      [0, 0, 1, 1],
      [
        [0, 0],
        [1, 1],
      ],
      0,
    ],
    ['no polygon', [0, 0, 1, 1], [], 0],
  ])('%s', (_, [left, top, right, bottom], polygon, expected) => {
    expect(shareInside({ left, top, right, bottom }, polygon)).toBeCloseTo(expected, 12);
  });

  test('agrees with counting points, for any simple polygon', () => {
    // star-shaped around the middle: simple, and mostly concave
    const star = fc
      .array(fc.double({ min: 0.1, max: 0.7, noNaN: true }), { minLength: 3, maxLength: 12 })
      .map(
        (radii): Polygon =>
          radii.map((radius, n) => {
            const angle = (2 * Math.PI * n) / radii.length;
            return [0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)];
          }),
      );
    fc.assert(
      fc.property(star, (polygon) => {
        let hits = 0;
        for (let row = 0; row < 100; row += 1)
          for (let column = 0; column < 100; column += 1)
            if (contains(polygon, [(column + 0.5) / 100, (row + 0.5) / 100])) hits += 1;
        expect(Math.abs(shareInside(UNIT, polygon) - hits / 10_000)).toBeLessThan(0.02);
      }),
      { numRuns: 40 },
    );
  });

  test('the parts on both sides of a cut add up to the whole', () => {
    const x = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(x, (cut) => {
        const left = clippedArea({ ...UNIT, right: cut }, COMB);
        const right = clippedArea({ ...UNIT, left: cut }, COMB);
        expect(left + right).toBeCloseTo(polygonArea(COMB), 10);
      }),
    );
  });
});
