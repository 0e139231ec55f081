import { describe, expect, test } from 'vitest';
import type { Detection } from '../../../agent/core/vision/detection.ts';
import { mergeViews } from '../../../agent/core/vision/merge-views.ts';
import { type View, WHOLE } from '../../../agent/core/vision/view.ts';

const LEFT: View = { id: 'left', source: { left: 0, top: 0.5, right: 0.5, bottom: 1 } };
const RIGHT: View = { id: 'right', source: { left: 0.5, top: 0.5, right: 1, bottom: 1 } };

/** A thing on the ground from `left` to `right`, 0.6 to 0.8 down. */
function thing(label: string, score: number, left: number, right: number): Detection {
  return { label, score, box: { left, top: 0.6, right, bottom: 0.8 } };
}

function show(detections: readonly Detection[]): string[] {
  return detections.map(({ label, score, box }) => `${label} ${score} ${box.left}-${box.right}`);
}

interface Case {
  readonly whole?: readonly Detection[];
  readonly left?: readonly Detection[];
  readonly right?: readonly Detection[];
  readonly expected: readonly string[];
}

const CASES: readonly [string, Case][] = [
  [
    'seen in both: the finer box, the better score',
    {
      whole: [thing('car', 0.8, 0.1, 0.32)],
      left: [thing('car', 0.7, 0.1, 0.3)],
      expected: ['car 0.8 0.1-0.3'],
    },
  ],
  [
    'named differently: the better name of an exclusive group',
    {
      whole: [thing('truck', 0.9, 0.1, 0.3)],
      left: [thing('bus', 0.5, 0.1, 0.3)],
      expected: ['truck 0.9 0.1-0.3'],
    },
  ],
  [
    'a person before a car stays beside it',
    {
      whole: [thing('person', 0.9, 0.1, 0.3)],
      left: [thing('car', 0.5, 0.1, 0.3)],
      expected: ['car 0.5 0.1-0.3', 'person 0.9 0.1-0.3'],
    },
  ],
  [
    'cut by the crop: the whole one wins, whatever the scores',
    {
      whole: [thing('car', 0.4, 0.4, 0.6)],
      left: [thing('car', 0.9, 0.4, 0.499)],
      expected: ['car 0.4 0.4-0.6'],
    },
  ],
  [
    'cut by two crops and whole in the picture: one',
    {
      whole: [thing('car', 0.4, 0.4, 0.6)],
      left: [thing('car', 0.9, 0.4, 0.499)],
      right: [thing('car', 0.9, 0.501, 0.6)],
      expected: ['car 0.4 0.4-0.6'],
    },
  ],
  [
    'cut, and nobody saw it whole: better than nothing',
    { left: [thing('car', 0.9, 0.4, 0.499)], whole: [], expected: ['car 0.9 0.4-0.499'] },
  ],
  [
    'at the edge of the picture it is not cut by the crop',
    {
      left: [thing('car', 0.6, 0, 0.2)],
      whole: [thing('car', 0.9, 0, 0.3)],
      expected: ['car 0.9 0-0.2'],
    },
  ],
  [
    'found in the crop only, as small things are',
    { whole: [], right: [thing('person', 0.5, 0.7, 0.72)], expected: ['person 0.5 0.7-0.72'] },
  ],
  [
    'two neighbours in one view stay two',
    {
      whole: [thing('car', 0.9, 0.1, 0.3), thing('car', 0.8, 0.12, 0.32)],
      left: [],
      expected: ['car 0.9 0.1-0.3', 'car 0.8 0.12-0.32'],
    },
  ],
];

describe('merging views', () => {
  test.each(CASES)('%s', (_, { whole, left, right, expected }) => {
    const parts = [
      { view: WHOLE, detections: whole },
      { view: LEFT, detections: left },
      { view: RIGHT, detections: right },
    ].flatMap(({ view, detections }) => (detections === undefined ? [] : [{ view, detections }]));
    expect(show(mergeViews(parts, { exclusive: [['car', 'bus', 'truck']] }))).toEqual(expected);
  });

  test('one view passes as it is', () => {
    const detections = [thing('car', 0.9, 0.1, 0.3)];
    expect(mergeViews([{ view: LEFT, detections }])).toBe(detections);
    expect(mergeViews([])).toEqual([]);
  });
});
