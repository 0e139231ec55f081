import { createPrivateKey, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { link, lstat, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AgentError } from '../../ports/errors.ts';
import { syncDirectory, systemCode, writeDurable } from './durable-files.ts';
import { isSm2 } from './sm2-key.ts';

/** A private key (PKCS#8 PEM, mode 0600) and its public half beside it. */
interface KeyPaths {
  readonly secret: string;
  readonly open: string;
}

/** Where the key of this name lies: `keys/<name>.pem` and `keys/<name>.pub.pem` of the data directory. */
export function keyPaths(dataDir: string, name: string): KeyPaths {
  const directory = join(dataDir, 'keys');
  return { secret: join(directory, `${name}.pem`), open: join(directory, `${name}.pub.pem`) };
}

/**
 * The key that lies there; where there is none it is made, once, whoever else does the same.
 *
 * Throws AgentError 'key/unusable' when the key can be read by others, is no private key, or is gone while
 * its public half is still there (a new key would be a new identity, which nobody should get unasked).
 */
export async function openKey(paths: KeyPaths, make: () => KeyObject): Promise<KeyObject> {
  await guarded(paths.secret, async () => {
    await mkdir(dirname(paths.secret), { recursive: true, mode: 0o700 });
    if (!(await exists(paths.secret))) await createKey(paths, make);
  });
  const key = await readKey(paths.secret);
  const half = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  await guarded(paths.open, () => exportPublic(paths.open, half));
  return key;
}

/** Whether either half of the key is there. */
export async function isThere(paths: KeyPaths): Promise<boolean> {
  return (await exists(paths.secret)) || (await exists(paths.open));
}

async function createKey(paths: KeyPaths, make: () => KeyObject): Promise<void> {
  // asked in this order: another process that makes the key now writes the secret half first
  if ((await exists(paths.open)) && !(await exists(paths.secret)))
    throw new AgentError(
      'key/unusable',
      `The node key ${paths.secret} is gone, but its public half is there. Bring the key back from a backup, or delete ${paths.open} to begin a new identity.`,
      { path: paths.secret },
    );
  const pem = make().export({ type: 'pkcs8', format: 'pem' }).toString();
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
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ed25519' || details?.namedCurve === 'prime256v1' || isSm2(key)) return key;
  throw new AgentError(
    'key/unusable',
    `The node key ${path} is of type ${type ?? 'unknown'}; expected Ed25519, EC P-256 or SM2.`,
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
