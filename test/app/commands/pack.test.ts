import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Specimen } from '../../adapters/evidence/specimen.ts';
import { command } from '../../helpers/command.ts';

let specimen: Specimen;
beforeAll(async () => {
  specimen = await Specimen.open();
});
afterAll(() => specimen[Symbol.asyncDispose]());

test('a package is put into one archive, which is as sound', async () => {
  const out = join(specimen.bench.root, 'out');
  const packed = await command('pack', specimen.genuine, '--out', out);
  expect(packed).toMatchObject({ code: 0, stdout: `${join(out, 'e-1.zip')}\n` });
  const verified = await command('verify', join(out, 'e-1.zip'));
  expect(verified.code).toBe(0);
  expect(verified.stdout).toContain(`${join(out, 'e-1.zip')}: sound`);
});

test('a package that is not sound is not put into an archive', async () => {
  const place = await specimen.copy();
  await rm(join(place, 'data', 'facts.json'));
  const out = join(specimen.bench.root, 'nothing');
  const { code, stdout } = await command('pack', place, '--out', out);
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: `${place}: left out: data/facts.json is missing\n`,
  });
  expect(await readdir(out)).toEqual([]);
});
