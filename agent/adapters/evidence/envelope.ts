import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../core/evidence/canonical-json.ts';
import { type DsseEnvelope, preAuthEncoding } from '../../core/evidence/dsse.ts';
import type { Signers } from '../../ports/evidence.ts';
import { keyIdOf } from './node-key.ts';
import { holdsSm2, isSm2 } from './sm2-key.ts';

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

/** Signs `payload` as DSSE, once by each signer. Source: DSSE protocol v1. */
export function sealEnvelope(
  signers: Signers,
  payloadType: string,
  payload: Uint8Array,
): DsseEnvelope {
  const signed = preAuthEncoding(payloadType, payload);
  return {
    payload: Buffer.from(payload).toString('base64'),
    payloadType,
    signatures: signers.map((signer) => ({
      keyid: signer.keyId,
      sig: Buffer.from(signer.sign(signed)).toString('base64'),
    })),
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

/** What is wrong with an envelope, in words; empty when each of these keys has signed it, in this order, and no other. */
export function envelopeFaults(
  envelope: DsseEnvelope,
  payloadType: string,
  keys: readonly CheckKey[],
): string[] {
  const payload = Buffer.from(envelope.payload, 'base64');
  const faults: string[] = [];
  if (envelope.payloadType !== payloadType)
    faults.push(`its payload type is '${envelope.payloadType}', expected '${payloadType}'`);
  // Buffer takes sloppy base64: only the one spelling of these bytes is accepted
  if (payload.toString('base64') !== envelope.payload)
    faults.push('its payload is not plain base64');
  const { signatures } = envelope;
  if (signatures.length !== keys.length)
    faults.push(`it holds ${signatures.length} signatures, expected ${keys.length}`);
  const signed = preAuthEncoding(envelope.payloadType, payload);
  for (const [at, key] of keys.entries()) {
    const { keyid, sig } = signatures[at] ?? { keyid: 'nobody', sig: '' };
    if (keyid !== key.keyId) faults.push(`it is signed by key ${keyid}, expected ${key.keyId}`);
    const bytes = Buffer.from(sig, 'base64');
    if (bytes.toString('base64') !== sig || !signatureHolds(key.key, signed, bytes))
      faults.push(`the signature named ${keyid} does not fit key ${key.keyId}`);
  }
  return faults;
}

function signatureHolds(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (isSm2(key)) return holdsSm2(key, bytes, signature);
  return key.asymmetricKeyType === 'ed25519'
    ? verify(null, bytes, key, signature)
    : verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature);
}
