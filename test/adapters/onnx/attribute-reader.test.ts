import { describe, expect, test } from 'vitest';
import { openAttributeReader } from '../../../agent/adapters/onnx/attribute-reader.ts';
import { copiedModel, model } from './frames.ts';

type Rgb = readonly [number, number, number];

/** A crop of one colour in any size. */
function crop(colour: Rgb, width = 40, height = 25) {
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < pixels.length; at += 3) pixels.set(colour, at);
  return { pixels, width, height };
}

function best(states: Readonly<Record<string, number>> | undefined): string | undefined {
  return Object.entries(states ?? {}).toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

describe('attribute reader', () => {
  test.each([
    ['black', [0, 0, 0], 'empty', 'none'],
    ['red', [255, 0, 0], 'heaped', 'none'],
    ['green', [0, 255, 0], 'empty', 'net'],
    ['blue', [0, 0, 255], 'empty', 'tarpaulin'],
    ['red and blue', [255, 0, 255], 'heaped', 'tarpaulin'],
  ] as const)('a %s crop', async (_, colour, load, cover) => {
    await using reader = await openAttributeReader({ directory: model('paint') });
    const readings = await reader.read(crop(colour));
    expect(readings.map(({ attribute }) => attribute)).toEqual(['load', 'cover']);
    expect(readings.map(({ states }) => best(states))).toEqual([load, cover]);
    for (const { states } of readings)
      expect(Object.values(states).reduce((sum, share) => sum + share)).toBeCloseTo(1);
  });

  test('tells its attributes and states', async () => {
    await using reader = await openAttributeReader({ directory: model('paint') });
    expect(reader.info.attributes).toEqual({
      load: ['empty', 'heaped'],
      cover: ['none', 'net', 'tarpaulin'],
    });
  });

  test('the temperature softens: black has logits 2, -2, -2 for the cover, at temperature 2', async () => {
    await using reader = await openAttributeReader({ directory: model('paint') });
    const [, cover] = await reader.read(crop([0, 0, 0]));
    expect(Math.max(...Object.values(cover?.states ?? {}))).toBeCloseTo(1 / (1 + 2 * Math.exp(-2)));
  });

  test('many crops at once: each gets its own answer, none replaces another', async () => {
    await using reader = await openAttributeReader({ directory: model('paint'), maxBatch: 4 });
    const colours = Array.from({ length: 12 }, (_, n): Rgb => [n % 2 === 0 ? 0 : 255, 0, 0]);
    const all = await Promise.all(colours.map((colour) => reader.read(crop(colour))));
    expect(all.map(([load]) => best(load?.states))).toEqual(
      colours.map(([red]) => (red === 0 ? 'empty' : 'heaped')),
    );
  });

  test('stretched or letterboxed, as the manifest says', async () => {
    const directory = await copiedModel('paint', (text) =>
      text.replace('fit: stretch', 'fit: letterbox, border: 255'),
    );
    await using reader = await openAttributeReader({ directory });
    // three quarters of the input are white border beside a black sliver
    const [load] = await reader.read(crop([0, 0, 0], 8, 32));
    expect(best(load?.states)).toBe('heaped');
  });

  test.each([
    ['no pixels', { pixels: new Uint8Array(0), width: 0, height: 0 }],
    ['too few', { pixels: new Uint8Array(10), width: 2, height: 2 }],
  ])('a crop with %s is refused', async (_, bad) => {
    await using reader = await openAttributeReader({ directory: model('paint') });
    await expect(reader.read(bad)).rejects.toMatchObject({ code: 'model/failed' });
  });

  test.each([
    ['cells', 'model/invalid'],
    ['nothing-here', 'model/missing'],
  ])('%s is no such model', async (name, code) => {
    await expect(openAttributeReader({ directory: model(name) })).rejects.toMatchObject({ code });
  });

  test('outputs too short for the states are told', async () => {
    const directory = await copiedModel('paint', (text) => text.replace('from: 2', 'from: 3'));
    await expect(openAttributeReader({ directory })).rejects.toMatchObject({
      code: 'model/wrong-shape',
      message: expect.stringContaining('output "logits" is float32[N,5]'),
    });
  });
});
