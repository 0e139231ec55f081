import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../core/evidence/canonical-json.ts';
import { type DsseEnvelope, preAuthEncoding } from '../../core/evidence/dsse.ts';
import type { Signer } from '../../ports/evidence.ts';
import { keyIdOf } from './node-key.ts';

export const envelopeSchema = z.strictObject({
  payload: z.base64(),
  payloadType: z.string(),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.base64() })).min(1),
});

/** A public key to check with, and its id. */
export interface CheckKey {
  readonly key: KeyObject;
  readonly keyId: string;
}

/** Signs `payload` as DSSE. Source: DSSE protocol v1. */
export function sealEnvelope(
  signer: Signer,
  payloadType: string,
  payload: Uint8Array,
): DsseEnvelope {
  const sig = Buffer.from(signer.sign(preAuthEncoding(payloadType, payload))).toString('base64');
  return {
    payload: Buffer.from(payload).toString('base64'),
    payloadType,
    signatures: [{ keyid: signer.keyId, sig }],
  };
}

/** The one way an envelope is written, so that nothing unsigned can hide between its parts. */
export function envelopeText(envelope: DsseEnvelope): string {
  return `${canonicalJson(envelope)}\n`;
}

/** Throws what node:crypto throws when `pem` is no key. */
export function checkKeyOf(pem: string): CheckKey {
  const key = createPublicKey(pem);
  return { key, keyId: keyIdOf(key) };
}

/** What is wrong with an envelope, in words; empty when every signature in it is good. */
export function envelopeFaults(
  envelope: DsseEnvelope,
  payloadType: string,
  key: CheckKey,
): string[] {
  const payload = Buffer.from(envelope.payload, 'base64');
  const faults: string[] = [];
  if (envelope.payloadType !== payloadType)
    faults.push(`its payload type is '${envelope.payloadType}', expected '${payloadType}'`);
  // Buffer takes sloppy base64: only the one spelling of these bytes is accepted
  if (payload.toString('base64') !== envelope.payload)
    faults.push('its payload is not plain base64');
  const seen = new Set<string>();
  for (const { keyid, sig } of envelope.signatures) {
    if (seen.has(keyid)) faults.push(`it holds two signatures by key ${keyid}`);
    seen.add(keyid);
    if (keyid !== key.keyId) faults.push(`it is signed by key ${keyid}, expected ${key.keyId}`);
    const bytes = Buffer.from(sig, 'base64');
    const good =
      bytes.toString('base64') === sig &&
      signatureHolds(key.key, preAuthEncoding(envelope.payloadType, payload), bytes);
    if (!good) faults.push(`the signature named ${keyid} does not fit key ${key.keyId}`);
  }
  return faults;
}

function signatureHolds(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  return key.asymmetricKeyType === 'ed25519'
    ? verify(null, bytes, key, signature)
    : verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}
