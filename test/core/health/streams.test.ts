import { expect, test } from 'vitest';
import { small } from '../../../agent/core/health/small.ts';
import { compareStreams } from '../../../agent/core/health/streams.ts';

/** A street of bars and blocks, `scene` says which, with a car at `x` (0 to 1); light and size may differ. */
function street(
  scene: number,
  x: number | undefined,
  { width = 544, height = 306, gain = 1 } = {},
) {
  const luma = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const [u, v] = [column / width, row / height];
      const block = Math.sin(scene * 7 + u * 40) * Math.cos(scene * 3 + v * 23) > 0 ? 60 : 0;
      const isCar = x !== undefined && Math.abs(u - x) < 0.06 && v > 0.5 && v < 0.7;
      luma[row * width + column] = Math.min(255, (isCar ? 220 : 60 + 60 * v + block) * gain);
    }
  return small({ width, height, luma });
}

/** Twenty pictures of the small stream, two a second, in which a car passes. */
const passing = Array.from({ length: 20 }, (_, at) => ({
  picture: street(1, at / 20),
  mediaMs: at * 500,
}));
const quiet = passing.map(({ mediaMs }) => ({ picture: street(1, undefined), mediaMs }));
const MAIN = { width: 1920, height: 1080, gain: 1.1 };

test('the same scene, larger and brighter, is the same', () => {
  const compared = compareStreams(street(1, 0.5, MAIN), passing, 5000);
  expect(compared?.alike).toBeGreaterThan(0.9);
});

test('another scene is not', () => {
  expect(compareStreams(street(2, 0.5, MAIN), passing, 5000)?.alike).toBeLessThan(0.3);
});

test.each([0, 1500, -2000, 3500, 250, -700, 1350])(
  'a main stream that is %d ms late is told so by what moves, to less than the pictures are apart',
  (late) => {
    const atMs = 5000;
    const main = street(1, (atMs - late) / 10_000, MAIN);
    const { lagMs = Number.NaN } = compareStreams(main, passing, atMs) ?? {};
    expect(Math.abs(lagMs - late)).toBeLessThan(120);
  },
);

test('where nothing moves nothing is said of a lag', () => {
  const compared = compareStreams(street(1, undefined, MAIN), quiet, 5000);
  expect(compared).toEqual({ alike: expect.any(Number) });
});

test('a car that only the main stream shows fits at no time', () => {
  expect(compareStreams(street(1, 1.3, MAIN), passing, 5000)?.lagMs).toBeUndefined();
});

test.each<[string, number, number]>([
  ['pictures that lie too far apart', 4, 5000],
  ['a moment before all of them', 1, 0],
  ['a moment after all of them', 1, 9500],
])('%s tell no lag', (_, every, atMs) => {
  const some = passing.filter((_picture, at) => at % every === 0);
  expect(compareStreams(street(1, atMs / 10_000, MAIN), some, atMs)?.lagMs).toBeUndefined();
});

test('flat pictures and no pictures say nothing', () => {
  const flat = small({ width: 200, height: 120, luma: new Uint8Array(24_000).fill(90) });
  expect(compareStreams(flat, passing, 0)).toBeUndefined();
  expect(compareStreams(flat, [], 0)).toBeUndefined();
});
