import { describe, expect, test } from 'vitest';
import type { Box } from '../../../agent/core/geometry/box.ts';
import { area } from '../../../agent/core/geometry/iou.ts';
import { photoViews } from '../../../agent/core/review/photo-views.ts';
import type { Redaction } from '../../../agent/core/review/redaction.ts';
import { ofPart, ofWhole, shownIn } from '../../../agent/core/review/same-moment.ts';
import { unitedViews } from '../../../agent/core/review/united-views.ts';
import { without } from '../../../agent/core/review/without.ts';
import type { Detection } from '../../../agent/core/vision/detection.ts';
import { WHOLE } from '../../../agent/core/vision/view.ts';

const box = (left: number, top: number, right: number, bottom: number): Box => ({
  ...{ left, top, right, bottom },
});
const ONE = box(0.2, 0.2, 0.6, 0.6);

test.each<[string, Box, number, number]>([
  ['beside it: all of it', box(0.7, 0.7, 0.9, 0.9), 1, 0.16],
  ['over it: nothing', box(0, 0, 1, 1), 0, 0],
  ['over its right half: one box', box(0.4, 0, 1, 1), 1, 0.08],
  ['over a corner: two', box(0.4, 0.4, 1, 1), 2, 0.12],
  ['in its middle: four', box(0.3, 0.3, 0.5, 0.5), 4, 0.12],
])('a box without another one %s', (_, hole, count, left) => {
  const rest = without(ONE, hole);
  expect(rest).toHaveLength(count);
  expect(rest.reduce((sum, part) => sum + area(part), 0)).toBeCloseTo(left);
});

describe('photographs of one moment', () => {
  const part = box(0.5, 0.5, 0.75, 1);

  test('a place in one is the same place in the other', () => {
    const place = box(0.55, 0.6, 0.6, 0.7);
    expect(ofPart(place, part).left).toBeCloseTo(0.2);
    expect(ofWhole(ofPart(place, part), part).bottom).toBeCloseTo(0.7);
  });

  const head = (at: Box): Redaction => ({ what: 'head', box: at });
  test.each<[string, Redaction[], number]>([
    ['what lies beside the part is not told of it', [head(box(0.1, 0.1, 0.2, 0.2))], 0],
    ['one within another is told once', [head(part), head(box(0.55, 0.6, 0.6, 0.7))], 1],
    ['twice the same is told once', [head(part), head(part)], 1],
    ['of another kind both are', [head(part), { what: 'plate', box: part }], 2],
  ])('%s', (_, places, count) => expect(shownIn(part, places)).toHaveLength(count));

  test('what reaches out of it ends at its edge, rounded outward', () => {
    const [shown] = shownIn(part, [head(box(0.4, 0.625, 0.600001, 2))]);
    expect(shown?.box).toEqual(box(0, 0.25, 0.4001, 1));
  });
});

describe('the views of a photograph', () => {
  test.each([
    ['as small as the input', { width: 640, height: 360 }, 1],
    ['720p', { width: 1280, height: 720 }, 5],
    ['1080p', { width: 1920, height: 1080 }, 10],
    ['4K: no finer', { width: 3840, height: 2160 }, 10],
  ])('%s', (_, size, count) => {
    const views = photoViews(size, { width: 544, height: 320 });
    expect(views).toHaveLength(count);
    const right = Math.max(...views.map(({ source }) => source.right));
    expect(right).toBeCloseTo(1);
  });

  const left = { id: 'left', source: box(0, 0, 0.6, 1) };
  const seen = (label: string, at: Box): Detection => ({ label, score: 0.5, box: at });
  const truck = seen('truck', box(0.1, 0.2, 0.9, 0.9));
  test.each<[string, Detection[], Detection[], number]>([
    ['a piece of what the whole shows goes', [truck], [seen('bus', box(0.1, 0.2, 0.6, 0.9))], 1],
    ['a car before it stays', [truck], [seen('car', box(0.2, 0.6, 0.4, 0.8))], 2],
    ['somebody before it stays', [truck], [seen('person', box(0.55, 0.3, 0.6, 0.9))], 2],
    ['the same again goes', [truck], [seen('bus', box(0.11, 0.2, 0.9, 0.9))], 1],
    ['what only a part shows stays', [], [seen('person', box(0.3, 0.3, 0.32, 0.4))], 1],
  ])('%s', (_, whole, inPart, count) => {
    const views = [
      { view: WHOLE, detections: whole },
      { view: left, detections: inPart },
    ];
    const kinds = ['truck', 'bus', 'car'];
    const isOneKind = (a: string, b: string) => a === b || (kinds.includes(a) && kinds.includes(b));
    expect(unitedViews(views, isOneKind)).toHaveLength(count);
  });
});
