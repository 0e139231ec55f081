import { createHash } from 'node:crypto';
import { checkKeyOf, envelopeFaults, envelopeSchema } from '../adapters/evidence/envelope.ts';
import { EVIDENCE_TYPE } from '../core/evidence/dsse.ts';

interface SignedEvent {
  readonly source: string;
  readonly data: {
    readonly evidence?: { readonly manifestSha256: string; readonly dsse?: unknown } | undefined;
  };
}

/** What a platform does about signatures: keeps each node's key from its first birth, and checks with it. */
export class PlatformTrust {
  readonly #keys = new Map<string, string>();

  /** For the platform's `onState`. The first key of a node stays. */
  readonly learn = (node: string, state: Readonly<Record<string, unknown>>): void => {
    const { key } = state;
    if (typeof key === 'string' && !this.#keys.has(node)) this.#keys.set(node, key);
  };

  /** For the platform's `verify`: what is wrong with the signature, or undefined. */
  readonly verify = ({ source, data }: SignedEvent): string | undefined => {
    const { evidence } = data;
    if (evidence === undefined) return undefined;
    const pem = this.#keys.get(source.split('/').slice(1, 3).join('/'));
    if (pem === undefined) return 'the key of this node is not known: no birth came';
    const read = envelopeSchema.safeParse(evidence.dsse);
    if (!read.success) return 'the signature is no DSSE envelope';
    const bytes = Buffer.from(read.data.payload, 'base64');
    if (createHash('sha256').update(bytes).digest('hex') !== evidence.manifestSha256)
      return 'the signed manifest is not the one that the event names';
    const faults = envelopeFaults(read.data, EVIDENCE_TYPE, [checkKeyOf(pem)]);
    return faults.length === 0 ? undefined : faults.join('; ');
  };
}
