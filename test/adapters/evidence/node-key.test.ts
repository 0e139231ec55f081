import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSigners } from '../../../agent/adapters/evidence/node-key.ts';

let root: string;
let secret: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'streetwarden-key-'));
  secret = join(root, 'keys', 'node.pem');
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('node key', () => {
  it('is made at the first start, readable by its owner alone, public half beside it', async () => {
    const [signer] = await openSigners(root);
    expect((await stat(secret)).mode & 0o777).toBe(0o600);
    expect(await readFile(join(root, 'keys', 'node.pub.pem'), 'utf8')).toBe(signer.publicKey);
    const bytes = Buffer.from('evidence');
    expect(verify(null, bytes, createPublicKey(signer.publicKey), signer.sign(bytes))).toBe(true);
  });

  it('stays the same at the next start, also when two start at once', async () => {
    const [[a], [b]] = await Promise.all([openSigners(root), openSigners(join(root, '.'))]);
    const [later] = await openSigners(root);
    expect(new Set([a.keyId, b.keyId, later.keyId]).size).toBe(1);
  });

  it('may be an EC key on P-256 put there by the operator', async () => {
    await mkdir(join(root, 'keys'));
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const [signer] = await openSigners(root);
    const bytes = Buffer.from('evidence');
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
    expect(signer.algorithm).toBe('es256');
    expect(verify('sha256', bytes, key, signer.sign(bytes))).toBe(true);
  });

  const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  it.each([
    ['is readable by the group', () => chmod(secret, 0o640), 'chmod 600'],
    ['is readable by all', () => chmod(secret, 0o604), 'mode 604'],
    ['is no key', () => writeFile(secret, 'x'), 'no private key'],
    [
      'is of a kind not used here',
      () => writeFile(secret, rsa().export({ type: 'pkcs8', format: 'pem' })),
      'expected Ed25519, EC P-256 or SM2',
    ],
    ['is gone while its public half is there', () => rm(secret), 'from a backup'],
    [
      'has the public half of another key beside it',
      () => writeFile(join(root, 'keys', 'node.pub.pem'), 'other'),
      'does not belong',
    ],
    [
      'lies where no directory can be',
      async () => {
        await rm(join(root, 'keys'), { recursive: true });
        await writeFile(join(root, 'keys'), '');
      },
      'cannot be used',
    ],
  ])('is refused, with what to do, when it %s', async (_sentence, spoil, words) => {
    await openSigners(root);
    await spoil();
    await expect(openSigners(root)).rejects.toMatchObject({
      code: 'key/unusable',
      message: expect.stringContaining(words),
    });
  });
});
