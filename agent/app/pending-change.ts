import { sightOf } from '../core/evidence/sight.ts';
import { IN_PLACE } from '../core/scene/placement.ts';
import { wholeMs } from '../core/time/capture-utc.ts';
import type { Moment } from './camera-loop.ts';
import type { JournalPlan, PendingChange } from './journal.ts';
import type { SavedCamera } from './saved-camera.ts';

interface ChangeOf extends Required<Pick<PendingChange, 'camera' | 'change' | 'clock'>> {
  readonly plan: JournalPlan;
  /** The place on the time line that a change lies on which a break of it ended. */
  readonly line: Pick<SavedCamera, 'mediaMs' | 'capture'> | undefined;
}

/** A change as it is to be told, with what was known and seen at this moment. */
export function pendingChange(
  { camera, change, plan, clock, line }: ChangeOf,
  moment: Moment,
): PendingChange {
  const [{ mediaMs, captureUtc }] = moment.frames;
  const near = line ?? { mediaMs, capture: captureUtc };
  const utcMs = near.capture.utcMs - (near.mediaMs - change.atMs);
  const { box } = change.episode.subject;
  // the detections of a moment in the past, which a late look decided, are gone
  const isNow = line === undefined && change.atMs === mediaMs;
  const sight = isNow ? sightOf({ labels: plan.rule.labels, box }, moment.detections) : undefined;
  return {
    ...{ camera, change, plan, clock },
    violation: plan.policy.violation,
    capture: wholeMs({ ...near.capture, utcMs }),
    ...(sight !== undefined && { sight: { ...sight, atMs: mediaMs } }),
    ...(moment.placement !== IN_PLACE && { placement: moment.placement }),
  };
}
