import { expect, test } from 'vitest';
import { boxOfFrame } from '../../../agent/core/plates/frame-box.ts';

/** A crop of 200 x 100 pixels that shows a quarter of the picture, from its middle on. */
const CROP = { width: 200, height: 100, box: { left: 0.5, top: 0.5, right: 1, bottom: 1 } };

test.each([
  [
    'upright',
    { x: 40, y: 60, alongX: 80, alongY: 0, downX: 0, downY: 20 },
    { left: 0.6, top: 0.8, right: 0.8, bottom: 0.9 },
  ],
  [
    'tilted: all four corners',
    { x: 40, y: 60, alongX: 80, alongY: -20, downX: 10, downY: 20 },
    { left: 0.6, top: 0.7, right: 0.825, bottom: 0.9 },
  ],
])('a frame in a crop as a box of the picture: %s', (_, frame, expected) => {
  const box = boxOfFrame(frame, CROP);
  for (const side of ['left', 'top', 'right', 'bottom'] as const)
    expect(box[side]).toBeCloseTo(expected[side]);
});
