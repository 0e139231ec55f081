import type { PackageEntry } from '../../core/evidence/log-entry.ts';
import type { EvidenceStore } from './package-writer.ts';

/** How long packages are kept, counted from when they were written. */
export interface RetentionPolicy {
  /** Of episodes that were never confirmed (stage 'suspected'). */
  readonly unconfirmedMs: number;
  readonly acknowledgedMs: number;
  /** Not acknowledged by the platform; those wait longest, but not for ever. */
  readonly unacknowledgedMs: number;
}

const DAY_MS = 86_400_000;

export const DEFAULT_RETENTION: RetentionPolicy = {
  unconfirmedMs: 3 * DAY_MS,
  acknowledgedMs: 7 * DAY_MS,
  unacknowledgedMs: 30 * DAY_MS,
};

/** Whether the platform has all of it: its event and its files. */
export type IsAcknowledged = (packageId: string) => boolean | Promise<boolean>;

/**
 * Deletes the packages whose time is over, each with a tombstone in the log, oldest first.
 * Returns the ids of those deleted. A package dated in the future (the clock was wrong) stays.
 */
export async function sweepPackages(
  store: Pick<EvidenceStore, 'packages' | 'remove'>,
  policy: RetentionPolicy,
  nowUtcMs: number,
  isAcknowledged: IsAcknowledged,
): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const entry of store.packages()) {
    const { keepMs, reason } = await termOf(entry, policy, isAcknowledged);
    if (nowUtcMs - entry.utcMs < keepMs) continue;
    if (await store.remove(entry.evidenceId, reason)) swept.push(entry.evidenceId);
  }
  return swept;
}

async function termOf(
  { evidenceId, stage }: PackageEntry,
  policy: RetentionPolicy,
  isAcknowledged: IsAcknowledged,
): Promise<{ keepMs: number; reason: string }> {
  if (stage === 'suspected')
    return { keepMs: policy.unconfirmedMs, reason: 'retention: unconfirmed' };
  return (await isAcknowledged(evidenceId))
    ? { keepMs: policy.acknowledgedMs, reason: 'retention: acknowledged' }
    : { keepMs: policy.unacknowledgedMs, reason: 'retention: never acknowledged' };
}
