import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { link, lstat, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AgentError } from '../../ports/errors.ts';
import type { Signer } from '../../ports/evidence.ts';
import { sha256Hex, syncDirectory, systemCode, writeDurable } from './durable-files.ts';

/**
 * The node's signing key, made at the first start: `<dataDir>/keys/node.pem` (Ed25519, PKCS#8 PEM, mode
 * 0600), with its public half beside it as `node.pub.pem`.
 *
 * Throws AgentError 'key/unusable' when the key can be read by others, is no private key, or is gone while
 * its public half is still there (a new key would be a new identity, which nobody should get unasked).
 */
export async function openSigner(dataDir: string): Promise<Signer> {
  const directory = join(dataDir, 'keys');
  const paths = { secret: join(directory, 'node.pem'), open: join(directory, 'node.pub.pem') };
  await guarded(paths.secret, async () => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (!(await exists(paths.secret))) await createKey(paths);
  });
  const key = await readKey(paths.secret);
  const signer = signerOf(key);
  await guarded(paths.open, () => exportPublic(paths.open, signer.publicKey));
  return signer;
}

/** A signer over a private key: Ed25519, or ECDSA on P-256 with SHA-256 (ES256). */
export function signerOf(key: KeyObject): Signer {
  const half = createPublicKey(key);
  const algorithm = key.asymmetricKeyType === 'ed25519' ? 'ed25519' : 'es256';
  return {
    keyId: keyIdOf(half),
    algorithm,
    publicKey: half.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) =>
      algorithm === 'ed25519'
        ? sign(null, bytes, key)
        : sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }),
  };
}

/** SHA-256 of the public key (SPKI, DER), hex. */
export function keyIdOf(publicKey: KeyObject): string {
  return sha256Hex(publicKey.export({ type: 'spki', format: 'der' }));
}

async function createKey(paths: { secret: string; open: string }): Promise<void> {
  // asked in this order: another process that makes the key now writes the secret half first
  if ((await exists(paths.open)) && !(await exists(paths.secret)))
    throw new AgentError(
      'key/unusable',
      `The node key ${paths.secret} is gone, but its public half is there. Bring the key back from a backup, or delete ${paths.open} to begin a new identity.`,
      { path: paths.secret },
    );
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await createOnce(paths.secret, pem, 0o600);
}

/** Whole or not at all; when somebody else was first, theirs stays. */
async function createOnce(path: string, content: string, mode: number): Promise<void> {
  const draft = `${path}.${randomUUID()}.new`;
  await writeDurable(draft, content, mode);
  try {
    await link(draft, path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  await syncDirectory(dirname(path));
}

async function readKey(path: string): Promise<KeyObject> {
  const pem = await guarded(path, async () => {
    const { mode } = await lstat(path);
    if ((mode & 0o077) !== 0)
      throw new AgentError(
        'key/unusable',
        `The node key ${path} can be read by others (mode ${(mode & 0o777).toString(8)}, expected 600). Run 'chmod 600' on it, or replace it if somebody may have copied it.`,
        { path, mode: (mode & 0o777).toString(8) },
      );
    return await readFile(path, 'utf8');
  });
  const key = parseKey(pem, path);
  const usable =
    key.asymmetricKeyType === 'ed25519' || key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  if (usable) return key;
  throw new AgentError(
    'key/unusable',
    `The node key ${path} is of type ${key.asymmetricKeyType ?? 'unknown'}; expected Ed25519 or EC P-256.`,
    { path },
  );
}

function parseKey(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    throw new AgentError(
      'key/unusable',
      `The node key ${path} is no private key in PEM form. Bring it back from a backup.`,
      { path },
      error,
    );
  }
}

async function exportPublic(path: string, pem: string): Promise<void> {
  if (!(await exists(path))) await createOnce(path, pem, 0o644);
  if ((await readFile(path, 'utf8')).trim() === pem.trim()) return;
  throw new AgentError(
    'key/unusable',
    `${path} does not belong to the node key beside it. Find out which of the two was exchanged; delete the public file only if the key is the right one.`,
    { path },
  );
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AgentError) throw error;
    const reason = systemCode(error) ?? String(error);
    throw new AgentError(
      'key/unusable',
      `The node key ${path} cannot be used: ${reason}. Check that the data directory belongs to the agent's user.`,
      { path },
      error,
    );
  }
}
