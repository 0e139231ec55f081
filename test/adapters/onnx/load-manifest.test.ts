import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDetector } from '../../../agent/adapters/onnx/detector.ts';
import { loadManifest } from '../../../agent/adapters/onnx/load-manifest.ts';
import type { AgentError } from '../../../agent/ports/errors.ts';
import { copiedModel, model } from './frames.ts';

async function refusal(promise: Promise<unknown>): Promise<AgentError> {
  return promise.then(
    () => expect.fail('was accepted'),
    (error: AgentError) => error,
  );
}

describe('manifest', () => {
  test('names what the model is, with defaults filled in', async () => {
    const { manifest, path } = await loadManifest(model('cells'));
    expect(path).toMatch(/cells\.onnx$/);
    expect(manifest).toMatchObject({
      name: 'cells',
      input: { colour: 'rgb', border: 114 },
      nms: { iou: 0.6 },
      exclusive: [],
    });
  });

  test.each([
    [
      'an unknown setting',
      'batch: dynamic',
      'batch: dynamic\nbathc: 1',
      '11:1: bathc: there is no such setting',
    ],
    ['an unknown layout', 'nhwc-uint8', 'nhwc', '9:32: input.layout: '],
    [
      'a threshold for no label',
      'default: 0.5',
      'default: 0.5, labels: { lorry: 0.2 }',
      '13:46: thresholds.labels.lorry: "lorry" is not among the labels: red, blue',
    ],
    [
      'an exclusive group with no label',
      'batch: dynamic',
      'batch: dynamic\nexclusive: [[red, bus]]',
      '11:19: exclusive.0.1: "bus" is not among the labels: red, blue',
    ],
    ['a label twice', '[red, blue]', '[red, red]', '12:9: labels: a label is named twice'],
    ['a threshold above 1', 'default: 0.5', 'default: 50', '13:24: thresholds.default: '],
    [
      'a file elsewhere',
      'file: cells.onnx',
      'file: ../cells.onnx',
      '5:7: file: a file beside the manifest',
    ],
    ['no YAML at all', 'name: cells', 'name: [cells', ''],
  ])('%s is refused with its place', async (_, from, to, expected) => {
    const directory = await copiedModel('cells', (text) => text.replace(from, to));
    const error = await refusal(loadManifest(directory));
    expect(error.code).toBe('model/invalid');
    expect(error.message).toContain(join(directory, 'model.yaml:'));
    expect(error.message).toContain(expected);
  });

  test('a folder without a manifest, and a manifest without its file, are missing', async () => {
    expect((await refusal(loadManifest('no/such/folder'))).code).toBe('model/missing');
    const directory = await copiedModel('cells', (text) => text);
    await rm(join(directory, 'cells.onnx'));
    const error = await refusal(loadManifest(directory));
    expect(error.code).toBe('model/missing');
    expect(error.message).toContain('cells.onnx');
  });

  test('another file under the same name: both hashes are told', async () => {
    const directory = await copiedModel('cells', (text) => text);
    const other = await readFile(join(model('grid'), 'grid.onnx'));
    await writeFile(join(directory, 'cells.onnx'), other);
    const error = await refusal(loadManifest(directory));
    expect(error.code).toBe('model/wrong-hash');
    const found = createHash('sha256').update(other).digest('hex');
    expect(error.facts).toMatchObject({ found });
    const expected = /sha256: (\w+)/.exec(
      await readFile(join(directory, 'model.yaml'), 'utf8'),
    )?.[1];
    expect(error.message).toContain(`expected sha256 ${expected}, found ${found}`);
  });
});

describe('model against manifest', () => {
  test.each([
    [
      'cells',
      'other labels',
      '[red, blue]',
      '[red, blue, green]',
      'output "scores" is float32[N,16,2], the manifest makes it float32[*,*,3]',
    ],
    [
      'cells',
      'another size',
      'width: 32',
      'width: 64',
      'input "images" is uint8[N,32,32,3], the manifest makes it uint8[*,32,64,3]',
    ],
    [
      'cells',
      'another layout',
      'nhwc-uint8',
      'nchw-float32',
      'the manifest makes it float32[*,3,32,32]',
    ],
    [
      'cells',
      'another input',
      'name: images',
      'name: image',
      'names an input "image", the model has "images"',
    ],
    [
      'cells',
      'another decoder',
      'boxes-scores',
      'yolox-grid',
      'names an output "output", the model has "boxes", "scores"',
    ],
    [
      'grid',
      'a batch the model has not',
      'batch: 1',
      'batch: dynamic',
      'input "images" is float32[1,3,32,32]',
    ],
    [
      'grid',
      'other strides',
      'yolox-grid',
      'yolox-grid\nstrides: [8, 16]',
      'output "output" is float32[1,21,7], the manifest makes it float32[*,20,7]',
    ],
  ])('%s with %s: both sides are told', async (name, _, from, to, expected) => {
    const directory = await copiedModel(name, (text) => text.replace(from, to));
    const error = await refusal(openDetector({ directory }));
    expect(error.code).toBe('model/wrong-shape');
    expect(error.message).toContain(expected);
  });

  test('a file that is no model', async () => {
    const rubbish = Buffer.from('not a model');
    const hash = createHash('sha256').update(rubbish).digest('hex');
    const directory = await copiedModel('cells', (text) =>
      text.replace(/sha256: .*/, `sha256: ${hash}`),
    );
    await writeFile(join(directory, 'cells.onnx'), rubbish);
    const error = await refusal(openDetector({ directory }));
    expect(error.code).toBe('model/invalid');
    expect(error.message).toContain('could not be loaded');
  });

  test.each([
    ['thresholds for no label', { directory: model('cells'), thresholds: { lorry: 0.1 } }, 'lorry'],
    ['a model for another task', { directory: model('paint') }, '"attributes"'],
  ])('%s', async (_, options, expected) => {
    const error = await refusal(openDetector(options));
    expect(error.code).toBe('model/invalid');
    expect(error.message).toContain(expected);
  });
});
