import { createPublicKey, verify } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE } from './load-manifest.ts';

/** Ed25519 over the bytes of the manifest, in base64; the manifest holds the hash of the model. */
const SIGNATURE_FILE = `${MANIFEST_FILE}.sig`;

/** 'unchecked': there is a signature, but no key to check it with. */
export type SignatureState = 'none' | 'unchecked' | 'good' | 'bad';

/** Whether the manifest in `directory` is signed by the key (PEM). Throws where the key cannot be read. */
export async function signatureState(
  directory: string,
  keyPem: string | undefined,
): Promise<SignatureState> {
  const path = join(directory, SIGNATURE_FILE);
  if (!existsSync(path)) return 'none';
  if (keyPem === undefined) return 'unchecked';
  const [text, signature] = await Promise.all([
    readFile(join(directory, MANIFEST_FILE)),
    readFile(path, 'utf8'),
  ]);
  const good = verify(null, text, createPublicKey(keyPem), Buffer.from(signature.trim(), 'base64'));
  return good ? 'good' : 'bad';
}
