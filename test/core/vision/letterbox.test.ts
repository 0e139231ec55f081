import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { iou } from '../../../agent/core/geometry/iou.ts';
import { coveredShare } from '../../../agent/core/geometry/overlap.ts';
import { fitContent, toPicture } from '../../../agent/core/vision/letterbox.ts';
import { WHOLE } from '../../../agent/core/vision/view.ts';

const INPUT = { width: 416, height: 416 };

describe('content in the input', () => {
  test.each([
    [
      'a wide picture leaves grey below',
      { width: 1920, height: 1080 },
      { width: 416, height: 234 },
    ],
    [
      'a tall one leaves grey at the right',
      { width: 1080, height: 1920 },
      { width: 234, height: 416 },
    ],
    ['a square fills it', { width: 300, height: 300 }, { width: 416, height: 416 }],
    ['a sliver keeps one row', { width: 4000, height: 2 }, { width: 416, height: 1 }],
  ])('%s', (_, source, expected) => {
    expect(fitContent(source, INPUT)).toEqual(expected);
  });
});

describe('from the input to the picture', () => {
  const content = { width: 416, height: 234 };
  const crop = { id: 'gate', source: { left: 0.5, top: 0.25, right: 1, bottom: 0.75 } };
  test.each([
    ['the whole view', WHOLE, [0, 0, 416, 234], [0, 0, 1, 1]],
    ['its middle', WHOLE, [104, 58.5, 312, 175.5], [0.25, 0.25, 0.75, 0.75]],
    ['a crop lands where it was cut', crop, [0, 0, 416, 234], [0.5, 0.25, 1, 0.75]],
    ['its middle', crop, [104, 58.5, 312, 175.5], [0.625, 0.375, 0.875, 0.625]],
    [
      'what reaches past the picture is not clipped',
      WHOLE,
      [-41.6, 0, 457.6, 234],
      [-0.1, 0, 1.1, 1],
    ],
  ])('%s', (_, view, [left = 0, top = 0, right = 0, bottom = 0], expected) => {
    const box = toPicture({ left, top, right, bottom }, content, view);
    for (const [index, side] of [box.left, box.top, box.right, box.bottom].entries())
      expect(side).toBeCloseTo(expected[index] ?? 0);
  });
});

describe('overlap', () => {
  const box = (left: number, right: number) => ({ left, top: 0, right, bottom: 1 });
  test.each([
    ['the same box', box(0, 2), box(0, 2), 1, 1],
    ['apart', box(0, 1), box(2, 3), 0, 0],
    ['side by side', box(0, 1), box(1, 2), 0, 0],
    ['half of one', box(0, 1), box(0, 2), 0.5, 1],
    ['both empty', box(1, 1), box(1, 1), 0, 0],
  ])('%s', (_, a, b, union, share) => {
    expect(iou(a, b)).toBeCloseTo(union);
    expect(coveredShare(a, b)).toBeCloseTo(share);
  });

  test('is the same from both sides', () => {
    const side = fc.double({ min: 0, max: 1, noNaN: true });
    const any = fc.tuple(side, side, side, side).map(([a, b, c, d]) => ({
      left: Math.min(a, b),
      right: Math.max(a, b),
      top: Math.min(c, d),
      bottom: Math.max(c, d),
    }));
    fc.assert(fc.property(any, any, (a, b) => iou(a, b) === iou(b, a)));
  });
});
