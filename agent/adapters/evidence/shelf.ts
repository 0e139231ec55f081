import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MANIFEST_FILE } from '../../core/evidence/file-names.ts';
import type { PackageEntry, TargetEntry } from '../../core/evidence/log-entry.ts';
import type { Finding } from '../../ports/evidence.ts';
import { sha256Hex, syncDirectory, systemCode } from './durable-files.ts';
import { isDirectory } from './read-package.ts';

/** Where packages lie: `packages/<evidenceId>` the whole ones, `staging/<evidenceId>` those in the making. */
export class Shelf {
  readonly #packages: string;
  readonly #staging: string;

  constructor(directory: string) {
    this.#packages = join(directory, 'packages');
    this.#staging = join(directory, 'staging');
  }

  pathOf(evidenceId: string): string {
    return join(this.#packages, evidenceId);
  }

  /** An empty place to build a package in; what lay there is thrown away. */
  async freshStage(evidenceId: string): Promise<string> {
    const stage = join(this.#staging, evidenceId);
    await rm(stage, { recursive: true, force: true });
    await mkdir(stage, { recursive: true });
    return stage;
  }

  async dropStage(evidenceId: string): Promise<void> {
    await rm(join(this.#staging, evidenceId), { recursive: true, force: true });
  }

  /** Makes a finished package visible, in one step. */
  async publish(evidenceId: string): Promise<void> {
    await rename(join(this.#staging, evidenceId), this.pathOf(evidenceId));
    await syncDirectory(this.#packages);
    await syncDirectory(this.#staging);
  }

  /** Takes a package away: out of sight in one step, then its files. */
  async discard(evidenceId: string): Promise<void> {
    await this.dropStage(evidenceId);
    await rename(this.pathOf(evidenceId), join(this.#staging, evidenceId));
    await syncDirectory(this.#packages);
    await this.dropStage(evidenceId);
  }

  /**
   * Puts right what a crash left: a logged package that was not yet published is published, one that never
   * got into the log goes, one whose deletion was logged goes. Returns what cannot be put right.
   */
  async repair(entries: readonly TargetEntry[]): Promise<Finding[]> {
    await mkdir(this.#packages, { recursive: true });
    await mkdir(this.#staging, { recursive: true });
    await syncDirectory(dirname(this.#packages));
    const present = presentIn(entries);
    for (const id of await readdir(this.#staging)) {
      const entry = present.get(id);
      if (entry !== undefined && (await this.#isFinished(entry))) await this.publish(id);
      else await this.dropStage(id);
    }
    const shelved = new Set(await readdir(this.#packages));
    for (const { type, evidenceId } of entries)
      if (type === 'deletion' && shelved.delete(evidenceId)) await this.discard(evidenceId);
    return [
      ...[...present.keys()]
        .filter((id) => !shelved.has(id))
        .map((id) => finding(id, 'is in the log, but its directory is gone')),
      ...[...shelved]
        .filter((id) => !present.has(id))
        .map((id) => finding(id, 'lies here, but is not in the log: the log is older or another')),
    ];
  }

  async #isFinished({ evidenceId, manifestSha256 }: PackageEntry): Promise<boolean> {
    if (await isDirectory(this.pathOf(evidenceId))) return false;
    try {
      const manifest = await readFile(join(this.#staging, evidenceId, MANIFEST_FILE));
      return sha256Hex(manifest) === manifestSha256;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return false;
      throw error;
    }
  }
}

/** The packages that were logged and not deleted since, in the order of the log. */
export function presentIn(entries: readonly TargetEntry[]): Map<string, PackageEntry> {
  const present = new Map<string, PackageEntry>();
  for (const entry of entries) {
    if (entry.type === 'package') present.set(entry.evidenceId, entry);
    else present.delete(entry.evidenceId);
  }
  return present;
}

function finding(evidenceId: string, message: string): Finding {
  return { file: `packages/${evidenceId}`, message: `package ${evidenceId} ${message}` };
}
