/** Dead Simple Signing Envelope (DSSE v1): the file signature.dsse.json. */
export interface DsseEnvelope {
  /** Base64 of exactly the signed bytes. */
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

export const EVIDENCE_TYPE = 'application/vnd.streetwarden.evidence+json';
export const TREE_HEAD_TYPE = 'application/vnd.streetwarden.tree-head+json';

/**
 * What is really signed: `DSSEv1 <length of type> <type> <length of payload> <payload>`, lengths in bytes.
 * Source: DSSE protocol, pre-authentication encoding.
 */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const encoder = new TextEncoder();
  const type = encoder.encode(payloadType);
  const head = encoder.encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}
