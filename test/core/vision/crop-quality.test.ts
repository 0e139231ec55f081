import { describe, expect, it } from 'vitest';
import {
  cropQuality,
  laplacianVariance,
  wholeness,
} from '../../../agent/core/vision/crop-quality.ts';

describe('wholeness', () => {
  it.each([
    ['well inside', [0.2, 0.2, 0.6, 0.6], 1],
    ['cut by the left edge', [0, 0.2, 0.4, 0.6], 0.5],
    ['cut by the lower edge, nearly', [0.2, 0.6, 0.6, 0.995], 0.8],
    ['in an upper corner', [0.6, 0, 1, 0.4], 0.25],
    ['in a lower corner', [0.6, 0.6, 1, 1], 0.4],
    ['half of it outside', [-0.2, 0.2, 0.2, 0.6], 0.25],
    ['all of it outside', [1.2, 0.2, 1.6, 0.6], 0],
    ['no area', [0.5, 0.5, 0.5, 0.5], 0],
  ])('%s', (_, [left = 0, top = 0, right = 0, bottom = 0], expected) => {
    expect(wholeness({ left, top, right, bottom })).toBeCloseTo(expected, 9);
  });
});

describe('sharpness', () => {
  const grey = (value: (x: number, y: number) => number) =>
    Uint8Array.from({ length: 64 }, (_, at) => value(at % 8, Math.floor(at / 8)));
  const size = { width: 8, height: 8 };

  it.each([
    ['a flat surface has none', () => 120, 0],
    ['nor has an even slope', (x: number) => x * 20, 0],
    // the Laplacian of a chessboard of 0 and 100 is +400 and -400
    ['a chessboard has much', (x: number, y: number) => ((x + y) % 2) * 100, 160_000],
  ])('%s', (_, value, expected) => {
    expect(laplacianVariance(grey(value), size)).toBeCloseTo(expected, 6);
  });

  it('a picture too small to have an inside has none', () => {
    expect(laplacianVariance(new Uint8Array(4), { width: 2, height: 2 })).toBe(0);
  });
});

describe('quality', () => {
  const good = { shortSidePx: 200, sharpness: 800, whole: 1 };
  it('of a large, sharp, whole crop is near 1', () => {
    expect(cropQuality(good)).toBeGreaterThan(0.9);
  });
  it.each([
    ['tiny', { shortSidePx: 10 }],
    ['blurred', { sharpness: 20 }],
    ['cut by a corner', { whole: 0.25 }],
  ])('is below what rules use when it is %s', (_, fault) => {
    expect(cropQuality({ ...good, ...fault })).toBeLessThan(0.3);
  });
});
