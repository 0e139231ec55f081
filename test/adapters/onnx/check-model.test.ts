import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkModel, listModels } from '../../../agent/adapters/onnx/check-model.ts';
import { copiedModel, model } from './frames.ts';

describe('models list', () => {
  test('one line per folder, by name', async () => {
    const all = await listModels(dirname(model('cells')));
    expect(all.map(({ name, task, ok }) => [name, task, ok])).toEqual([
      ['cells', 'detect', true],
      ['fails', 'detect', true],
      ['grid', 'detect', true],
      ['paint', 'attributes', true],
    ]);
    expect(all.at(-1)?.labels).toContain('cover=net');
  });

  test('no folder, no models', async () => {
    expect(await listModels('no/such/folder')).toEqual([]);
  });

  test('a folder without a manifest is none; one with mistakes is listed with them', async () => {
    const directory = await copiedModel('cells', (text) => text.replace('uint8', 'uint9'));
    const all = await listModels(dirname(directory));
    const mine = all.filter((report) => report.directory === directory);
    expect(mine).toMatchObject([
      { ok: false, problems: [expect.stringContaining('model.yaml:9:32: input.layout')] },
    ]);
    expect(await listModels(directory)).toEqual([]);
  });
});

describe('models check', () => {
  test('runs the model and times it', async () => {
    const report = await checkModel(model('cells'));
    expect(report).toMatchObject({
      ok: true,
      problems: [],
      golden: false,
      outputs: { scores: { dims: [1, 16, 2], finite: true } },
    });
    expect(report.runMs).toBeGreaterThan(0);
    expect(report.loadMs).toBeGreaterThan(0);
  });

  test('golden values: the same answers as where they were written down', async () => {
    const golden = (peak: number) =>
      copiedModel('cells', (text) => `${text}golden: { boxes: { mean: 16, peak: ${peak} } }\n`);
    expect(await checkModel(await golden(32))).toMatchObject({ ok: true, golden: true });
    expect(await checkModel(await golden(40))).toMatchObject({
      ok: false,
      problems: [
        'output "boxes" for the test pattern: expected mean 16, peak 40, got mean 16, peak 32',
      ],
    });
  });

  test.each([
    ['fails', 'indices element out of data bounds'],
    ['nothing-here', 'there is no such folder'],
    ['.', 'there is no model.yaml here'],
  ])('%s: the problem in words', async (name, expected) => {
    const report = await checkModel(model(name));
    expect(report.ok).toBe(false);
    expect(report.problems.join()).toContain(expected);
  });

  test('the model that comes with the agent answers as when it was made', async () => {
    const directory = fileURLToPath(new URL('../../../models/street', import.meta.url));
    expect(await checkModel(directory)).toMatchObject({ ok: true, problems: [], golden: true });
  });
});
