import { listSupportedBackends } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { loadManifest } from '../../../agent/adapters/onnx/load-manifest.ts';
import { chooseProvider, offeredProviders } from '../../../agent/adapters/onnx/providers.ts';
import { startDetector } from '../../../agent/adapters/onnx/start-detector.ts';
import { setupOf } from '../../../agent/adapters/onnx/time-model.ts';
import { tooSlow } from '../../../agent/adapters/onnx/too-slow.ts';
import type { Log } from '../../../agent/ports/log.ts';
import { cellFrame, model, RED } from './frames.ts';

function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (_: object, message: string) => void lines.push(message);
  const log = { lines, debug: keep, info: keep, warn: keep, error: keep, child: () => log };
  return log;
}

async function setup() {
  const { manifest, path } = await loadManifest(model('cells'));
  return setupOf(manifest, path);
}

describe('execution providers', () => {
  test('only what the runtime says it has, and the CPU always', () => {
    const names = listSupportedBackends().map(({ name }) => (name === 'dml' ? 'directml' : name));
    const offered = offeredProviders();
    expect(offered).toContain('cpu');
    expect(names).toEqual(expect.arrayContaining([...offered]));
  });

  test('where there is only the CPU nothing is measured', async () => {
    const log = keptLog();
    expect(await chooseProvider('auto', await setup(), log, ['cpu'])).toBeUndefined();
    expect(log.lines).toEqual([]);
  });

  test('one that this platform has not: the CPU, with a word', async () => {
    const log = keptLog();
    expect(await chooseProvider('coreml', await setup(), log, ['cpu'])).toBeUndefined();
    expect(log.lines).toEqual(['cells: coreml is not to be had here; the CPU runs it']);
  });

  test('one that is offered and fails: the CPU is measured and taken', async () => {
    const log = keptLog();
    // this runtime knows no OpenVINO, whatever the list says
    const chosen = await chooseProvider('auto', await setup(), log, ['cpu', 'openvino']);
    expect(chosen?.provider).toBe('cpu');
    expect(log.lines).toEqual(['cells: openvino cannot run it', 'cells: cpu']);
  });
});

describe('what an earlier start found out', () => {
  test('is taken over; a provider that fails today gives way to the CPU', async () => {
    const log = keptLog();
    const first = await startDetector({ directory: model('cells') }, 'auto', undefined, { log });
    await first.detector[Symbol.asyncDispose]();
    const before = { ...first.remember, provider: 'openvino' } as const;
    const second = await startDetector({ directory: model('cells') }, 'auto', before, { log });
    await using detector = second.detector;
    expect(await detector.detect('a', cellFrame([[0, 0, RED]]))).toHaveLength(1);
    expect(log.lines).toEqual(['openvino cannot run the model any more; the CPU does']);
  });
});

test.each([
  ['a hundred times as long as before', 6000, 60, true],
  ['ninety times', 5400, 60, false],
  ['a thousand times, but still short', 40, 0.04, false],
])('a new model that takes %s', (_, runMs, beforeMs, refused) => {
  const judge = () => tooSlow({ name: 'cells', runMs, beforeMs });
  if (refused) expect(judge).toThrow(expect.objectContaining({ code: 'model/too-slow' }));
  else expect(judge()).toBeUndefined();
});
