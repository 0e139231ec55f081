import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Signer, Signers } from '../../ports/evidence.ts';
import { sha256Hex } from './durable-files.ts';
import { isThere, keyPaths, openKey } from './key-file.ts';
import { createSm2Key, isSm2, signSm2 } from './sm2-key.ts';

/**
 * Who signs for the node: the key `node`, made at the first start (Ed25519), and, where somebody made one, the key
 * `node.sm2` beside it. Throws AgentError 'key/unusable', see openKey.
 */
export async function openSigners(dataDir: string): Promise<Signers> {
  const make = () => generateKeyPairSync('ed25519').privateKey;
  const signer = signerOf(await openKey(keyPaths(dataDir, 'node'), make));
  const beside = await isThere(keyPaths(dataDir, 'node.sm2'));
  return beside ? [signer, await openSm2Signer(dataDir)] : [signer];
}

/** The SM2 key of the node; made where there is none. */
export async function openSm2Signer(dataDir: string): Promise<Signer> {
  return signerOf(await openKey(keyPaths(dataDir, 'node.sm2'), createSm2Key));
}

/** A signer over a private key: Ed25519, ECDSA on P-256 with SHA-256 (ES256), or SM2 with SM3. */
export function signerOf(key: KeyObject): Signer {
  const half = createPublicKey(key);
  const publicKey = half.export({ type: 'spki', format: 'pem' }).toString();
  return { keyId: keyIdOf(half), publicKey, ...signingOf(key) };
}

function signingOf(key: KeyObject): Pick<Signer, 'algorithm' | 'sign'> {
  if (isSm2(key)) return { algorithm: 'sm2', sign: (bytes) => signSm2(key, bytes) };
  if (key.asymmetricKeyType === 'ed25519')
    return { algorithm: 'ed25519', sign: (bytes) => sign(null, bytes, key) };
  const asPair = { key, dsaEncoding: 'ieee-p1363' } as const;
  return { algorithm: 'es256', sign: (bytes) => sign('sha256', bytes, asPair) };
}

/** SHA-256 of the public key (SPKI, DER), hex. */
export function keyIdOf(publicKey: KeyObject): string {
  return sha256Hex(publicKey.export({ type: 'spki', format: 'der' }));
}
