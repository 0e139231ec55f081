import type { BoxSync } from '../time/box-sync.ts';
import type { CaptureUtc } from '../time/capture-utc.ts';
import { isoUtc } from './utc-text.ts';

/** What was known of the clocks when something happened. */
export interface ClockNote {
  readonly box: BoxSync;
  /** Camera's clock minus the box's, milliseconds; absent where its reports were not believed. */
  readonly cameraOffsetMs?: number;
  /** Burned-in clock minus sender reports, where both were read, milliseconds. */
  readonly osdOffsetMs?: number;
  /** The largest step of the camera's clock within the episode, milliseconds. */
  readonly cameraStepMs?: number;
  /** What the camera's sender reports were worth. */
  readonly senderReports?: string;
}

/**
 * The clock block of events and manifests. `maxErrorMs`: of the capture time and of the box's clock together,
 * beyond the measured offsets; where the box's is not known, of the capture time alone (and `state` says so).
 */
export function clockFacts(
  { method, maxErrorMs }: CaptureUtc,
  note: ClockNote | undefined,
): Readonly<Record<string, unknown>> {
  if (note === undefined) return { method, source: 'none', maxErrorMs, state: 'unsynced' };
  const { box, cameraOffsetMs, osdOffsetMs, cameraStepMs, senderReports } = note;
  return {
    method,
    state: box.state,
    source: box.source,
    ...(box.server !== undefined && { server: box.server }),
    ...(box.offsetMs !== undefined && { offsetMs: box.offsetMs }),
    maxErrorMs: maxErrorMs + (box.maxErrorMs ?? 0),
    ...(box.lastSyncUtcMs !== undefined && { lastSyncUtc: isoUtc(box.lastSyncUtcMs) }),
    ...(senderReports !== undefined && { senderReports }),
    ...(cameraOffsetMs !== undefined && { cameraOffsetMs }),
    ...(osdOffsetMs !== undefined && { osdOffsetMs }),
    ...(cameraStepMs !== undefined && { cameraStepMs }),
  };
}
