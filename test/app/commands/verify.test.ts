import { appendFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Specimen } from '../../adapters/evidence/specimen.ts';
import { command } from '../../helpers/command.ts';

let specimen: Specimen;
beforeAll(async () => {
  specimen = await Specimen.open();
});
afterAll(() => specimen[Symbol.asyncDispose]());

test('a sound package: who, when, and what it may be used for', async () => {
  const { code, stdout } = await command('verify', specimen.genuine);
  expect(stdout).toMatch(/: sound\n {2}sidewalk-parking confirmed, made /);
  expect(stdout).toMatch(/\n {2}evidence use: (clue|penalty)\n/);
  expect(code).toBe(0);
});

test('an altered package: what is wrong comes first, and its own word is not repeated', async () => {
  const place = await specimen.copy();
  await appendFile(join(place, 'data/facts.json'), ' ');
  const { code, stdout } = await command('verify', place);
  const lines = stdout.split('\n');
  expect(lines[0]).toBe(`${place}: NOT SOUND`);
  // once: the message begins with the name already
  expect(lines[1]).toMatch(/^ {2}wrong: data\/facts\.json was altered: /);
  expect(lines.filter((line) => line.includes('evidence use'))).toEqual([
    expect.stringMatching(/^ {2}evidence use: says (clue|penalty); not to be relied on$/),
  ]);
  expect(stdout).not.toMatch(/^ {4}- /m);
  expect(lines.findLastIndex((line) => line.startsWith('  wrong: '))).toBeLessThan(
    lines.findIndex((line) => line.includes(', made ')),
  );
  expect(code).toBe(1);
});

test.each([
  [
    'nothing',
    async () => {},
    'there is nothing at this path; give the folder or the .zip of a package',
  ],
  [
    'a file',
    (path: string) => writeFile(path, ''),
    'this file is no archive of a package; give the folder or the .zip of one',
  ],
  [
    'a folder of packages',
    async (path: string) => {
      await mkdir(path);
      await cp(specimen.genuine, join(path, 'one'), { recursive: true });
    },
    'this is a folder of packages; try: verify PATH/*',
  ],
])('%s in the place of a package', async (name, make, words) => {
  const path = join(specimen.bench.root, name.replaceAll(' ', '-'));
  await make(path);
  const { code, stdout } = await command('verify', path);
  expect(stdout).toBe(`${path}: NOT SOUND\n  wrong: ${words.replace('PATH', path)}\n`);
  expect(code).toBe(1);
});

test.each([
  [
    join('no', 'such.pem'),
    /^key\/unusable: the public key no\/such\.pem cannot be read: it is not there; /,
  ],
  ['package.json', /^key\/unusable: The public key to verify with is no key in PEM form/],
])('a key that is none: %s', async (key, words) => {
  const { code, stdout, stderr } = await command('verify', specimen.genuine, '--key', key);
  expect(stderr).toMatch(words);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
});
