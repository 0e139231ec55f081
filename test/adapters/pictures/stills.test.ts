import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cropQuality, cropStill } from '../../../agent/adapters/pictures/crop.ts';

const size = { width: 10, height: 8 };
/** Red holds the column, green the row. */
const pixels = Uint8Array.from({ length: 240 }, (_, at) => {
  const pixel = Math.floor(at / 3);
  return [pixel % 10, Math.floor(pixel / 10), 7][at % 3] ?? 0;
});

describe('a crop', () => {
  it.each([
    ['of the middle', [0.2, 0.25, 0.5, 0.75], 0, [2, 2, 3, 4]],
    ['with a margin', [0.2, 0.25, 0.4, 0.75], 0.5, [1, 0, 4, 8]],
    ['at the edge is cut there', [0.8, -0.5, 1.4, 0.25], 0, [8, 0, 2, 2]],
    ['of nothing is one pixel', [0.5, 0.5, 0.5, 0.5], 0, [5, 4, 1, 1]],
    ['beyond the edge is the last pixel', [1.2, 1.2, 1.4, 1.4], 0, [9, 7, 1, 1]],
  ])('%s', (_, [left = 0, top = 0, right = 0, bottom = 0], margin, [x, y, width, height]) => {
    const crop = cropStill(pixels, size, { left, top, right, bottom }, margin);
    expect([...crop.pixels.slice(0, 3)]).toEqual([x, y, 7]);
    expect([crop.width, crop.height]).toEqual([width, height]);
    expect(crop.pixels.length).toBe(crop.width * crop.height * 3);
    expect(crop.box.left * 10).toBeCloseTo(x ?? 0, 9);
    expect([...crop.pixels.slice(-3)]).toEqual([
      crop.box.right * 10 - 1,
      crop.box.bottom * 8 - 1,
      7,
    ]);
  });
});

describe('the quality of a crop', () => {
  const picture = { width: 400, height: 400 };
  const box = { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 };
  const board = Uint8Array.from({ length: 480_000 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return ((Math.floor((pixel % 400) / 8) + Math.floor(pixel / 3200)) % 2) * 200;
  });

  it('falls with blur and with the picture edge', async () => {
    const raw = { raw: { ...picture, channels: 3 } } as const;
    const blurred = await sharp(board, raw).blur(6).raw().toBuffer();
    const sharpQuality = await cropQuality(board, picture, box);
    expect(sharpQuality).toBeGreaterThan(0.8);
    expect(await cropQuality(blurred, picture, box)).toBeLessThan(0.3);
    const cut = { ...box, left: 0.5, right: 1 };
    expect(await cropQuality(board, picture, cut)).toBeCloseTo(sharpQuality / 2, 1);
  });
});
