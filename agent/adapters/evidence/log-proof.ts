import * as z from 'zod';
import { canonicalBytes, canonicalJson } from '../../core/evidence/canonical-json.ts';
import { type DsseEnvelope, TREE_HEAD_TYPE } from '../../core/evidence/dsse.ts';
import type { PackageEntry, TreeHead } from '../../core/evidence/log-entry.ts';
import type { Signers } from '../../ports/evidence.ts';
import { envelopeSchema, sealEnvelope } from './envelope.ts';
import type { EvidenceLog } from './evidence-log.ts';

const LOG_PROOF_SCHEMA = 'streetwarden.log-proof/1';
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hex');
const proofSchema = z.strictObject({ head: envelopeSchema, inclusion: z.array(hash).max(64) });

export const logProofSchema = z.strictObject({
  schema: z.literal(LOG_PROOF_SCHEMA),
  target: proofSchema,
  node: proofSchema,
});

export const treeHeadSchema = z.strictObject({
  log: z.union([z.string(), z.null()]),
  node: z.string(),
  treeSize: z.int().min(0),
  rootHash: hash,
  utcMs: z.number(),
});

export type LogProof = z.output<typeof logProofSchema>;

/** The signed head of one log (null: the node's own) as it stands now. */
export function signHead(
  log: EvidenceLog,
  target: string | null,
  signers: Signers,
  at: { readonly node: string; readonly utcMs: number },
): DsseEnvelope {
  const tree = log.tree(target);
  const head: TreeHead = {
    log: target,
    node: at.node,
    treeSize: tree.size,
    rootHash: hex(tree.root()),
    utcMs: at.utcMs,
  };
  return sealEnvelope(signers, TREE_HEAD_TYPE, canonicalBytes(head));
}

/** log-proof.json of the newest entry: how its leaf leads to the signed heads of both logs. */
export function logProofText(
  log: EvidenceLog,
  entry: PackageEntry,
  nodeSeq: number,
  signers: Signers,
  node: string,
): string {
  const part = (target: string | null, seq: number) => ({
    head: signHead(log, target, signers, { node, utcMs: entry.utcMs }),
    inclusion: log
      .tree(target)
      .inclusion(seq - 1)
      .map(hex),
  });
  const proof = {
    schema: LOG_PROOF_SCHEMA,
    target: part(entry.target, entry.seq),
    node: part(null, nodeSeq),
  };
  return `${canonicalJson(proof)}\n`;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
