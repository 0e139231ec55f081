import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signerOf } from '../../../agent/adapters/evidence/node-key.ts';
import { verifyPackage } from '../../../agent/adapters/evidence/verify-package.ts';
import { Bench } from './fixture.ts';
import { Specimen } from './specimen.ts';

let specimen: Specimen;
beforeAll(async () => {
  specimen = await Specimen.open();
});
afterAll(() => specimen[Symbol.asyncDispose]());

describe('verification', () => {
  it('finds nothing wrong with a genuine package, wherever it was copied', async () => {
    expect(await specimen.findings(await specimen.copy())).toEqual([]);
    expect((await specimen.names()).length).toBeGreaterThanOrEqual(13);
  });

  it('names every file in which one byte was flipped, at its start, middle and end', async () => {
    for (const name of await specimen.names())
      for (const share of [0, 0.5, 1]) {
        const place = await specimen.copy();
        const bytes = await readFile(join(place, name));
        const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share));
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        await writeFile(join(place, name), bytes);
        expect((await specimen.findings(place)).join('\n'), `${name} at ${at}`).toContain(
          `${name}: `,
        );
        await rm(place, { recursive: true });
      }
  });

  it('names every file that is missing', async () => {
    for (const name of await specimen.names()) {
      const place = await specimen.copy();
      await rm(join(place, name));
      expect((await specimen.findings(place)).join('\n')).toContain(`${name} is missing`);
      await rm(place, { recursive: true });
    }
  });

  it('names every file that was cut short', async () => {
    for (const name of await specimen.names()) {
      const place = await specimen.copy();
      await truncate(join(place, name), 10);
      expect((await specimen.findings(place)).join('\n')).toContain(`${name}: `);
      await rm(place, { recursive: true });
    }
  });
});

describe('things that are no package', () => {
  it.each([
    [
      'an empty directory',
      async (place: string) => void (await mkdir(place)),
      'this is no package',
    ],
    ['nothing at all', async () => {}, 'there is nothing at this path'],
    ['a file', (place: string) => writeFile(place, ''), 'this file is no archive of a package'],
    [
      'a folder of packages',
      async (place: string) => {
        await mkdir(place);
        await cp(specimen.genuine, join(place, 'one'), { recursive: true });
      },
      'this is no package',
    ],
  ])('%s is said to be none', async (_sentence, make, words) => {
    const place = join(specimen.bench.root, `none-${performance.now()}`);
    await make(place);
    expect((await specimen.findings(place)).join('\n')).toContain(words);
  });

  it("a key that is no key is the caller's mistake", async () => {
    await expect(verifyPackage(specimen.genuine, { publicKey: 'x' })).rejects.toMatchObject({
      code: 'key/unusable',
    });
  });
});

it('ES256 packages verify as well', async () => {
  await using other = await Bench.open();
  const signer = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const made = await (await other.withSigners(signer).store()).write(await other.input('e-1'));
  const report = await verifyPackage(made.directory, { publicKey: signer.publicKey });
  expect(report.findings).toEqual([]);
});
