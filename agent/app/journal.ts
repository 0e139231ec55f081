import type { RuleChange } from '../core/camera/step-camera.ts';
import type { CaptureUtc } from '../core/time/capture-utc.ts';
import type { Saved, Store } from '../ports/outbox.ts';

/**
 * One step of an episode that still has to become evidence and events. It is stored together with the
 * camera's state, before anything is done about it, and removed when its events are in the outbox: a
 * crash in between repeats it, and as every id follows from it, nothing is doubled.
 */
export interface PendingChange {
  readonly camera: string;
  readonly change: RuleChange;
  /** Capture time of the moment the change speaks of. */
  readonly capture: CaptureUtc;
}

const PREFIX = 'pending/';

export function keyOf({ change: { episode, stage } }: PendingChange): string {
  return `${PREFIX}${episode.id}/${episode.revision}-${stage}`;
}

export function saved(pending: PendingChange): Saved {
  return { key: keyOf(pending), value: JSON.stringify(pending) };
}

/** What a crash left undone, in the order in which it happened. */
export async function unfinished(store: Store): Promise<readonly PendingChange[]> {
  const rows = await store.loadAll(PREFIX);
  return rows
    .map(({ value }) => JSON.parse(value) as PendingChange)
    .sort(
      (a, b) =>
        a.change.atMs - b.change.atMs || a.change.episode.revision - b.change.episode.revision,
    );
}
