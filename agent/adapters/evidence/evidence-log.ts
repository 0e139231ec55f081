import * as z from 'zod';
import { canonicalJson } from '../../core/evidence/canonical-json.ts';
import { leafData, type NodeEntry, type TargetEntry } from '../../core/evidence/log-entry.ts';
import { MerkleTree } from '../../core/evidence/merkle-tree.ts';
import { AgentError } from '../../ports/errors.ts';
import { sha256 } from './durable-files.ts';
import { LogFile } from './log-file.ts';

const common = {
  target: z.string(),
  seq: z.int().min(1),
  evidenceId: z.string(),
  manifestSha256: z.string(),
  utcMs: z.number(),
};
const lineSchema = z.strictObject({
  nodeSeq: z.int().min(1),
  entry: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('package'),
      ...common,
      episodeId: z.string(),
      stage: z.string(),
    }),
    z.strictObject({ type: z.literal('deletion'), ...common, reason: z.string() }),
  ]),
});

/**
 * The node's log and the logs of its targets. One file holds them all, one canonical line for each entry:
 * a target's log is the entries that name it, so no crash can leave the two in disagreement. Memory grows
 * by about 128 bytes of hashes an entry.
 */
export class EvidenceLog {
  readonly #file: LogFile;
  readonly #nodeTree = new MerkleTree(sha256);
  readonly #targetTrees = new Map<string, MerkleTree>();

  private constructor(file: LogFile) {
    this.#file = file;
  }

  /** Throws AgentError 'evidence/altered' when a line is not what this agent writes, or seq has a gap. */
  static async open(path: string): Promise<{ log: EvidenceLog; entries: TargetEntry[] }> {
    const { file, lines } = await LogFile.open(path);
    const log = new EvidenceLog(file);
    const entries = lines.map((line, index) => {
      const { nodeSeq, entry } = parseLine(line, `${path}:${index + 1}`);
      const due = log.next(entry.target);
      if (nodeSeq !== due.nodeSeq || entry.seq !== due.seq)
        throw altered(`${path}:${index + 1}: numbers ${nodeSeq}/${entry.seq} do not follow on`);
      log.#grow(entry);
      return entry;
    });
    return { log, entries };
  }

  /** The numbers that the next entry of this target will have. */
  next(target: string): { readonly seq: number; readonly nodeSeq: number } {
    const seq = (this.#targetTrees.get(target)?.size ?? 0) + 1;
    return { seq, nodeSeq: this.#nodeTree.size + 1 };
  }

  /**
   * Adds an entry. `before` runs with the trees already grown (to prove and write what needs the new
   * heads) and the line is stored after it; when either fails, the log is as it was.
   */
  async append(entry: TargetEntry, before: () => Promise<void> = async () => {}): Promise<void> {
    const line = this.#grow(entry);
    try {
      await before();
      await this.#file.append(line);
    } catch (error) {
      this.#nodeTree.truncate(this.#nodeTree.size - 1);
      this.tree(entry.target).truncate(entry.seq - 1);
      throw error;
    }
  }

  /** The tree of one target, or of the node (null). Empty for a target that never got anything. */
  tree(target: string | null): MerkleTree {
    if (target === null) return this.#nodeTree;
    return this.#targetTrees.get(target) ?? new MerkleTree(sha256);
  }

  #grow(entry: TargetEntry): Uint8Array {
    const line: NodeEntry = { nodeSeq: this.#nodeTree.size + 1, entry };
    const tree = this.tree(entry.target);
    this.#targetTrees.set(entry.target, tree);
    const data = leafData(line);
    this.#nodeTree.append(data);
    tree.append(leafData(entry));
    return data;
  }
}

function parseLine(line: string, place: string): NodeEntry {
  try {
    const value = lineSchema.parse(JSON.parse(line));
    if (canonicalJson(value) !== line) throw new TypeError('not canonical JSON');
    return value;
  } catch (error) {
    throw altered(`${place}: the line is not what the agent writes`, error);
  }
}

function altered(what: string, cause?: unknown): AgentError {
  return new AgentError(
    'evidence/altered',
    `The evidence log was altered. ${what}. Bring the file back from a backup; keep the altered one as proof.`,
    {},
    cause,
  );
}
