import { generateKeyPairSync, sign } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { command } from '../../helpers/command.ts';
import { cellGraph } from '../../helpers/onnx/cell-families.ts';
import { onnxFile } from '../../helpers/onnx/graph.ts';
import { scratch } from '../../helpers/outbox.ts';

const CELLS = fileURLToPath(new URL('../../fixtures/models/cells', import.meta.url));

test('the models that come with the agent', async () => {
  const { code, stdout } = await command('models', 'list');
  expect(stdout).toMatch(/^model +version +task +decoder +input +labels +licence +state$/m);
  expect(stdout).toMatch(/^street .*detect +boxes-scores +544 x 320 +17 +Apache-2.0 +good$/m);
  expect(code).toBe(0);
});

test('a folder without models, and one that is not there', async () => {
  using folder = scratch();
  const empty = join(folder.path, 'empty');
  mkdirSync(empty);
  expect(await command('models', 'list', empty)).toEqual({
    code: 1,
    stdout: '',
    stderr: `no model in ${empty}\n`,
  });
  const nowhere = join(folder.path, 'nowhere');
  expect(await command('models', 'list', nowhere)).toEqual({
    code: 1,
    stdout: '',
    stderr: `${nowhere}: there is no such folder\n`,
  });
});

test.each([
  ['nope', 'nope: FAULTY\n  wrong: there is no such folder\n'],
  [
    'test',
    'test: FAULTY\n  wrong: there is no model.yaml here: a model is a folder with it and an ONNX file\n',
  ],
])('a model that is none: %s', async (folder, words) => {
  expect(await command('models', 'check', folder)).toEqual({ code: 1, stdout: words, stderr: '' });
});

test('as JSON, a report per line', async () => {
  const { stdout } = await command('models', 'list', '--json');
  const reports = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(reports).toContainEqual(expect.objectContaining({ name: 'street', ok: true }));
});

describe('models add', () => {
  const file = (folder: string, graph = cellGraph('detr')) => {
    const path = join(folder, 'My Model.onnx');
    writeFileSync(path, onnxFile(graph));
    return path;
  };

  test('writes a model that the agent can use, and says how', async () => {
    using folder = scratch();
    const names = join(folder.path, 'names.txt');
    writeFileSync(names, 'red\nblue\n');
    const to = join(folder.path, 'models');
    const options = ['--to', to, '--classes', names, '--licence', 'MIT'];
    const { code, stdout } = await command('models', 'add', file(folder.path), ...options);
    expect(stdout).toContain(`models: { my-model: { path: ${to}/my-model } }`);
    expect(stdout).toContain('family: DETR with its selection inside');
    expect(code).toBe(0);
    const manifest = readFileSync(join(to, 'my-model', 'model.yaml'), 'utf8');
    expect(manifest).toContain('licence: MIT');
  });

  test.each([
    ['class names', ['--licence', 'MIT'], 'model/classes: ', '--classes'],
    ['the licence', ['--classes', 'red,blue'], 'model/invalid: ', '--licence'],
  ])('without a terminal it does not ask: %s', async (_, options, code, option) => {
    using folder = scratch();
    const said = await command('models', 'add', file(folder.path), ...options);
    expect(said).toMatchObject({ code: 3, stdout: '' });
    expect(said.stderr).toContain(code);
    expect(said.stderr).toContain(option);
  });
});

test('a signature is checked with the key that is named', async () => {
  using folder = scratch();
  const directory = join(folder.path, 'cells');
  cpSync(CELLS, directory, { recursive: true });
  const [good, other] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const signature = sign(null, readFileSync(join(directory, 'model.yaml')), good.privateKey);
  const key = (of: typeof good) => {
    const path = join(folder.path, 'key.pem');
    writeFileSync(path, of.publicKey.export({ type: 'spki', format: 'pem' }));
    return path;
  };
  const unsigned = await command('models', 'check', directory, '--key', key(good));
  expect(unsigned.stdout).toContain('there is no signature to check with the key');
  writeFileSync(join(directory, 'model.yaml.sig'), signature.toString('base64'));
  const held = await command('models', 'check', directory, '--key', key(good));
  expect(held).toMatchObject({ code: 0 });
  expect(held.stdout).toContain('signed, the signature holds');
  const wrong = await command('models', 'check', directory, '--key', key(other));
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.stdout).toContain('the signature is not that of this key');
});
