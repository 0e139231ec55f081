import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../../agent/core/vision/candidate.ts';
import { classTable, labelOf } from '../../../agent/core/vision/class-table.ts';
import { anchorOrder, decodeAnchors } from '../../../agent/core/vision/decode-anchors.ts';
import { decodeListed, decodeRows } from '../../../agent/core/vision/decode-listed.ts';
import { decodeQueries } from '../../../agent/core/vision/decode-queries.ts';

const INPUT = { width: 200, height: 100 };
const show = (found: readonly Candidate[]) =>
  found.map(({ label, score, left, top, right, bottom }) =>
    [label, Number(score.toFixed(3)), left, top, right, bottom].join(' '),
  );
const floats = (...values: number[]) => Float32Array.from(values);

describe('class numbers', () => {
  test.each([
    ['as they are', undefined, 1, 1],
    ['past the labels', undefined, 3, undefined],
    ['below 0', undefined, -1, undefined],
    ['a float near a whole number', undefined, 0.9999, 1],
    ['no number', undefined, Number.NaN, undefined],
    ['counted from 1', [1, 2, 3], 3, 2],
    ['in a gap', [1, 5, 9], 4, undefined],
  ])('%s', (_, ids, number, label) => {
    expect(labelOf(classTable(3, ids), number)).toBe(label);
  });
});

describe('anchors', () => {
  test.each([
    ['[4 + labels, anchors]', [1, 84, 8400], 'planes'],
    ['[anchors, 4 + labels]', [1, 8400, 84], 'rows'],
    ['neither', [1, 8400, 85], undefined],
  ])('%s', (_, dims, order) => {
    expect(anchorOrder(dims, 84)).toBe(order);
  });

  // two anchors, two labels: x, y, w, h, scores
  const planes = floats(50, 20, 30, 40, 20, 10, 40, 10, 0.9, 0.1, 0.2, 0.6);
  const rows = floats(50, 30, 20, 40, 0.9, 0.2, 20, 40, 10, 10, 0.1, 0.6);
  const expected = ['0 0.9 40 10 60 50', '1 0.6 15 35 25 45'];
  test.each([
    ['planes', planes],
    ['rows', rows],
  ] as const)('%s', (order, raw) => {
    const layout = { order, objectness: false };
    expect(show(decodeAnchors(raw, layout, [0.5, 0.5]))).toEqual(expected);
  });

  test.each([
    ['scales the scores', 0.8, ['0 0.72 40 10 60 50']],
    ['ends an anchor below every threshold', 0.4, []],
    ['that is no number is none', Number.NaN, []],
  ])('an objectness that %s', (_, objectness, found) => {
    const raw = floats(50, 30, 20, 40, objectness, 0.9, 0.2);
    const layout = { order: 'rows', objectness: true } as const;
    expect(show(decodeAnchors(raw, layout, [0.5, 0.5]))).toEqual(found);
  });

  test('boxes without a size, and scores that are no number, are none', () => {
    const raw = floats(50, 30, 0, 40, 0.9, 50, 30, 20, 40, Number.NaN);
    expect(decodeAnchors(raw, { order: 'rows', objectness: false }, [0.5])).toEqual([]);
  });
});

describe('lists', () => {
  const list = { classes: [0, 1], scores: [0.9, 0.6] };
  const classes = classTable(2);
  test.each([
    ['xyxy-pixels', [10, 20, 30, 40, 50, 60, 70, 80]],
    ['xyxy-shares', [0.05, 0.2, 0.15, 0.4, 0.25, 0.6, 0.35, 0.8]],
    ['yxyx-shares', [0.2, 0.05, 0.4, 0.15, 0.6, 0.25, 0.8, 0.35]],
  ] as const)('%s', (corners, boxes) => {
    const layout = { corners, input: INPUT, classes };
    const found = show(decodeListed({ ...list, boxes }, layout, [0.5, 0.5]));
    expect(found).toEqual(['0 0.9 10 20 30 40', '1 0.6 50 60 70 80']);
  });

  test('the count ends the list, and each label has its threshold', () => {
    const layout = { corners: 'xyxy-pixels', input: INPUT, classes } as const;
    const boxes = [10, 20, 30, 40, 50, 60, 70, 80];
    expect(decodeListed({ ...list, boxes, count: 1 }, layout, [0.5, 0.5])).toHaveLength(1);
    expect(decodeListed({ ...list, boxes }, layout, [0.95, 0.5])).toHaveLength(1);
  });

  test('end-to-end rows hold box, score and class', () => {
    const rows = floats(10, 20, 30, 40, 0.9, 1, 0, 0, 0, 0, 0, 0, 10, 20, 30, 40, 0.9, 7);
    expect(show(decodeRows(rows, classes, [0.5, 0.5]))).toEqual(['1 0.9 10 20 30 40']);
  });
});

describe('queries', () => {
  const boxes = floats(0.25, 0.5, 0.125, 0.25);
  const layout = { input: INPUT, classes: classTable(2) };
  test.each([
    ['sigmoid', [0, 2], ['0 0.5 37.5 37.5 62.5 62.5', '1 0.881 37.5 37.5 62.5 62.5']],
    ['softmax', [0, 2], ['1 0.879 37.5 37.5 62.5 62.5']],
  ] as const)('%s: the last class is nothing', (activation, logits, found) => {
    const all = floats(...logits, -4);
    expect(show(decodeQueries(boxes, all, { ...layout, activation }, [0.5, 0.5]))).toEqual(found);
  });

  test('class numbers of COCO leave gaps', () => {
    const table = { input: INPUT, activation: 'sigmoid', classes: classTable(2, [1, 3]) } as const;
    const found = decodeQueries(boxes, floats(9, -9, 9, 4), table, [0.5, 0.5]);
    expect(found.map(({ label }) => label)).toEqual([1]);
  });
});
