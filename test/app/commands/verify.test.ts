import { appendFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('many packages', () => {
  let many: Specimen;
  beforeAll(async () => {
    many = await Specimen.open();
    const store = await many.bench.store();
    for (const id of ['e-2', 'e-3']) await store.write(await many.bench.input(id, { media: [] }));
  });
  afterAll(() => many[Symbol.asyncDispose]());
  const folder = () => dirname(many.genuine);

  test('of one folder are a log without a gap, and lead to each of its heads', async () => {
    const { code, stdout } = await command('verify', folder());
    expect(stdout.match(/: sound$/gm)).toHaveLength(4);
    expect(stdout.split('\n').slice(-3)).toEqual([
      'log of node box-1 for district: entries 1 to 4, none missing; 4 heads rebuilt',
      'log of node box-1: entries 1 to 4, none missing; 4 heads rebuilt',
      '',
    ]);
    expect(code).toBe(0);
  });

  test('of which one is kept back show the gap, but are no fault', async () => {
    const paths = ['e-0', 'e-1', 'e-3'].map((name) => join(folder(), name));
    const { code, stdout } = await command('verify', ...paths);
    expect(stdout).toContain('district: 3 packages up to entry 4; not here: 3; 2 heads rebuilt\n');
    expect(code).toBe(0);
  });

  test('of a log that was begun anew do not fit together', async () => {
    const store = await many.bench.store(join(many.bench.root, 'anew'));
    const other = await store.write(await many.bench.input('e-9', { media: [] }));
    const { code, stdout } = await command('verify', folder(), other.directory);
    expect(stdout.match(/: sound$/gm)).toHaveLength(5);
    expect(stdout).toContain('  wrong: e-0 and e-9 are both entry 1\n');
    expect(stdout).toContain('  wrong: e-0 and e-9 came with different heads over 1 entries\n');
    expect(code).toBe(1);
  });

  test('as JSON: a line each, and one of the logs', async () => {
    const { stdout } = await command('verify', '--json', folder());
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(5);
    expect(lines.at(-1).logs[0]).toMatchObject({ log: 'district', missing: [], faults: [] });
  });
});
