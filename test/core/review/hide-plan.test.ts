import { describe, expect, test } from 'vitest';
import type { Box } from '../../../agent/core/geometry/box.ts';
import { type FoundPlate, hidePlan, otherVehicles } from '../../../agent/core/review/hide-plan.ts';

const HD = { width: 1920, height: 1080 };
const box = (left: number, top: number, right: number, bottom: number): Box => ({
  ...{ left, top, right, bottom },
});
const MINE = box(0.3, 0.4, 0.6, 0.8);
const BEHIND = box(0.5, 0.3, 0.8, 0.6);
const BEFORE = box(0.5, 0.5, 0.9, 0.95);
const found = (text: string, at: Box, confidence = 0.95): FoundPlate => ({
  ...{ text, confidence, box: at },
});
const OWN_PLATE = box(0.42, 0.7, 0.48, 0.73);
const OTHER_PLATE = box(0.66, 0.55, 0.7, 0.57);

/** Whether every point of `place` that is in the middle or near a corner is hidden. */
function isHidden(plan: ReturnType<typeof hidePlan>, { left, top, right, bottom }: Box): boolean {
  const [w, h] = [right - left, bottom - top];
  const points = [0.05, 0.5, 0.95].flatMap((x) => [0.05, 0.5, 0.95].map((y) => [x, y] as const));
  return points.every(([x, y]) =>
    plan.some(({ box: b }) => {
      const [px, py] = [left + x * w, top + y * h];
      return px >= b.left && px <= b.right && py >= b.top && py <= b.bottom;
    }),
  );
}

describe('whose plates are hidden', () => {
  const car = (at: Box, plates: readonly FoundPlate[] = []) => ({ label: 'car', box: at, plates });
  const seen = { size: HD, detections: [] };

  test('the target keeps its own, another car loses its own and nothing else', () => {
    const others = [car(BEHIND, [found('渝B99999', OTHER_PLATE)])];
    const target = { box: MINE, plate: '渝A12345', plates: [found('渝A12345', OWN_PLATE)] };
    const plan = hidePlan({ ...seen, others, target });
    expect(plan.map(({ what }) => what)).toEqual(['plate']);
    expect(isHidden(plan, OTHER_PLATE)).toBe(true);
  });

  test.each([
    ['none was found', []],
    ['what was found is hardly one', [found('渝B99999', OTHER_PLATE, 0.1)]],
  ])('another car in which %s loses the part where plates are', (_, plates) => {
    const plan = hidePlan({ ...seen, others: [car(BEHIND, plates)] });
    expect(isHidden(plan, box(0.5, 0.42, 0.8, 0.6))).toBe(true);
    expect(isHidden(plan, box(0.5, 0.3, 0.8, 0.4))).toBe(false);
  });

  test('a truck loses it though one was found: it has several', () => {
    const others = [{ ...car(BEHIND, [found('渝B99999', OTHER_PLATE)]), label: 'muck-truck' }];
    expect(isHidden(hidePlan({ ...seen, others }), box(0.5, 0.375, 0.8, 0.6))).toBe(true);
  });

  test('of a car behind the target nothing is hidden that the target covers, before it all', () => {
    const shared = box(0.51, 0.51, 0.59, 0.59);
    const target = { box: MINE, plates: [] };
    expect(isHidden(hidePlan({ ...seen, others: [car(BEHIND)], target }), shared)).toBe(false);
    const low = box(0.51, 0.7, 0.59, 0.79);
    expect(isHidden(hidePlan({ ...seen, others: [car(BEFORE)], target }), low)).toBe(true);
  });

  test('a plate on a nearer car is not taken for that of the target', () => {
    const plate = found('渝B99999', box(0.52, 0.72, 0.57, 0.75));
    const target = { box: MINE, plates: [plate] };
    const plan = hidePlan({ ...seen, others: [car(BEFORE, [plate])], target });
    expect(isHidden(plan, plate.box)).toBe(true);
  });

  test('what else reads as a plate in the target is hidden', () => {
    const strange = found('京C00001', box(0.35, 0.6, 0.4, 0.62));
    const target = {
      box: MINE,
      plate: '渝A1234?',
      plates: [found('渝A12345', OWN_PLATE), strange],
    };
    const plan = hidePlan({ ...seen, others: [], target });
    expect(isHidden(plan, strange.box)).toBe(true);
    expect(isHidden(plan, OWN_PLATE)).toBe(false);
  });

  test('without a target nobody keeps a plate', () => {
    const others = [car(MINE, [found('渝A12345', OWN_PLATE)])];
    expect(isHidden(hidePlan({ ...seen, others }), OWN_PLATE)).toBe(true);
  });

  test('everybody loses the head, whatever the score', () => {
    const detections = [{ label: 'person', score: 0.05, box: box(0.1, 0.2, 0.13, 0.5) }];
    const plan = hidePlan({ ...seen, detections, others: [] });
    expect(plan.map(({ what }) => what)).toEqual(['head']);
    expect(isHidden(plan, box(0.1, 0.2, 0.13, 0.25))).toBe(true);
  });
});

test.each([
  ['far away', 'car', box(0.1, 0.1, 0.14, 0.12), 0],
  ['near', 'car', box(0.1, 0.1, 0.2, 0.2), 1],
  ['the target itself, a little beside', 'truck', box(0.31, 0.41, 0.61, 0.81), 0],
  ['a piece of the target', 'truck', box(0.3, 0.55, 0.6, 0.81), 0],
  ['no vehicle', 'stall', box(0.1, 0.1, 0.2, 0.2), 0],
])('%s: %s is searched for a plate or not', (_, label, at, count) => {
  const detections = [{ label, score: 0.9, box: at }];
  expect(otherVehicles(detections, HD, { box: MINE })).toHaveLength(count);
});
