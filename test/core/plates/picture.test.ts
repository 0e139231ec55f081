import { describe, expect, it } from 'vitest';
import { cropCandidates, plateCandidates } from '../../../agent/core/plates/candidates.ts';
import { cutPatch, oneRow, partOf, twoRows, wholeOf } from '../../../agent/core/plates/patch.ts';
import { plateColour } from '../../../agent/core/plates/plate-colour.ts';
import { frameOf, textRegions } from '../../../agent/core/plates/text-regions.ts';

const SCALE = { x: 1, y: 1 };

/** A map that is 1 inside the tilted bar and 0 elsewhere. */
function bar(size: { width: number; height: number }, angle: number): Float32Array {
  const map = new Float32Array(size.width * size.height);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let y = 0; y < size.height; y += 1)
    for (let x = 0; x < size.width; x += 1) {
      const [dx, dy] = [x + 0.5 - size.width / 2, y + 0.5 - size.height / 2];
      const [along, across] = [dx * cos + dy * sin, dy * cos - dx * sin];
      if (Math.abs(along) < 30 && Math.abs(across) < 5) map[y * size.width + x] = 1;
    }
  return map;
}

describe('lines of text in a map', () => {
  it.each([0, 0.15, -0.3])('have their place and direction, at %f radians', (angle) => {
    const [region, ...others] = textRegions(bar({ width: 100, height: 60 }, angle), {
      width: 100,
      height: 60,
    });
    expect(others).toEqual([]);
    expect(region?.x).toBeCloseTo(50, 0);
    expect(region?.y).toBeCloseTo(30, 0);
    expect(region?.angle).toBeCloseTo(angle, 1);
    // a bar of 60 by 10, grown to the whole line
    expect(region?.length).toBeGreaterThan(70);
    expect(region?.thickness).toBeGreaterThan(20);
  });

  it('are not made of single pixels', () => {
    const map = new Float32Array(100);
    map[55] = 1;
    expect(textRegions(map, { width: 10, height: 10 })).toEqual([]);
  });
});

describe('candidates for plates', () => {
  const line = (x: number, y: number, length: number, thickness: number) => ({
    ...{ x, y, length, thickness, angle: 0, score: 0.9 },
  });

  it.each([
    ['a row', [line(100, 100, 80, 20)], [1]],
    ['two rows over each other', [line(100, 60, 40, 20), line(100, 86, 80, 28)], [1, 2, 1]],
    ['a row that a dot cut', [line(60, 100, 30, 20), line(110, 101, 60, 20)], [1, 1]],
    ['a square sign', [line(100, 100, 20, 20)], []],
    ['a long banner', [line(100, 100, 300, 20)], []],
  ])('of %s', (_, regions, rows) => {
    const found = plateCandidates(regions, SCALE).map((one) => one.rows);
    expect(found.toSorted()).toEqual(rows.toSorted());
  });

  it('look at low ones first', () => {
    const [first] = plateCandidates([line(100, 20, 80, 20), line(100, 200, 80, 20)], SCALE);
    expect(first?.frame.y).toBeGreaterThan(100);
  });

  it.each([
    [440, 140, [1]],
    [440, 190, [1, 2]],
    [200, 180, [2]],
  ])('of a crop of %i x %i pixels', (width, height, rows) => {
    const found = cropCandidates(wholeOf({ width, height })).map((one) => one.rows);
    expect(found).toEqual(rows);
  });
});

/** A picture whose red is its column and whose green is its row. */
function ramp(width: number, height: number) {
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    pixels[at * 3] = at % width;
    pixels[at * 3 + 1] = Math.floor(at / width);
  }
  return { pixels, width, height };
}

describe('cutting patches', () => {
  const picture = ramp(100, 50);
  const at = (cut: Uint8Array, width: number, x: number, y: number) => [
    ...cut.subarray((y * width + x) * 3, (y * width + x) * 3 + 2),
  ];

  it('keeps the picture where nothing is to be changed', () => {
    const cut = cutPatch(picture, oneRow(wholeOf(picture)), { width: 100, height: 50 });
    expect(Buffer.from(cut).equals(Buffer.from(picture.pixels))).toBe(true);
  });

  it('straightens a tilted line', () => {
    const frame = { x: 10, y: 10, alongX: 40, alongY: 20, downX: 0, downY: 10 };
    const cut = cutPatch(picture, oneRow(frame), { width: 40, height: 10 });
    expect(at(cut, 40, 0, 0)[1]).toBeCloseTo(10, -0.5);
    expect(at(cut, 40, 39, 0)).toEqual([49, 30]);
  });

  it('puts the upper row before the lower one', () => {
    const whole = wholeOf(picture);
    const patch = twoRows(partOf(whole, [0.4, 0.6], [0, 0.4]), partOf(whole, [0, 1], [0.4, 1]));
    const cut = cutPatch(picture, patch, { width: 100, height: 20 });
    expect(at(cut, 100, 16, 0)[0]).toBeCloseTo(50, -1);
    expect(at(cut, 100, 33, 10)[0]).toBeLessThan(10);
    expect(at(cut, 100, 99, 19)[1]).toBeGreaterThan(45);
  });
});

describe('the colour of a plate', () => {
  const BLUE = [20, 60, 170] as const;
  const YELLOW = [240, 180, 20] as const;
  const GREEN = [90, 190, 120] as const;
  const WHITE = [225, 225, 220] as const;
  const GREY = [95, 95, 95] as const;
  type Colour = readonly [number, number, number];
  const plain = (left: Colour, right: Colour) =>
    Uint8Array.from({ length: 40 * 10 * 3 }, (_, at) => {
      const colour = Math.floor(at / 3) % 40 < 11 ? left : right;
      return colour[at % 3] ?? 0;
    });

  it.each([
    ['blue', BLUE, BLUE, 'ordinary', 'blue'],
    ['yellow', YELLOW, YELLOW, 'ordinary', 'yellow'],
    ['yellow', YELLOW, YELLOW, 'learner', 'yellow'],
    ['green', GREEN, GREEN, 'new-energy', 'green'],
    ['yellow and green', YELLOW, GREEN, 'new-energy-large', 'yellow-green'],
    ['white', WHITE, WHITE, 'police', 'white'],
    ['grey under infrared', GREY, GREY, 'ordinary', undefined],
    ['blue, with the signs of a new-energy plate', BLUE, BLUE, 'new-energy', undefined],
    ['white, with the signs of an ordinary plate', WHITE, WHITE, 'ordinary', undefined],
  ] as const)('%s', (_, left, right, kind, colour) => {
    expect(plateColour(plain(left, right), 40, [kind])).toBe(colour);
  });
});

it('a frame of a region lies around it, in the picture the map was made from', () => {
  const region = { x: 50, y: 30, angle: 0, length: 40, thickness: 10 };
  expect(frameOf(region, { x: 2, y: 3 }, [0.5, 0.1])).toEqual({
    ...{ x: 50, y: 72, alongX: 100, alongY: 0, downX: -0, downY: 36 },
  });
});
