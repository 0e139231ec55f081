import { describe, expect, test } from 'vitest';
import {
  APPEARANCE_LENGTH,
  appearance,
  appearanceDistance,
  type Pixels,
} from '../../../agent/core/vision/appearance.ts';

type Rgb = readonly [number, number, number];
const BOX = { left: 20, top: 20, right: 80, bottom: 60 };
const ROAD: Rgb = [110, 110, 105];
const GLASS: Rgb = [40, 45, 50];

/** A street with a car of one colour, dark glass in its upper third, under light of some strength. */
function street(paint: Rgb, light = 1, shift = 0): Pixels {
  const [width, height] = [100, 80];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const inside = x >= 20 + shift && x < 80 + shift && y >= 20 && y < 60;
      const colour = !inside ? ROAD : y < 33 ? GLASS : paint;
      for (const [channel, level] of colour.entries())
        data[(y * width + x) * 3 + channel] = Math.min(255, Math.round(level * light));
    }
  return { data, width, content: { width, height } };
}

const WHITE: Rgb = [215, 215, 215];
const BLACK: Rgb = [30, 30, 32];
const RED: Rgb = [170, 30, 35];
const BLUE: Rgb = [40, 60, 150];
const YELLOW: Rgb = [210, 180, 40];

function distance(a: Pixels, b: Pixels): number {
  return appearanceDistance(appearance(a, BOX), appearance(b, BOX));
}

describe('appearance', () => {
  test.each([
    ['itself', street(RED), street(RED)],
    ['dusk', street(RED), street(RED, 0.5)],
    ['glaring sun', street(RED), street(RED, 1.3)],
    ['white at dusk', street(WHITE), street(WHITE, 0.5)],
    ['a box that sits a little off', street(RED), street(RED, 1, 3)],
  ])('the same car: %s', (_, a, b) => {
    expect(distance(a, b)).toBeLessThan(0.15);
  });

  test.each([
    ['red and blue', street(RED), street(BLUE)],
    ['red and white', street(RED), street(WHITE)],
    ['white and black', street(WHITE), street(BLACK)],
    ['yellow and white', street(YELLOW), street(WHITE)],
    ['red at noon and blue at dusk', street(RED), street(BLUE, 0.5)],
  ])('another car: %s', (_, a, b) => {
    expect(distance(a, b)).toBeGreaterThan(0.3);
  });

  test('is bounded, has one length, and works past the edge of the picture', () => {
    const past = appearance(street(RED), { left: -30, top: -30, right: 150, bottom: 200 });
    expect(past).toHaveLength(APPEARANCE_LENGTH);
    expect(past.every((value) => Math.abs(value) <= 1)).toBe(true);
    expect(appearanceDistance(past, Array(APPEARANCE_LENGTH).fill(1))).toBeLessThanOrEqual(1);
  });

  test('appearances of other lengths have nothing in common', () => {
    expect(appearanceDistance([], [])).toBe(1);
    expect(appearanceDistance([0.1], [0.1, 0.2])).toBe(1);
  });
});
