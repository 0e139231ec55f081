import type { RuleChange, RulePlan } from '../core/camera/step-camera.ts';
import type { ClockNote } from '../core/evidence/clock-facts.ts';
import type { Roll } from '../core/evidence/media-plan.ts';
import type { MomentSight } from '../core/evidence/sight.ts';
import type { Placement } from '../core/scene/placement.ts';
import type { CaptureUtc } from '../core/time/capture-utc.ts';
import type { Saved, Store } from '../ports/outbox.ts';

/** A rule as it was at work when something changed, and how much film a moment gets. */
export interface JournalPlan extends RulePlan {
  readonly roll: Roll;
}

/**
 * One step of an episode that still has to become evidence and events. It is stored together with the
 * camera's state, before anything is done about it, and removed when its events are in the outbox: a
 * crash in between repeats it, and as every id follows from it, nothing is doubled. It holds all that is
 * needed to tell it, also when the configuration has changed since.
 */
export interface PendingChange {
  readonly camera: string;
  readonly change: RuleChange;
  readonly violation: string;
  /** Absent when only the end is to be told of an episode whose rule has gone. */
  readonly plan?: JournalPlan;
  /** Capture time of the moment the change speaks of. */
  readonly capture: CaptureUtc;
  /** What the model found of the subject, where it looked at just that moment. */
  readonly sight?: MomentSight;
  /** Where the zones lay in the picture, when that was not where they were drawn. */
  readonly placement?: Placement;
  /** What was known of the clocks then. */
  readonly clock?: ClockNote;
}

const PREFIX = 'pending/';

export function keyOf({ change: { episode, stage } }: PendingChange): string {
  return `${PREFIX}${episode.id}/${episode.revision}-${stage}`;
}

export function saved(pending: PendingChange): Saved {
  return { key: keyOf(pending), value: JSON.stringify(pending) };
}

/** What a crash left undone: within an episode in its own order, else as it happened. */
export async function unfinished(store: Store): Promise<readonly PendingChange[]> {
  const rows = await store.loadAll(PREFIX);
  const changes = rows.map(({ value }) => JSON.parse(value) as PendingChange);
  return changes.sort(({ change: a }, { change: b }) =>
    a.episode.id === b.episode.id
      ? a.episode.revision - b.episode.revision || ORDER[a.stage] - ORDER[b.stage]
      : a.atMs - b.atMs,
  );
}

/** Untold steps share a revision. */
const ORDER = { suspected: 0, confirmed: 1, updated: 2, cleared: 3 } as const;

/** Whether steps of an episode still have to become evidence. */
export async function isPending(store: Store, episodeId: string): Promise<boolean> {
  return (await store.loadAll(`${PREFIX}${episodeId}/`)).length > 0;
}
