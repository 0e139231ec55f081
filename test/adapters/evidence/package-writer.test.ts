import {
  appendFile,
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../agent/adapters/evidence/durable-files.ts';
import { treeHeadSchema } from '../../../agent/adapters/evidence/log-proof.ts';
import { verifyPackage } from '../../../agent/adapters/evidence/verify-package.ts';
import type { DsseEnvelope } from '../../../agent/core/evidence/dsse.ts';
import { isConsistent } from '../../../agent/core/evidence/merkle-proof.ts';
import { Bench } from './fixture.ts';

const logOf = async ({ root }: Bench) =>
  (await readFile(join(root, 'evidence', 'log', 'entries.jsonl'), 'utf8')).split('\n').slice(0, -1);
const headOf = ({ payload }: DsseEnvelope) =>
  treeHeadSchema.parse(JSON.parse(Buffer.from(payload, 'base64').toString()));
const listing = async ({ root }: Bench) => ({
  packages: (await readdir(join(root, 'evidence', 'packages'))).sort(),
  staging: await readdir(join(root, 'evidence', 'staging')),
});

describe('package writer', () => {
  it('writes a whole package that verifies and may serve a penalty', async () => {
    await using bench = await Bench.open();
    const store = await bench.store();
    const input = await bench.input('e-1');
    const made = await store.write(input);
    expect(made).toMatchObject({
      packageId: 'e-1',
      evidenceUse: 'penalty',
      why: [],
      log: { target: 'district', seq: 1 },
    });
    const onDisk = await readdir(made.directory, { recursive: true, withFileTypes: true });
    expect(made.files).toHaveLength(onDisk.filter((item) => item.isFile()).length);
    for (const { name, bytes } of made.files)
      expect((await stat(join(made.directory, name))).size).toBe(bytes);
    for (const [index, { path }] of made.media.entries())
      expect((await readFile(path)).equals(await readFile(input.media[index]?.path ?? ''))).toBe(
        true,
      );
    const { publicKey } = bench.signer;
    expect(await verifyPackage(made.directory, { publicKey })).toMatchObject({
      ok: true,
      findings: [],
      warnings: [],
      summary: { keyPinned: true, evidenceUse: 'penalty', log: { seq: 1, nodeSeq: 1 } },
    });
    const manifest = await readFile(join(made.directory, 'data', 'manifest.json'), 'utf8');
    expect(manifest).not.toContain(bench.root);
  });

  it('names what is missing and what the caller knows, and makes a clue of it', async () => {
    await using bench = await Bench.open();
    const store = await bench.store();
    const required = ['panorama-first', 'clip-first'];
    const made = await store.write(await bench.input('e-1', { required, unmet: ['gateway'] }));
    expect(made.evidenceUse).toBe('clue');
    expect(made.why).toEqual(['media: clip-first is missing', 'gateway']);
    expect((await verifyPackage(made.directory)).ok).toBe(true);
  });

  it('believes the size that a picture has, not the one it is said to have', async () => {
    await using bench = await Bench.open();
    const store = await bench.store();
    const lie = { width: 1920, height: 1080 };
    const media = (await bench.media()).map((one) =>
      one.id === 'panorama-last' ? { ...one, path: one.path.replace('-last', '-last-small') } : one,
    );
    await sharp({ create: { width: 640, height: 360, channels: 3, background: '#446688' } })
      .jpeg()
      .toFile(join(bench.root, 'held', 'panorama-last-small.jpg'));
    const made = await store.write(
      await bench.input('e-1', { media: media.map((one) => ({ ...one, ...lie })) }),
    );
    expect(made.why).toEqual(['picture: panorama-last is 640x360, must be 1280x720 or more']);
    expect((await verifyPackage(made.directory)).findings).toEqual([]);
  });

  it('gives the package that is there when the same id comes again', async () => {
    await using bench = await Bench.open();
    const store = await bench.store();
    const input = await bench.input('e-1');
    const [first, again] = await Promise.all([store.write(input), store.write(input)]);
    const afterRestart = await (await bench.store()).write({ ...input, facts: { other: 1 } });
    expect(again).toEqual(first);
    expect(afterRestart).toEqual(first);
    expect(await logOf(bench)).toHaveLength(1);
  });

  it('counts without gaps for each target and for the node, over restarts', async () => {
    await using bench = await Bench.open();
    const targets = ['district', 'city', 'district', 'district', 'city'];
    const seqs: number[] = [];
    for (const [index, target] of targets.entries()) {
      const store = await bench.store();
      const made = await store.write(await bench.input(`e-${index}`, { target, media: [] }));
      seqs.push(made.log.seq);
      expect((await verifyPackage(made.directory)).findings).toEqual([]);
    }
    expect(seqs).toEqual([1, 1, 2, 3, 2]);
    const store = await bench.store();
    expect(headOf(store.head(null))).toMatchObject({ log: null, treeSize: 5 });
    expect(headOf(store.head('city'))).toMatchObject({ log: 'city', treeSize: 2 });
    expect(headOf(store.head('nobody'))).toMatchObject({ treeSize: 0 });
  });

  it('proves that an older head is the beginning of the newer one', async () => {
    await using bench = await Bench.open();
    const store = await bench.store();
    for (const id of ['e-1', 'e-2', 'e-3']) await store.write(await bench.input(id, { media: [] }));
    const older = headOf(store.head('district'));
    for (const id of ['e-4', 'e-5']) await store.write(await bench.input(id, { media: [] }));
    const newer = headOf(store.head('district'));
    const at = (head: typeof older) => ({
      size: head.treeSize,
      root: Buffer.from(head.rootHash, 'hex'),
    });
    const proof = store.consistency('district', 3).map((hash) => Buffer.from(hash, 'hex'));
    expect(isConsistent(sha256, { from: at(older), to: at(newer), proof })).toBe(true);
  });

  it.each([
    ['an id that climbs out', { evidenceId: '../e' }, 'cannot name a directory'],
    ['facts that are no JSON', { facts: { a: Number.NaN } }, '$.a'],
    ['context over the hashes', { context: { facts: {} } }, "'facts' is a field"],
    ['media that is not there', { media: 'gone' }, 'ENOENT'],
    ['media that is a link', { media: 'link' }, 'ELOOP'],
    ['media whose id climbs out', { media: 'climb' }, 'cannot be a file'],
  ] as const)('refuses %s and leaves nothing behind', async (_sentence, bad, words) => {
    await using bench = await Bench.open();
    const store = await bench.store();
    const [picture] = await bench.media();
    if (picture === undefined) throw new Error('no picture');
    const link = join(bench.root, 'link.jpg');
    await symlink(picture.path, link);
    const media = {
      gone: [{ ...picture, path: join(bench.root, 'gone.jpg') }],
      link: [{ ...picture, path: link }],
      climb: [{ ...picture, id: '../../x' }],
    };
    const more = 'media' in bad ? { media: media[bad.media] } : bad;
    await expect(store.write({ ...(await bench.input('e-1')), ...more })).rejects.toMatchObject({
      code: 'evidence/write',
      message: expect.stringContaining(words),
    });
    expect(await listing(bench)).toEqual({ packages: [], staging: [] });
    expect(await logOf(bench)).toEqual([]);
    expect((await store.write(await bench.input('e-1'))).log.seq).toBe(1);
  });
});

describe('after a crash', () => {
  it('a package half written goes, and its number is given to the next', async () => {
    await using bench = await Bench.open();
    const store = await bench.store();
    await store.write(await bench.input('e-1'));
    const evidence = join(bench.root, 'evidence');
    await cp(join(evidence, 'packages', 'e-1'), join(evidence, 'staging', 'e-2'), {
      recursive: true,
    });
    const next = await bench.store();
    expect(await listing(bench)).toEqual({ packages: ['e-1'], staging: [] });
    expect((await next.write(await bench.input('e-2'))).log.seq).toBe(2);
  });

  it('a package that was logged but not yet renamed is renamed', async () => {
    await using bench = await Bench.open();
    const before = await (await bench.store()).write(await bench.input('e-1'));
    const evidence = join(bench.root, 'evidence');
    await rename(join(evidence, 'packages', 'e-1'), join(evidence, 'staging', 'e-1'));
    const store = await bench.store();
    expect(store.findings).toEqual([]);
    expect(await listing(bench)).toEqual({ packages: ['e-1'], staging: [] });
    expect(await store.write(await bench.input('e-1'))).toEqual(before);
    expect((await verifyPackage(before.directory)).findings).toEqual([]);
  });

  it('a torn line of the log never was', async () => {
    await using bench = await Bench.open();
    await (await bench.store()).write(await bench.input('e-1'));
    await appendFile(join(bench.root, 'evidence', 'log', 'entries.jsonl'), '{"entry":{"type":"pa');
    const store = await bench.store();
    expect(await logOf(bench)).toHaveLength(1);
    expect((await store.write(await bench.input('e-2'))).log.seq).toBe(2);
  });

  it('a deletion that was logged is carried out', async () => {
    await using bench = await Bench.open();
    const store = await bench.store();
    const made = await store.write(await bench.input('e-1'));
    await cp(made.directory, join(bench.root, 'kept'), { recursive: true });
    await store.remove('e-1', 'test');
    await rename(join(bench.root, 'kept'), made.directory);
    expect((await bench.store()).findings).toEqual([]);
    expect(await listing(bench)).toEqual({ packages: [], staging: [] });
  });

  it('what no repair can put right is said', async () => {
    await using bench = await Bench.open();
    const made = await (await bench.store()).write(await bench.input('e-1'));
    await rm(made.directory, { recursive: true });
    await mkdir(join(bench.root, 'evidence', 'packages', 'stranger'));
    const { findings } = await bench.store();
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('e-1 is in the log, but its directory is gone'),
      expect.stringContaining('stranger lies here, but is not in the log'),
    ]);
  });

  it.each([
    [
      'a changed word',
      (text: string) => text.replace('episode-1', 'episode-2').replace('"seq":1', '"seq":3'),
    ],
    ['a missing line', (text: string) => text.split('\n').slice(1).join('\n')],
    ['a line that is not canonical', (text: string) => text.replace('{', '{ ')],
    ['a line that is no JSON', (text: string) => `x${text}`],
  ])('a log with %s is refused', async (_sentence, alter) => {
    await using bench = await Bench.open();
    const store = await bench.store();
    for (const id of ['e-1', 'e-2']) await store.write(await bench.input(id, { media: [] }));
    const path = join(bench.root, 'evidence', 'log', 'entries.jsonl');
    await writeFile(path, alter(await readFile(path, 'utf8')));
    await expect(bench.store()).rejects.toMatchObject({ code: 'evidence/altered' });
  });

  it('a log that somebody else writes is left alone', async () => {
    await using bench = await Bench.open();
    const [one, two] = [await bench.store(), await bench.store()];
    await one.write(await bench.input('e-1', { media: [] }));
    await expect(two.write(await bench.input('e-2', { media: [] }))).rejects.toMatchObject({
      code: 'evidence/write',
      message: expect.stringContaining('somebody else writes it'),
    });
    expect(await logOf(bench)).toHaveLength(1);
  });
});
