import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsOf } from '../../helpers/docs-commands.ts';
import { BUILDS } from '../ffmpeg/ring-footage.ts';
import { filmedMedia } from './filmed.ts';
import { HAS_OPENSSL, HAS_SHA256SUM } from './fixture.ts';
import { forgeSums } from './forge.ts';
import { Specimen } from './specimen.ts';

let specimen: Specimen;
beforeAll(async () => {
  specimen = await Specimen.open({ sm2: true });
});
afterAll(() => specimen[Symbol.asyncDispose]());

async function run(section: string, directory: string, path = '') {
  const env = {
    ...process.env,
    PATH: `${path}${process.env['PATH']}`,
    KEY: join(specimen.bench.root, 'keys', 'node.pub.pem'),
    SM2_KEY: join(specimen.bench.root, 'keys', 'node.sm2.pub.pem'),
    TMP: specimen.bench.root,
  };
  const script = `set -e\n${await commandsOf(section)}`;
  const done = spawnSync('bash', ['-o', 'pipefail', '-c', script], {
    cwd: directory,
    env,
    encoding: 'utf8',
  });
  return { status: done.status, output: done.stdout + done.stderr };
}

async function spoiled(name: string, change: (text: string) => string): Promise<string> {
  const place = await specimen.copy();
  const path = join(place, name);
  await writeFile(path, change(await readFile(path, 'latin1')), 'latin1');
  return place;
}

describe.skipIf(!HAS_SHA256SUM)('sha256sum alone (docs/evidence.md)', () => {
  it('agrees with a genuine package', async () => {
    const { status, output } = await run('1. Nothing was changed', specimen.genuine);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toContain('data/media/panorama-first.jpg: OK');
    expect(output).toContain('log-proof.json: OK');
  });

  it('names the picture that was altered', async () => {
    const place = await spoiled('data/media/closeup.jpg', (text) => `${text}x`);
    const { status, output } = await run('1. Nothing was changed', place);
    expect(status).not.toBe(0);
    expect(output).toContain('data/media/closeup.jpg: FAILED');
  });
});

describe.skipIf(!HAS_OPENSSL)('openssl alone (docs/evidence.md)', () => {
  it('agrees with the signature over the manifest', async () => {
    const done = await run('2. The node signed it', specimen.genuine);
    expect(done).toMatchObject({ status: 0 });
    expect(done.output).toContain('Signature Verified Successfully');
    expect(done.output).toContain(specimen.bench.signer.keyId);
    const files = (await specimen.names()).filter((name) => /facts|media/.test(name));
    for (const name of files) expect(done.output).toContain(`${name}: OK`);
  });

  it('agrees with the SM2 signature over the manifest', async () => {
    const done = await run('2b. The same with SM2', specimen.genuine);
    expect(done).toMatchObject({ status: 0 });
    expect(done.output).toContain('Signature Verified Successfully');
  });

  it.each([
    [
      '2. The node signed it',
      'the manifest was altered',
      'data/manifest.json',
      'episode-1',
      'episode-2',
    ],
    [
      '2. The node signed it',
      'the signature was altered',
      'signature.dsse.json',
      '"sig":"',
      '"sig":"AAAA',
    ],
    [
      '2b. The same with SM2',
      'the manifest was altered',
      'data/manifest.json',
      'episode-1',
      'episode-2',
    ],
    [
      '2b. The same with SM2',
      'the signature was altered',
      'signature.dsse.json',
      /"sig":"ME[QUY]/,
      '"sig":"MAU',
    ],
  ])('%s: refuses when %s', async (section, _sentence, name, from, to) => {
    const place = await spoiled(name, (text) => text.replace(from, to));
    expect((await run(section, place)).status).not.toBe(0);
  });

  it('names swapped pictures, although all sums were made to fit', async () => {
    const place = await specimen.copy();
    const picture = (name: string) => join(place, 'data', 'media', `panorama-${name}.jpg`);
    await rename(picture('first'), picture('x'));
    await rename(picture('last'), picture('first'));
    await rename(picture('x'), picture('last'));
    await forgeSums(place);
    expect((await run('1. Nothing was changed', place)).status).toBe(0);
    const { status, output } = await run('2. The node signed it', place);
    expect(status).not.toBe(0);
    expect(output).toContain('data/media/panorama-first.jpg: FAILED');
  });

  it('leads from the package to the signed head of its log', async () => {
    const done = await run('3. It is in the log', specimen.genuine);
    expect(done).toMatchObject({ status: 0 });
    expect(done.output).toContain('Signature Verified Successfully');
    expect(done.output).toContain('root fits');
  });

  it('does not lead there from another package', async () => {
    const place = await spoiled('data/manifest.json', (text) => text.replace('"seq":2', '"seq":1'));
    expect((await run('3. It is in the log', place)).output).toContain('NOT in the log');
  });
});

const PICTURE = 'A photograph is a picture of its clip';

describe.each(BUILDS)('ffmpeg alone, the $name one (docs/evidence.md)', (build) => {
  let filmed: string;
  let path: string;
  beforeAll(async () => {
    const { bench } = specimen;
    const media = await filmedMedia(join(bench.root, `filmed-${build.name}`), build);
    const store = await bench.store(join(bench.root, `evidence-${build.name}`));
    filmed = (await store.write(await bench.input('e-film', { media }))).directory;
    // of the system's, the name is all that is known
    const isNamed = build.path.includes('/');
    const folder = join(bench.root, `bin-${build.name}`);
    await mkdir(folder);
    if (isNamed) await symlink(build.path, join(folder, 'ffmpeg'));
    path = isNamed ? `${folder}:` : '';
  });

  it('finds the photograph in its clip by the signed hash, and makes it again', async () => {
    const { status, output } = await run(PICTURE, filmed, path);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toContain('panorama-last is picture 60 of data/media/clip-last.mp4');
    expect(output).toContain('average:inf');
  });

  it('does not find it in another film', async () => {
    const place = join(specimen.bench.root, `swapped-${build.name}`);
    await cp(filmed, place, { recursive: true });
    const clip = (name: string) => join(place, `data/media/clip-${name}.mp4`);
    await rename(clip('first'), clip('last'));
    const { status, output } = await run(PICTURE, place, path);
    expect(status).not.toBe(0);
    expect(output).toContain('panorama-last is NOT in data/media/clip-last.mp4');
  });

  it('shows how far a photograph is from what the clip makes of it', async () => {
    const place = join(specimen.bench.root, `retouched-${build.name}`);
    await cp(filmed, place, { recursive: true });
    const photo = (name: string) => join(place, `data/media/panorama-${name}.jpg`);
    await rename(photo('first'), photo('last'));
    const { output } = await run(PICTURE, place, path);
    expect(Number(/average:([\d.]+)/.exec(output)?.[1])).toBeLessThan(40);
  });
});
