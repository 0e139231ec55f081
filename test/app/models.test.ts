import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256Of } from '../../agent/adapters/onnx/load-manifest.ts';
import { KeptModels } from '../../agent/app/kept-models.ts';
import { Models } from '../../agent/app/models.ts';
import { Closer } from '../../agent/lib/closer.ts';
import type { Log } from '../../agent/ports/log.ts';
import { add, onnxOf } from '../adapters/onnx/adding.ts';
import { NAN, SLOW } from '../helpers/onnx/bad-graphs.ts';
import { cellGraph } from '../helpers/onnx/cell-families.ts';
import type { Graph } from '../helpers/onnx/graph.ts';
import { scratch } from '../helpers/outbox.ts';

const SILENT: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => SILENT,
};

/** One start of the agent, as far as its detector: the version at work, and what was told of another. */
async function start(dataDir: string, path: string) {
  const closer = new Closer();
  const told: string[] = [];
  const kept = new KeptModels({
    dataDir,
    onFallback: (_, { code }) => void told.push(code),
    onUnkept: (_, error) => void told.push((error as NodeJS.ErrnoException).code ?? ''),
  });
  const models = { mine: { name: 'mine', path, provider: 'auto', thresholds: {} } } as const;
  const config = { models, plates: { threads: 1, minConfidence: 0.8 } };
  try {
    const { info } = await new Models({ config, closer, kept, log: SILENT }).detector('mine');
    return { version: info.version, told };
  } finally {
    await closer.close();
  }
}

/** Puts another model into the folder, as somebody would who copies files without trying them. */
async function overwrite(folder: string, graph: Graph): Promise<void> {
  const { directory } = await add(onnxOf(cellGraph('ultralytics-v8')), { version: '2' });
  const other = onnxOf(graph);
  const manifest = join(directory, 'model.yaml');
  const text = readFileSync(manifest, 'utf8').replace(
    /^sha256: \w+$/m,
    `sha256: ${await sha256Of(other)}`,
  );
  writeFileSync(manifest, text);
  cpSync(other, join(directory, 'mine.onnx'));
  rmSync(folder, { recursive: true });
  cpSync(directory, folder, { recursive: true });
}

test.each([
  ['that takes a hundred times longer', SLOW, 'model/too-slow'],
  ['whose values are no numbers', NAN, 'model/not-finite'],
])('a new model %s: the one before stays at work', async (_, graph, code) => {
  using folder = scratch();
  const { directory } = await add(onnxOf(cellGraph('ultralytics-v8')));
  expect(await start(folder.path, directory)).toEqual({ version: '1', told: [] });
  await overwrite(directory, graph);
  expect(await start(folder.path, directory)).toEqual({ version: '1', told: [code] });
});

test('a new model that is good takes over', async () => {
  using folder = scratch();
  const { directory } = await add(onnxOf(cellGraph('ultralytics-v8')));
  await start(folder.path, directory);
  await overwrite(directory, cellGraph('ultralytics-v8'));
  expect(await start(folder.path, directory)).toEqual({ version: '2', told: [] });
});

test('where nothing can be kept it works all the same, and that is told', async () => {
  using folder = scratch();
  const { directory } = await add(onnxOf(cellGraph('ultralytics-v8')));
  // a file where the folder of copies would be
  writeFileSync(join(folder.path, 'models'), '');
  const { version, told } = await start(folder.path, directory);
  expect(version).toBe('1');
  expect(told.length).toBeGreaterThan(0);
});
