import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceStore } from '../adapters/evidence/package-writer.ts';
import { sweepPackages } from '../adapters/evidence/retention.ts';
import type { ResolvedConfig } from '../config/resolved.ts';
import type { Closer } from '../lib/closer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/outbox.ts';
import type { AgentStatus } from '../ports/status.ts';
import type { Link } from './links.ts';
import type { Operations } from './operations.ts';

const TELEMETRY_MS = 60_000;
const SWEEP_MS = 600_000;

export interface HousekeepingDeps {
  readonly config: ResolvedConfig;
  readonly writer: EvidenceStore;
  readonly heldFolder: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly operations: Operations;
  readonly links: readonly Link[];
  readonly closer: Closer;
  status(): Promise<AgentStatus>;
}

/** Health to the platforms every minute; old evidence goes, and a full disk is told, every ten. */
export function startHousekeeping(deps: HousekeepingDeps): void {
  const sweep = new DiskSweep(deps);
  every(TELEMETRY_MS, deps, async () => {
    const body = JSON.stringify(await deps.status());
    for (const { target } of deps.links) target.telemetry(body);
  });
  every(SWEEP_MS, deps, () => sweep.run());
}

function every(ms: number, { closer, log }: HousekeepingDeps, job: () => Promise<void>): void {
  const timer = setInterval(() => {
    job().catch((error: unknown) => log.error({ err: error }, 'housekeeping failed'));
  }, ms);
  closer.defer('housekeeping', () => clearInterval(timer));
}

class DiskSweep {
  readonly #deps: HousekeepingDeps;
  #low = false;

  constructor(deps: HousekeepingDeps) {
    this.#deps = deps;
  }

  async run(): Promise<void> {
    const { config, writer, heldFolder, clock, log } = this.#deps;
    const now = clock.utcMs();
    const held = await sweepHeld(heldFolder, config.retention.unconfirmedMs, now);
    const packages = await sweepPackages(writer, config.retention, now, (id) =>
      this.#deps.store.wasAcknowledged(id),
    );
    if (held + packages.length > 0)
      log.info({ held, packages: packages.length }, 'old evidence removed');
    await this.#room();
  }

  /** The disk watermark: told once, then the oldest acknowledged package goes until there is room. */
  async #room(): Promise<void> {
    const { config, writer, operations } = this.#deps;
    const { minFreeBytes } = config.retention;
    const free = await freeBytes(config.node.dataDir);
    if (free >= minFreeBytes) {
      this.#low = false;
      return;
    }
    if (!this.#low) {
      const message = `only ${Math.round(free / 1e6)} MB are free; evidence needs ${Math.round(minFreeBytes / 1e6)} MB`;
      await operations.report('disk-low', { message, facts: { freeBytes: free } });
    }
    this.#low = true;
    for (const { evidenceId } of writer.packages()) {
      if ((await freeBytes(config.node.dataDir)) >= minFreeBytes) return;
      if (await this.#deps.store.wasAcknowledged(evidenceId))
        await writer.remove(evidenceId, 'retention: disk full');
    }
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Removes the pictures of episodes that were never confirmed and are older than `keepMs`. */
async function sweepHeld(folder: string, keepMs: number, nowUtcMs: number): Promise<number> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    if (nowUtcMs - (await stat(path)).mtimeMs <= keepMs) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
