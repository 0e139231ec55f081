import { canonicalJson } from '../../core/evidence/canonical-json.ts';
import type { LogPlace } from '../../core/evidence/compare-logs.ts';
import { TREE_HEAD_TYPE } from '../../core/evidence/dsse.ts';
import { LOG_PROOF_FILE } from '../../core/evidence/file-names.ts';
import {
  leafData,
  type NodeEntry,
  type PackageEntry,
  type TreeHead,
} from '../../core/evidence/log-entry.ts';
import { rootFromInclusion } from '../../core/evidence/merkle-proof.ts';
import { leafHash } from '../../core/evidence/merkle-tree.ts';
import type { Finding } from '../../ports/evidence.ts';
import { sha256, sha256Hex } from './durable-files.ts';
import { type CheckKey, envelopeFaults } from './envelope.ts';
import { hex, type LogProof, logProofSchema, treeHeadSchema } from './log-proof.ts';
import type { ReadManifest } from './manifest-schema.ts';

/**
 * Whether the package is the leaf it says it is, in its target's log and in the node's; and where it stands in
 * both, for those who have more packages of them.
 */
export function checkLogProof(
  bytes: Buffer,
  manifestBytes: Buffer,
  manifest: ReadManifest,
  keys: readonly CheckKey[],
): { readonly findings: Finding[]; readonly places: readonly LogPlace[] } {
  const proof = parseProof(bytes);
  if (typeof proof === 'string')
    return { findings: [{ file: LOG_PROOF_FILE, message: proof }], places: [] };
  const { seq, nodeSeq } = manifest.log;
  const entry: PackageEntry = {
    type: 'package',
    target: manifest.log.target,
    seq,
    evidenceId: manifest.evidenceId,
    episodeId: manifest.episodeId,
    stage: manifest.stage,
    manifestSha256: sha256Hex(manifestBytes),
    utcMs: manifest.created.utcMs,
  };
  const node = { name: "the node's log", log: null, index: nodeSeq - 1 };
  const target = { name: `the log of '${entry.target}'`, log: entry.target, index: seq - 1 };
  const faults = [
    ...partFaults(proof.target, entry, target, manifest, keys),
    ...partFaults(proof.node, { nodeSeq, entry }, node, manifest, keys),
  ];
  return {
    findings: faults.map((message) => ({ file: LOG_PROOF_FILE, message })),
    places: [
      ...placeIn(proof.target, entry, target, manifest),
      ...placeIn(proof.node, { nodeSeq, entry }, node, manifest),
    ],
  };
}

function placeIn(
  part: LogProof['target'],
  leaf: PackageEntry | NodeEntry,
  { log, index }: { readonly log: string | null; readonly index: number },
  { evidenceId, node }: ReadManifest,
): LogPlace[] {
  const head = parseHead(part.head.payload);
  if (head === undefined) return [];
  const data = leafData(leaf);
  return [{ log, node: node.id, evidenceId, seq: index + 1, leaf: data, head }];
}

function partFaults(
  part: LogProof['target'],
  leaf: PackageEntry | NodeEntry,
  due: { readonly name: string; readonly log: string | null; readonly index: number },
  manifest: ReadManifest,
  keys: readonly CheckKey[],
): string[] {
  const faults = envelopeFaults(part.head, TREE_HEAD_TYPE, keys).map(
    (fault) => `head of ${due.name}: ${fault}`,
  );
  const head = parseHead(part.head.payload);
  if (head === undefined) return [...faults, `head of ${due.name}: is not what the agent writes`];
  if (head.log !== due.log || head.node !== manifest.node.id)
    faults.push(`head of ${due.name}: belongs to log '${head.log}' of node '${head.node}'`);
  const root = rootFromInclusion(
    sha256,
    leafHash(sha256, leafData(leaf)),
    due.index,
    head.treeSize,
    part.inclusion.map((hash) => Buffer.from(hash, 'hex')),
  );
  if (root === undefined || hex(root) !== head.rootHash)
    faults.push(
      `this package is not entry ${due.index + 1} of ${due.name}: the proof does not fit`,
    );
  return faults;
}

function parseProof(bytes: Buffer): LogProof | string {
  try {
    const proof = logProofSchema.parse(JSON.parse(bytes.toString('utf8')));
    if (Buffer.from(`${canonicalJson(proof)}\n`).equals(bytes)) return proof;
    return 'the log proof is not written as the agent writes it: something was added or reordered';
  } catch {
    return 'the log proof cannot be read';
  }
}

function parseHead(payload: string): TreeHead | undefined {
  try {
    const bytes = Buffer.from(payload, 'base64');
    const head = treeHeadSchema.parse(JSON.parse(bytes.toString('utf8')));
    return Buffer.from(canonicalJson(head)).equals(bytes) ? head : undefined;
  } catch {
    return undefined; // the caller makes a finding of it
  }
}
