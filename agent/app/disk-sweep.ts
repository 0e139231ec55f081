import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceStore } from '../adapters/evidence/package-writer.ts';
import { type RetentionPolicy, sweepPackages } from '../adapters/evidence/retention.ts';
import type { PackageEntry } from '../core/evidence/log-entry.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/outbox.ts';
import { isPending } from './journal.ts';
import type { Operations } from './operations.ts';
import { LOCAL } from './package-maker.ts';

export interface DiskSweepDeps {
  readonly retention: RetentionPolicy & { readonly minFreeBytes: number };
  readonly dataDir: string;
  readonly heldFolder: string;
  /** Names of the platforms. */
  readonly targets: readonly string[];
  readonly writer: Pick<EvidenceStore, 'packages' | 'remove'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly operations: Pick<Operations, 'report'>;
}

/** Takes old evidence away, and more of it where the disk gets full. */
export class DiskSweep {
  readonly #deps: DiskSweepDeps;
  #low = false;

  constructor(deps: DiskSweepDeps) {
    this.#deps = deps;
  }

  /** Never throws: what goes wrong in one part is logged, and the others are done all the same. */
  async run(): Promise<void> {
    const parts = { held: this.#held, packages: this.#packages, room: this.#room };
    for (const [part, sweep] of Object.entries(parts)) {
      try {
        await sweep.call(this);
      } catch (error) {
        this.#deps.log.error({ err: error, part }, 'housekeeping failed; it is done again later');
      }
    }
  }

  /** The pictures of episodes that were never confirmed. */
  async #held(): Promise<void> {
    const { heldFolder, retention, store, clock, log } = this.#deps;
    let removed = 0;
    for (const name of (await unlessGone(readdir(heldFolder))) ?? []) {
      const path = join(heldFolder, name);
      const since = (await unlessGone(stat(path)))?.mtimeMs;
      if (since === undefined || clock.utcMs() - since <= retention.unconfirmedMs) continue;
      if (await isPending(store, name)) continue; // its package is still to be made
      await rm(path, { recursive: true, force: true });
      removed += 1;
    }
    if (removed > 0) log.info({ episodes: removed }, 'pictures of unconfirmed episodes removed');
  }

  async #packages(): Promise<void> {
    const { writer, retention, store, clock, log } = this.#deps;
    const removed = await sweepPackages(
      {
        packages: () => writer.packages(),
        remove: (id, reason) => this.#remove(id, reason),
      },
      retention,
      clock.utcMs(),
      (id) => store.delivered(id),
    );
    if (removed.length > 0) log.info({ packages: removed.length }, 'old evidence removed');
  }

  /** The disk watermark: told once; then the oldest goes that is delivered, then what nobody waits for. */
  async #room(): Promise<void> {
    const { operations, store } = this.#deps;
    const lacking = await this.#lackingBytes();
    if (lacking <= 0) {
      this.#low = false;
      return;
    }
    if (!this.#low) await operations.report('disk-low', this.#lowWords(lacking));
    this.#low = true;
    const delivered = ({ evidenceId }: PackageEntry) => store.delivered(evidenceId);
    await this.#makeRoom(delivered, 'retention: disk full');
    await this.#makeRoom(
      async (entry) => this.#isLocal(entry),
      'retention: disk full, no platform',
    );
  }

  async #makeRoom(mayGo: (entry: PackageEntry) => Promise<boolean>, reason: string): Promise<void> {
    for (const entry of this.#deps.writer.packages()) {
      if ((await this.#lackingBytes()) <= 0) return;
      if (await mayGo(entry)) await this.#remove(entry.evidenceId, reason);
    }
  }

  /** Made for no platform, so none will ever acknowledge it. */
  #isLocal({ target }: PackageEntry): boolean {
    return target === LOCAL && !this.#deps.targets.includes(LOCAL);
  }

  /** The rows first: after a crash in between, the package is there and goes the next time. */
  async #remove(evidenceId: string, reason: string): Promise<boolean> {
    await this.#deps.store.forget(evidenceId);
    return await this.#deps.writer.remove(evidenceId, reason);
  }

  async #lackingBytes(): Promise<number> {
    const { dataDir, retention } = this.#deps;
    const { bavail, bsize } = await statfs(dataDir);
    return retention.minFreeBytes - bavail * bsize;
  }

  #lowWords(lacking: number) {
    const { minFreeBytes } = this.#deps.retention;
    const freeBytes = minFreeBytes - lacking;
    const message = `only ${Math.round(freeBytes / 1e6)} MB are free; evidence needs ${Math.round(minFreeBytes / 1e6)} MB`;
    return { message, facts: { freeBytes } };
  }
}

/** Undefined where the file is no longer there. */
async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
