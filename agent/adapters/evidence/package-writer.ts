import { join } from 'node:path';
import type { DsseEnvelope } from '../../core/evidence/dsse.ts';
import { isSafeId } from '../../core/evidence/file-names.ts';
import type { PackageEntry, TargetEntry } from '../../core/evidence/log-entry.ts';
import { InTurn } from '../../lib/in-turn.ts';
import type { Clock } from '../../ports/clock.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Finding, PackageInput, PackageWriter, WrittenPackage } from '../../ports/evidence.ts';
import { systemCode } from './durable-files.ts';
import { EvidenceLog } from './evidence-log.ts';
import { hex, logProofText, signHead } from './log-proof.ts';
import { isDirectory, readPackage } from './read-package.ts';
import { presentIn, Shelf } from './shelf.ts';
import { finishPackage, type Maker, stagePackage } from './stage-package.ts';

export interface EvidenceOptions extends Maker {
  /** Holds `packages/`, `staging/` and `log/entries.jsonl`; all on one file system. One writer at a time. */
  readonly directory: string;
}

/** The writer and what else can be done with its packages and logs. */
export interface EvidenceStore extends PackageWriter {
  /** What the start found that no repair can put right. */
  readonly findings: readonly Finding[];
  /** Packages that are here, oldest first. */
  packages(): readonly PackageEntry[];
  /** Logs the deletion, then deletes. False when there is no such package (any more). */
  remove(evidenceId: string, reason: string): Promise<boolean>;
  /** The signed head of a target's log, or of the node's (null). */
  head(target: string | null): DsseEnvelope;
  /** Proof (hex hashes) that a log of `fromSize` entries is the beginning of the one now. */
  consistency(target: string | null, fromSize: number): readonly string[];
}

/**
 * Opens the evidence directory and repairs what a crash left. Throws AgentError 'evidence/altered' when
 * the log is not what was written, 'evidence/write' when the directory cannot be used.
 */
export async function openPackageWriter(
  options: EvidenceOptions,
  clock: Pick<Clock, 'utcMs'>,
): Promise<EvidenceStore> {
  return await guarded(options.directory, async () => {
    const opened = await EvidenceLog.open(join(options.directory, 'log', 'entries.jsonl'));
    const shelf = new Shelf(options.directory);
    const findings = await shelf.repair(opened.entries);
    return new Store(options, clock, { ...opened, shelf, findings });
  });
}

interface Opened {
  readonly log: EvidenceLog;
  readonly entries: readonly TargetEntry[];
  readonly shelf: Shelf;
  readonly findings: readonly Finding[];
}

class Store implements EvidenceStore {
  readonly findings: readonly Finding[];
  readonly #options: EvidenceOptions;
  readonly #clock: Pick<Clock, 'utcMs'>;
  readonly #log: EvidenceLog;
  readonly #shelf: Shelf;
  /** Bounded by what retention leaves on the disk. */
  readonly #present: Map<string, PackageEntry>;
  /** Grows with the log: an id must never be given out twice. */
  readonly #deleted: Set<string>;
  readonly #turns = new InTurn();

  constructor(options: EvidenceOptions, clock: Pick<Clock, 'utcMs'>, opened: Opened) {
    this.#options = options;
    this.#clock = clock;
    this.#log = opened.log;
    this.#shelf = opened.shelf;
    this.findings = opened.findings;
    this.#present = presentIn(opened.entries);
    const deletions = opened.entries.filter(({ type }) => type === 'deletion');
    this.#deleted = new Set(deletions.map(({ evidenceId }) => evidenceId));
  }

  write(input: PackageInput): Promise<WrittenPackage> {
    return this.#inTurn(() => this.#write(input));
  }

  remove(evidenceId: string, reason: string): Promise<boolean> {
    return this.#inTurn(() => this.#remove(evidenceId, reason));
  }

  packages(): readonly PackageEntry[] {
    return [...this.#present.values()];
  }

  head(target: string | null): DsseEnvelope {
    const { signers, node } = this.#options;
    return signHead(this.#log, target, signers, { node: node.id, utcMs: this.#clock.utcMs() });
  }

  consistency(target: string | null, fromSize: number): readonly string[] {
    return this.#log.tree(target).consistency(fromSize).map(hex);
  }

  async #write(input: PackageInput): Promise<WrittenPackage> {
    const { evidenceId, target } = input;
    if (!isSafeId(evidenceId))
      throw failed(`evidenceId ${JSON.stringify(evidenceId)} cannot name a directory`);
    if (this.#deleted.has(evidenceId))
      throw failed(`package ${evidenceId} was deleted before; its number is not given out again`);
    const path = this.#shelf.pathOf(evidenceId);
    if (this.#present.has(evidenceId)) return await this.#existing(evidenceId, path);
    if (await isDirectory(path))
      throw failed(`${path} is there, but not in the log; move it away and look where it is from`);
    const numbers = { ...this.#log.next(target), utcMs: this.#clock.utcMs() };
    try {
      const stage = await this.#shelf.freshStage(evidenceId);
      const staged = await stagePackage(stage, input, this.#options, numbers);
      await this.#log.append(staged.entry, async () => {
        const { signers, node } = this.#options;
        const proof = logProofText(this.#log, staged.entry, numbers.nodeSeq, signers, node.id);
        await finishPackage(staged, proof);
      });
      this.#present.set(evidenceId, staged.entry);
    } catch (error) {
      await this.#shelf.dropStage(evidenceId);
      throw error;
    }
    await this.#shelf.publish(evidenceId);
    return await readPackage(path);
  }

  async #existing(evidenceId: string, path: string): Promise<WrittenPackage> {
    // logged, but the last step failed while this process ran: it is taken now
    if (!(await isDirectory(path))) await this.#shelf.publish(evidenceId);
    return await readPackage(path);
  }

  async #remove(evidenceId: string, reason: string): Promise<boolean> {
    const entry = this.#present.get(evidenceId);
    if (entry === undefined) return false;
    const { target, manifestSha256 } = entry;
    const { seq } = this.#log.next(target);
    const utcMs = this.#clock.utcMs();
    await this.#log.append({
      type: 'deletion',
      target,
      seq,
      evidenceId,
      manifestSha256,
      utcMs,
      reason,
    });
    this.#present.delete(evidenceId);
    this.#deleted.add(evidenceId);
    if (await isDirectory(this.#shelf.pathOf(evidenceId))) await this.#shelf.discard(evidenceId);
    return true;
  }

  /** One change at a time: the numbers of the log are given out in order. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.run(() => guarded(this.#options.directory, work));
  }
}

function failed(reason: string, cause?: unknown): AgentError {
  return new AgentError(
    'evidence/write',
    `The package could not be written: ${reason}.`,
    {},
    cause,
  );
}

async function guarded<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AgentError) throw error;
    const code = systemCode(error);
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw failed(
        `the disk under ${directory} is full; free some space, then it is written`,
        error,
      );
    throw failed(error instanceof Error ? error.message : String(error), error);
  }
}
