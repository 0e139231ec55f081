import { canonicalBytes } from './canonical-json.ts';

/** One line of a target's log: a package that it gets. `seq` counts from 1 without gaps. */
export interface PackageEntry {
  readonly type: 'package';
  readonly target: string;
  readonly seq: number;
  readonly evidenceId: string;
  readonly episodeId: string;
  readonly stage: string;
  readonly manifestSha256: string;
  readonly utcMs: number;
}

/** The tombstone of a package that was deleted here. */
interface DeletionEntry {
  readonly type: 'deletion';
  readonly target: string;
  readonly seq: number;
  readonly evidenceId: string;
  readonly manifestSha256: string;
  readonly utcMs: number;
  readonly reason: string;
}

export type TargetEntry = PackageEntry | DeletionEntry;

/** One line of the node's log, which holds the entries of all targets in the order they were made. */
export interface NodeEntry {
  readonly nodeSeq: number;
  readonly entry: TargetEntry;
}

/** The data of a leaf: canonical JSON, in both trees. */
export function leafData(entry: TargetEntry | NodeEntry): Uint8Array {
  return canonicalBytes(entry);
}

/** What is signed as the head of one log (`log`: a target's name, or null for the node's own log). */
export interface TreeHead {
  readonly log: string | null;
  readonly node: string;
  readonly treeSize: number;
  readonly rootHash: string;
  readonly utcMs: number;
}
