import type { EvidenceStore } from '../adapters/evidence/package-writer.ts';
import type { ResolvedConfig } from '../config/resolved.ts';
import type { Closer } from '../lib/closer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/outbox.ts';
import type { AgentStatus } from '../ports/status.ts';
import type { BoxClock } from './box-clock.ts';
import type { Camera } from './camera.ts';
import { ClockWatch } from './clock-watch.ts';
import { DiskSweep } from './disk-sweep.ts';
import type { Link } from './links.ts';
import type { Operations } from './operations.ts';

const TELEMETRY_MS = 60_000;
const CLOCK_MS = 60_000;
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
  readonly cameras: readonly Camera[];
  readonly boxClock: BoxClock;
  readonly closer: Closer;
  status(): Promise<AgentStatus>;
}

/** Health to the platforms and the clocks every minute; old evidence goes, and a full disk is told, every ten. */
export function startHousekeeping(deps: HousekeepingDeps): void {
  const { node, retention, targets } = deps.config;
  const names = targets.map(({ name }) => name);
  const sweep = new DiskSweep({ ...deps, retention, dataDir: node.dataDir, targets: names });
  every(TELEMETRY_MS, deps, async () => {
    const body = JSON.stringify(await deps.status());
    for (const { target } of deps.links) target.telemetry(body);
  });
  const clocks = new ClockWatch(deps);
  every(CLOCK_MS, deps, async () => {
    await deps.boxClock.look();
    for (const camera of deps.cameras) await camera.lookAtClock();
    await clocks.look();
  });
  every(SWEEP_MS, deps, () => sweep.run());
}

function every(ms: number, { closer, log }: HousekeepingDeps, job: () => Promise<void>): void {
  const timer = setInterval(() => {
    job().catch((error: unknown) => log.error({ err: error }, 'housekeeping failed'));
  }, ms);
  closer.defer('housekeeping', () => clearInterval(timer));
}
