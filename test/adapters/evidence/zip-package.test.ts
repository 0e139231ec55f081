import { execFile, spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPackage } from '../../../agent/adapters/evidence/read-package.ts';
import { zipPackage } from '../../../agent/adapters/evidence/zip-package.ts';
import { Specimen } from './specimen.ts';

const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0;

let specimen: Specimen;
let archive: string;
let bytes: Buffer;
beforeAll(async () => {
  specimen = await Specimen.open();
  archive = join(specimen.bench.root, 'e-1.zip');
  await zipPackage(await readPackage(specimen.genuine), archive);
  bytes = await readFile(archive);
});
afterAll(() => specimen[Symbol.asyncDispose]());

async function spoiled(change: (bytes: Buffer) => Buffer): Promise<string[]> {
  const path = join(specimen.bench.root, 'spoiled.zip');
  await writeFile(path, change(Buffer.from(bytes)));
  return await specimen.findings(path);
}

describe('a package as one archive', () => {
  it('is sound where the package is, and the same bytes each time', async () => {
    expect(await specimen.findings(archive)).toEqual([]);
    const again = join(specimen.bench.root, 'again.zip');
    await zipPackage(await readPackage(await specimen.copy()), again);
    expect((await readFile(again)).equals(bytes)).toBe(true);
    expect((await readdir(specimen.bench.root)).filter((name) => name.endsWith('.part'))).toEqual(
      [],
    );
  });

  it.skipIf(!HAS_PYTHON)('is unpacked by others into the package that it was made of', async () => {
    const place = join(specimen.bench.root, 'unpacked');
    await mkdir(place);
    await promisify(execFile)('python3', ['-m', 'zipfile', '-e', archive, place]);
    expect(await readdir(place)).toEqual([basename(specimen.genuine)]);
    expect(await specimen.findings(join(place, 'e-1'))).toEqual([]);
  });

  it('shows bits that were flipped anywhere', async () => {
    const end = bytes.length;
    const outside = bytes.indexOf('PK\x01\x02');
    const places = [
      ...Array.from({ length: Math.floor((end - outside) / 17) }, (_, at) => outside + 17 * at),
      ...Array.from({ length: 10 }, (_, at) => 4 * at),
      ...Array.from({ length: 20 }, (_, at) => Math.floor((end / 20) * at)),
    ];
    for (const at of places) {
      const found = await spoiled((copy) => {
        copy[at] = (copy[at] ?? 0) ^ 1;
        return copy;
      });
      expect(found, `byte ${at} of ${end}`).not.toEqual([]);
    }
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut', (all) => all.subarray(0, -1)],
    ['cut in the middle', (all) => all.subarray(0, all.length / 2)],
    ['with something behind it', (all) => Buffer.concat([all, Buffer.from('x')])],
    ['with something before it', (all) => Buffer.concat([Buffer.from('x'), all])],
    [
      'that unpacks into another directory',
      (all) => Buffer.from(all.toString('latin1').replaceAll('e-1/', 'e-2/'), 'latin1'),
    ],
    ['that is none', () => Buffer.from('PK')],
    ['that is empty', () => Buffer.alloc(0)],
  ])('is not sound when it is one %s', async (_, change) => {
    expect(await spoiled(change)).not.toEqual([]);
  });
});
