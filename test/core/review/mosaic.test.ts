import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pixelRect } from '../../../agent/core/geometry/pixel-rect.ts';
import { destroy } from '../../../agent/core/review/mosaic.ts';
import type { Redaction } from '../../../agent/core/review/redaction.ts';

const SIZE = { width: 120, height: 80 };
const PLATE: Redaction = {
  what: 'plate',
  box: { left: 0.25, top: 0.25, right: 0.75, bottom: 0.5 },
};

function picture(value: (x: number, y: number) => number): Uint8Array {
  const pixels = new Uint8Array(SIZE.width * SIZE.height * 3);
  for (let y = 0; y < SIZE.height; y += 1)
    for (let x = 0; x < SIZE.width; x += 1)
      pixels.fill(value(x, y), (y * SIZE.width + x) * 3, (y * SIZE.width + x + 1) * 3);
  return pixels;
}

function destroyed(pixels: Uint8Array, places: readonly Redaction[]): Uint8Array {
  const copy = Uint8Array.from(pixels);
  destroy({ ...SIZE, pixels: copy }, places);
  return copy;
}

describe('what is destroyed', () => {
  test('is the place and nothing beside it, wherever it lies', () => {
    const share = fc.double({ min: -0.2, max: 1.2, noNaN: true });
    const before = picture((x, y) => ((x * 7) ^ (y * 13)) & 255);
    fc.assert(
      fc.property(share, share, share, share, (left, top, right, bottom) => {
        const box = { left, top, right: Math.max(left, right), bottom: Math.max(top, bottom) };
        const after = destroyed(before, [{ what: 'head', box }]);
        const rect = pixelRect(box, SIZE);
        const isInside = (at: number) => {
          const [x, y] = [at % SIZE.width, Math.floor(at / SIZE.width)];
          const [right, bottom] = [rect.left + rect.width, rect.top + rect.height];
          return x >= rect.left && x < right && y >= rect.top && y < bottom;
        };
        after.forEach((value, at) => {
          if (value !== before[at] && !isInside(Math.floor(at / 3)))
            throw new Error(
              `pixel ${Math.floor(at / 3)} was changed, outside ${JSON.stringify(rect)}`,
            );
        });
      }),
      { numRuns: 50 },
    );
  });

  test('tells nothing of the strokes: pictures whose cells have the same means become the same', () => {
    // strokes of two pixels, and the same strokes moved: as two texts of one brightness
    const one = destroyed(
      picture((x) => (x % 4 < 2 ? 0 : 255)),
      [PLATE],
    );
    const other = destroyed(
      picture((x) => (x % 4 < 2 ? 255 : 0)),
      [PLATE],
    );
    const place = (pixels: Uint8Array) =>
      Array.from(
        { length: 20 * 60 },
        (_, at) => pixels[((20 + Math.floor(at / 60)) * SIZE.width + 30 + (at % 60)) * 3],
      );
    const off = place(one).map((value, at) => Math.abs((value ?? 0) - (place(other)[at] ?? 0)));
    expect(Math.max(...off)).toBeLessThanOrEqual(34);
    expect(Math.max(...place(one).map((value) => Math.abs((value ?? 0) - 127)))).toBeLessThan(20);
  });
});
