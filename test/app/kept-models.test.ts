import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openDetector } from '../../agent/adapters/onnx/detector.ts';
import { KeptModels } from '../../agent/app/kept-models.ts';
import type { AgentError } from '../../agent/ports/errors.ts';
import { scratch } from '../helpers/outbox.ts';

const CELLS = fileURLToPath(new URL('../fixtures/models/cells', import.meta.url));

/** Opens the model, and tells which folder it came from and what was told. */
async function opened(dataDir: string, directory: string) {
  const told: AgentError[] = [];
  const kept = new KeptModels({
    dataDir,
    onFallback: (_, error) => void told.push(error),
    onUnkept: () => {},
  });
  await using detector = await kept.open('cells', directory, (at) =>
    openDetector({ directory: at }),
  );
  return { name: detector.info.name, codes: told.map(({ code }) => code) };
}

test('a model that was spoiled gives way to the copy that worked', async () => {
  using folder = scratch();
  const mine = join(folder.path, 'mine');
  const data = join(folder.path, 'data');
  cpSync(CELLS, mine, { recursive: true });
  expect(await opened(data, mine)).toEqual({ name: 'cells', codes: [] });
  writeFileSync(join(mine, 'cells.onnx'), 'no model');
  expect(await opened(data, mine)).toEqual({ name: 'cells', codes: ['model/wrong-hash'] });
});

test('the copy follows what works', async () => {
  using folder = scratch();
  const mine = join(folder.path, 'mine');
  const data = join(folder.path, 'data');
  cpSync(CELLS, mine, { recursive: true });
  await opened(data, mine);
  const manifest = join(mine, 'model.yaml');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('name: cells', 'name: newer'));
  await opened(data, mine);
  writeFileSync(manifest, 'name: [');
  expect(await opened(data, mine)).toEqual({ name: 'newer', codes: ['model/invalid'] });
});

test('without a copy the fault is that of the model', async () => {
  using folder = scratch();
  await expect(opened(folder.path, join(folder.path, 'nowhere'))).rejects.toMatchObject({
    code: 'model/missing',
  });
});

test('what was measured is remembered; half a file is not', async () => {
  using folder = scratch();
  const kept = new KeptModels({ dataDir: folder.path, onFallback: () => {}, onUnkept: () => {} });
  const measured = { sha256: 'a', wish: 'auto', provider: 'cpu', runMs: 9, runtime: 'x' } as const;
  expect(await kept.remembered('cells')).toBeUndefined();
  await kept.remember('cells', measured);
  expect(await kept.remembered('cells')).toEqual(measured);
  writeFileSync(join(folder.path, 'models', 'cells.json'), '{"sha256": "a", "wi');
  expect(await kept.remembered('cells')).toBeUndefined();
});
