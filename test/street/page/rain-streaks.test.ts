import { expect, test } from 'vitest';
import { withRain } from '../../../scripts/street/page/weather/rain-streaks.ts';

const SIZE = { width: 96, height: 54 };
const grey = Buffer.alloc(SIZE.width * SIZE.height * 3, 80);
const rain = { seed: 4, atMs: 1000, bright: 200 };

test('rain lies over a copy and only brightens', () => {
  const wet = withRain(grey, SIZE, rain);
  expect(grey.every((value) => value === 80)).toBe(true);
  expect(wet.every((value) => value >= 80)).toBe(true);
  expect(wet.some((value) => value > 80)).toBe(true);
});

test('the same moment rains the same, another one does not', () => {
  const wet = withRain(grey, SIZE, rain);
  expect(withRain(grey, SIZE, rain).equals(wet)).toBe(true);
  expect(withRain(grey, SIZE, { ...rain, atMs: 1040 }).equals(wet)).toBe(false);
});
