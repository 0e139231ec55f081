import type { DsseEnvelope } from '../../core/evidence/dsse.ts';
import { EVIDENCE_TYPE } from '../../core/evidence/dsse.ts';
import { MANIFEST_FILE, SIGNATURE_FILE } from '../../core/evidence/file-names.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Finding } from '../../ports/evidence.ts';
import {
  type CheckKey,
  checkKeyOf,
  envelopeFaults,
  envelopeSchema,
  envelopeText,
} from './envelope.ts';
import type { ReadManifest } from './manifest-schema.ts';

export interface ExpectedKey {
  /** PEM of the public key that must have signed, from a source other than the package. */
  readonly publicKey?: string;
  /** Or only its id: SHA-256 of the SPKI DER, hex. */
  readonly keyId?: string;
}

/**
 * The keys that the manifest names, its own first; findings when one is no key, is not called what it is, or when the
 * expected key is not among them. Undefined when they cannot be used.
 */
export function keysToCheck(
  { signer, cosigners = [] }: ReadManifest,
  expected: ExpectedKey,
  findings: Finding[],
): CheckKey[] | undefined {
  const add = (message: string) => findings.push({ file: SIGNATURE_FILE, message });
  const trusted = expected.publicKey === undefined ? undefined : trustedKey(expected.publicKey);
  const named = [signer, ...cosigners].flatMap(({ keyId, publicKey }): CheckKey[] => {
    const key = packageKey(publicKey);
    if (key === undefined) add('the public key in the manifest is no key');
    else if (key.keyId !== keyId)
      add(`the key in the manifest has the id ${key.keyId}, but is called ${keyId}`);
    return key === undefined ? [] : [key];
  });
  for (const id of [trusted?.keyId, expected.keyId])
    if (id !== undefined && !named.some(({ keyId }) => keyId === id))
      add(`the package says it is signed by key ${signer.keyId}, expected was ${id}`);
  return named.length === cosigners.length + 1 ? named : undefined;
}

/** Signature over exactly the manifest's bytes, written in the one way it is written. */
export function signatureFindings(
  bytes: Buffer,
  manifest: Buffer,
  keys: readonly CheckKey[],
): Finding[] {
  const envelope = parseEnvelope(bytes);
  if (typeof envelope === 'string') return [{ file: SIGNATURE_FILE, message: envelope }];
  const faults = envelopeFaults(envelope, EVIDENCE_TYPE, keys).map((fault) => ({
    file: SIGNATURE_FILE,
    message: `signature: ${fault}`,
  }));
  if (!Buffer.from(envelope.payload, 'base64').equals(manifest))
    faults.push({
      file: MANIFEST_FILE,
      message: 'the manifest was altered: the signature is over other bytes',
    });
  return faults;
}

function parseEnvelope(bytes: Buffer): DsseEnvelope | string {
  try {
    const envelope = envelopeSchema.parse(JSON.parse(bytes.toString('utf8')));
    if (Buffer.from(envelopeText(envelope)).equals(bytes)) return envelope;
    return 'the signature file is not written as the agent writes it: something was added or reordered';
  } catch {
    return 'the signature file is no DSSE envelope';
  }
}

function packageKey(pem: string): CheckKey | undefined {
  try {
    return checkKeyOf(pem);
  } catch {
    return undefined; // the caller makes a finding of it
  }
}

function trustedKey(pem: string): CheckKey {
  try {
    return checkKeyOf(pem);
  } catch (error) {
    throw new AgentError(
      'key/unusable',
      'The public key to verify with is no key in PEM form. Give the content of node.pub.pem.',
      {},
      error,
    );
  }
}
