import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { command } from '../../helpers/command.ts';
import { scratch } from '../../helpers/outbox.ts';

test('the models that come with the agent', async () => {
  const { code, stdout } = await command('models', 'list');
  expect(stdout).toMatch(/^street-v0 \S+: good\n {2}detect, /m);
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
