import { describe, expect, it } from 'vitest';
import { plateLayout } from '../../../scripts/street/page/plates/plate-layout.ts';

describe('the layout of a plate', () => {
  it.each([
    ['blue', 1, 440, 140, 7],
    ['yellow', 1, 440, 140, 7],
    ['yellow', 2, 440, 220, 7],
    ['green', 1, 480, 140, 8],
    ['green-large', 1, 480, 140, 8],
    ['white', 1, 440, 140, 7],
    ['blue', 2, 440, 140, 7],
  ] as const)('%s in %i row(s): %i x %i mm, %i characters', (kind, rows, width, height, count) => {
    const layout = plateLayout(kind, rows);
    expect([layout.width, layout.height, layout.slots.length]).toEqual([width, height, count]);
    for (const slot of layout.slots) {
      expect(slot.x).toBeGreaterThanOrEqual(15);
      expect(slot.x + slot.width).toBeLessThanOrEqual(width - 15);
      expect(slot.y + slot.height).toBeLessThanOrEqual(height - 15);
    }
  });

  it('keeps its characters apart, and the dot between the second and the third', () => {
    const { slots, dot } = plateLayout('yellow', 1);
    const gaps = slots
      .slice(1)
      .map((slot, at) => slot.x - (slots[at]?.x ?? 0) - (slots[at]?.width ?? 0));
    expect(gaps).toEqual([12, 34, 12, 12, 12, 12]);
    expect(dot?.x).toBeCloseTo((slots[1]?.x ?? 0) + 45 + 17);
  });
});
