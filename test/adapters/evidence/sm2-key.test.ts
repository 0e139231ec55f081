import { spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSigners, openSm2Signer, signerOf } from '../../../agent/adapters/evidence/node-key.ts';
import {
  createSm2Key,
  holdsSm2,
  isSm2,
  signSm2,
} from '../../../agent/adapters/evidence/sm2-key.ts';
import { HAS_OPENSSL } from './fixture.ts';
import { Specimen } from './specimen.ts';

const BYTES = Buffer.from('人行道违停 evidence');

describe('SM2', () => {
  it('is told from other keys, which look alike to Node', () => {
    const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(isSm2(createSm2Key())).toBe(true);
    expect(isSm2(createPublicKey(createSm2Key()))).toBe(true);
    expect(isSm2(p256.privateKey)).toBe(false);
    expect(isSm2(generateKeyPairSync('ed25519').publicKey)).toBe(false);
  });

  it('signs anew each time, and holds for these bytes and this key alone', () => {
    const key = createSm2Key();
    const half = createPublicKey(key);
    const [one, other] = [signSm2(key, BYTES), signSm2(key, BYTES)];
    expect(one).not.toEqual(other);
    expect([holdsSm2(half, BYTES, one), holdsSm2(half, BYTES, other)]).toEqual([true, true]);
    expect(holdsSm2(half, Buffer.from('other'), one)).toBe(false);
    expect(holdsSm2(createPublicKey(createSm2Key()), BYTES, one)).toBe(false);
    const all = Buffer.from(one);
    for (const bad of [
      Buffer.alloc(0),
      all.subarray(1),
      all.subarray(0, -1),
      Buffer.concat([all, all]),
    ])
      expect(holdsSm2(half, BYTES, bad)).toBe(false);
  });
});

describe.skipIf(!HAS_OPENSSL)('SM2 against OpenSSL', () => {
  let root: string;
  const file = (name: string) => join(root, name);
  const openssl = (...args: string[]) => spawnSync('openssl', args, { encoding: 'utf8' });
  const ID = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'streetwarden-sm2-'));
    await writeFile(file('bytes'), BYTES);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('verifies what is signed here', async () => {
    const signer = signerOf(createSm2Key());
    await writeFile(file('pub.pem'), signer.publicKey);
    await writeFile(file('sig'), signer.sign(BYTES));
    const args = [
      '-pubin',
      '-inkey',
      file('pub.pem'),
      '-in',
      file('bytes'),
      '-sigfile',
      file('sig'),
    ];
    const { stdout } = openssl('pkeyutl', '-verify', ...args, ...ID);
    expect(stdout).toContain('Signature Verified Successfully');
  });

  it('signs what is verified here, with a key that it made', async () => {
    expect(openssl('genpkey', '-algorithm', 'SM2', '-out', file('key.pem')).status).toBe(0);
    const args = ['-inkey', file('key.pem'), '-in', file('bytes'), '-out', file('made')];
    expect(openssl('pkeyutl', '-sign', ...args, ...ID).status).toBe(0);
    const key = createPublicKey(createPrivateKey(await readFile(file('key.pem'))));
    expect(holdsSm2(key, BYTES, await readFile(file('made')))).toBe(true);
  });
});

describe('a node with an SM2 key', () => {
  let specimen: Specimen;
  beforeAll(async () => {
    specimen = await Specimen.open({ sm2: true });
  });
  afterAll(() => specimen[Symbol.asyncDispose]());

  it('keeps it like the other one, and signs with both', async () => {
    const signers = await openSigners(specimen.bench.root);
    expect(signers.map(({ algorithm }) => algorithm)).toEqual(['ed25519', 'sm2']);
    expect((await openSm2Signer(specimen.bench.root)).keyId).toBe(signers[1]?.keyId);
    const { mode } = await stat(join(specimen.bench.root, 'keys', 'node.sm2.pem'));
    expect(mode & 0o777).toBe(0o600);
    const envelope = await readFile(join(specimen.genuine, 'signature.dsse.json'), 'utf8');
    for (const { keyId } of signers) expect(envelope).toContain(keyId);
    expect(await specimen.findings(specimen.genuine)).toEqual([]);
  });

  it.each([0, 1])('shows that signature %i was taken from another package', async (at) => {
    const place = await specimen.copy();
    const path = join(place, 'signature.dsse.json');
    const envelope = JSON.parse(await readFile(path, 'utf8'));
    const others = join(specimen.genuine, '..', 'e-0', 'signature.dsse.json');
    envelope.signatures[at].sig = JSON.parse(await readFile(others, 'utf8')).signatures[at].sig;
    await writeFile(path, `${JSON.stringify(envelope)}\n`);
    expect((await specimen.findings(place)).join('\n')).toContain('does not fit key');
  });

  it('shows that one of its signatures was taken away', async () => {
    const place = await specimen.copy();
    const path = join(place, 'signature.dsse.json');
    const envelope = JSON.parse(await readFile(path, 'utf8'));
    envelope.signatures.pop();
    await writeFile(path, `${JSON.stringify(envelope)}\n`);
    expect((await specimen.findings(place)).join('\n')).toContain('1 signatures, expected 2');
  });
});
