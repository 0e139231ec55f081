import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkModel } from '../../../agent/adapters/onnx/check-model.ts';
import { openDetector } from '../../../agent/adapters/onnx/detector.ts';
import { NAN, SLOW, UNKNOWN_OPERATOR } from '../../helpers/onnx/bad-graphs.ts';
import { type CellFamily, cellGraph } from '../../helpers/onnx/cell-families.ts';
import type { Graph } from '../../helpers/onnx/graph.ts';
import { type Adding, add, emptyFolder, onnxOf, PICTURES } from './adding.ts';
import { BLUE, cellFrame, RED } from './frames.ts';

async function seen(directory: string): Promise<string[]> {
  await using detector = await openDetector({ directory });
  const frame = cellFrame([
    [1, 2, RED],
    [3, 1, BLUE],
  ]);
  const found = (await detector.detect('a', frame)) ?? [];
  return found.map(({ label, box }) => `${label} ${box.left} ${box.top}`).toSorted();
}

describe('a file becomes a model', () => {
  test.each<[CellFamily, string, Adding]>([
    ['ultralytics-v8', 'ultralytics', {}],
    ['yolov5', 'yolov5', {}],
    ['end-to-end', 'end-to-end', {}],
    ['detr', 'detr', {}],
    ['detr-queries', 'detr-queries', {}],
    ['ssd', 'ssd', {}],
  ])('%s', async (family, decoder, adding) => {
    const { manifest, directory, runMs } = await add(onnxOf(cellGraph(family)), adding);
    expect(manifest).toMatchObject({ decoder, labels: ['red', 'blue'], batch: 1 });
    expect(Object.keys(runMs)).toEqual(['1', '2', '4']);
    expect(await seen(directory)).toEqual(['blue 0.75 0.25', 'red 0.25 0.5']);
    const report = await checkModel(directory, { pictures: PICTURES });
    expect(report).toMatchObject({ ok: true, golden: true, signature: 'none' });
  });

  test('what the user knows better wins over the family', async () => {
    const graph = cellGraph('ultralytics-v8', {
      pixels: { times: [1 / 255, 1 / 255, 1 / 255], plus: [0, 0, 0], bgr: true },
    });
    const input = { scale: 1, colour: 'bgr' } as const;
    const { directory } = await add(onnxOf(graph), { input, threshold: 0.6, iou: 0.5 });
    expect(await seen(directory)).toEqual(['blue 0.75 0.25', 'red 0.25 0.5']);
  });

  test('a changed golden answer is told by the next check', async () => {
    const { directory } = await add(onnxOf(cellGraph('detr')), { threshold: 0.1 });
    const path = join(directory, 'model.yaml');
    const text = readFileSync(path, 'utf8').replace(
      /objects:[\s\S]*/,
      'objects: [{label: red, score: 0.9, box: [0, 0, 1, 1]}]\n',
    );
    writeFileSync(path, text);
    const report = await checkModel(directory, { pictures: PICTURES });
    expect(report.problems.join()).toContain(
      'golden-street.jpg: red 0.90 at 0.00 0.00 1.00 1.00 is not found any more',
    );
  });
});

describe('refused, and nothing is left behind', () => {
  test.each<[string, Graph, Adding, string, string]>([
    [
      'too few names',
      cellGraph('ultralytics-v8'),
      { labels: ['red'] },
      'model/classes',
      'has 2 classes, but 1 names',
    ],
    [
      'too few names for class numbers',
      cellGraph('end-to-end'),
      { labels: ['red'] },
      'model/classes',
      'class number 1, but the labels end at 0',
    ],
    ['values that are no numbers', NAN, {}, 'model/not-finite', 'are no numbers (NaN)'],
    ['an operator that the runtime lacks', UNKNOWN_OPERATOR, {}, 'model/invalid', 'MegaAttention'],
    [
      'a family that it is not',
      cellGraph('ultralytics-v8'),
      { decoder: 'yolov5' },
      'model/wrong-shape',
      'the manifest makes it',
    ],
    [
      'another size than the graph has',
      cellGraph('ultralytics-v8'),
      { input: { width: 64 } },
      'model/wrong-shape',
      'float32[1,3,32,32]',
    ],
  ])('%s', async (_, graph, adding, code, words) => {
    const folder = emptyFolder();
    await expect(add(onnxOf(graph), { ...adding, folder })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['a file that is not there', 'no/such/file.onnx', 'model/missing'],
    ['a file that is no model', import.meta.filename, 'model/invalid'],
  ])('%s', async (_, file, code) => {
    await expect(add(file)).rejects.toMatchObject({ code });
  });
});

describe('a model in the place of another', () => {
  const good = () => onnxOf(cellGraph('ultralytics-v8'));

  test('only when told to', async () => {
    const folder = emptyFolder();
    await add(good(), { folder });
    await expect(add(good(), { folder })).rejects.toMatchObject({ code: 'model/exists' });
    const { manifest } = await add(good(), { folder, replace: true, version: '2' });
    expect(manifest.version).toBe('2');
    expect(readdirSync(folder)).toEqual(['mine']);
  });

  test.each([
    ['values that are no numbers', NAN, 'model/not-finite'],
    ['a hundred times as slow', SLOW, 'model/too-slow'],
  ])('%s: the old one stays and works', async (_, graph, code) => {
    const folder = emptyFolder();
    const { directory } = await add(good(), { folder });
    await expect(add(onnxOf(graph), { folder, replace: true })).rejects.toMatchObject({ code });
    expect(await seen(directory)).toEqual(['blue 0.75 0.25', 'red 0.25 0.5']);
    expect(readdirSync(folder)).toEqual(['mine']);
    expect(existsSync(join(directory, 'mine.onnx'))).toBe(true);
  });
});
