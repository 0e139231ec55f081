import { describe, expect, test } from 'vitest';
import { headRegion, riderRegion } from '../../../agent/core/review/head-region.ts';

const HD = { width: 1920, height: 1080 };

/** A box from pixels of a picture of 1920 x 1080. */
function px(left: number, top: number, right: number, bottom: number) {
  return { left: left / 1920, top: top / 1080, right: right / 1920, bottom: bottom / 1080 };
}

describe('the head in the box of a person', () => {
  test.each([
    ['who stands: the upper quarter', px(100, 100, 180, 300), [88, 148]],
    ['who sits: more of it', px(100, 100, 220, 260), [90, 166]],
    ['who is seen from above: half of it and more', px(100, 100, 220, 200), [94, 160]],
    ['near by and cut by the lower edge: nearly all of it', px(100, 900, 340, 1080), [889, 1062]],
  ])('%s', (_, box, [top = 0, bottom = 0]) => {
    const head = headRegion(box, HD);
    expect(head.top * 1080).toBeCloseTo(top, 0);
    expect(head.bottom * 1080).toBeCloseTo(bottom, 0);
    expect(head.left).toBeLessThan(box.left);
    expect(head.right).toBeGreaterThan(box.right);
  });

  test('a bicycle that is taller than wide may have a rider, one that is not has none', () => {
    expect(riderRegion(px(100, 100, 200, 300), HD)?.bottom).toBeCloseTo(190 / 1080);
    expect(riderRegion(px(100, 100, 300, 220), HD)).toBeUndefined();
  });
});
