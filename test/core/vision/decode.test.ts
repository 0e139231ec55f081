import { describe, expect, test } from 'vitest';
import { decodeBoxes } from '../../../agent/core/vision/decode-boxes.ts';
import { decodeYolox, gridCells } from '../../../agent/core/vision/decode-yolox.ts';

describe('boxes and scores', () => {
  const boxes = Float32Array.from([0, 0, 10, 10, 5, 5, 15, 25, 1, 2, 1, 2]);
  test.each([
    ['nothing reaches its threshold', [0.4, 0.4, 0, 0, 0, 0], [0.5, 0.5], []],
    ['a score at the threshold counts', [0.5, 0, 0, 0, 0, 0], [0.5, 0.5], [[0, 10]]],
    ['each label has its own threshold', [0.3, 0.3, 0, 0, 0, 0], [0.5, 0.25], [[1, 10]]],
    [
      'one anchor can give two labels',
      [0.6, 0.7, 0, 0, 0, 0],
      [0.5, 0.5],
      [
        [0, 10],
        [1, 10],
      ],
    ],
    ['the box is that of the anchor', [0, 0, 0, 0.75, 0, 0], [0.5, 0.5], [[1, 15]]],
    ['an empty box is none', [0, 0, 0, 0, 0.75, 0], [0.5, 0.5], []],
    ['a score that is no number is none', [Number.NaN, 0, 0, 0, 0, 0], [0.5, 0.5], []],
  ])('%s', (_, scores, thresholds, expected) => {
    const found = decodeBoxes(boxes, Float32Array.from(scores), thresholds);
    expect(found.map(({ label, right }) => [label, right])).toEqual(expected);
  });

  test('boxes with infinite or missing numbers are none', () => {
    const odd = Float32Array.from([0, 0, Number.POSITIVE_INFINITY, 10, Number.NaN, 0, 5, 5]);
    expect(decodeBoxes(odd, Float32Array.from([0.9, 0.9]), [0.5])).toEqual([]);
  });
});

describe('YOLOX grid', () => {
  const input = { width: 64, height: 32 };

  /** A grid with one cell filled: x, y, w, h, objectness, two scores. */
  function grid(cell: number, values: readonly number[]): Float32Array {
    const data = new Float32Array(gridCells(input) * 7);
    data.set(values, cell * 7);
    return data;
  }

  test('has a cell for every stride step', () => {
    expect(gridCells({ width: 416, height: 416 })).toBe(3549);
    expect(gridCells(input)).toBe(8 * 4 + 4 * 2 + 2 * 1);
  });

  // cell numbers: 0-31 stride 8 (8 columns), 32-39 stride 16 (4 columns), 40-41 stride 32
  test.each([
    ['the first cell of stride 8', 0, [0, 0, 8, 8]],
    ['the second row of stride 8', 9, [8, 8, 16, 16]],
    ['the first cell of stride 16', 32, [0, 0, 16, 16]],
    ['the second row of stride 16', 37, [16, 16, 32, 32]],
    ['the last cell of stride 32', 41, [32, 0, 64, 32]],
  ])('%s', (_, cell, box) => {
    const [found] = decodeYolox(grid(cell, [0.5, 0.5, 0, 0, 1, 0, 1]), input, [0.5, 0.5]);
    expect([found?.left, found?.top, found?.right, found?.bottom]).toEqual(box);
    expect(found?.label).toBe(1);
  });

  test('sizes are logarithms, scores are objectness times label', () => {
    const [found] = decodeYolox(
      grid(0, [1, 1, Math.log(4), Math.log(2), 0.8, 0.5, 0]),
      input,
      [0.3, 0.3],
    );
    expect(found).toMatchObject({ label: 0 });
    expect(found?.score).toBeCloseTo(0.4);
    expect(
      [found?.left, found?.top, found?.right, found?.bottom].map((v) => Math.round((v ?? 0) + 100)),
    ).toEqual([92, 100, 124, 116]);
  });

  test.each([
    ['objectness alone is not enough', [0.5, 0.5, 0, 0, 1, 0.4, 0.4]],
    ['nor is the label', [0.5, 0.5, 0, 0, 0.4, 1, 1]],
    ['a size that overflows is no box', [0.5, 0.5, 800, 0, 1, 1, 1]],
  ])('%s', (_, values) => {
    expect(decodeYolox(grid(3, values), input, [0.5, 0.5])).toEqual([]);
  });
});
