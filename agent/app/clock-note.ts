import type { ClockNote } from '../core/evidence/clock-facts.ts';
import type { FrameSource } from '../ports/frame-source.ts';
import type { CameraParts } from './camera.ts';

/** What is known of the clocks now, for an episode that began at this moment of the time line. */
export function clockNote(
  { boxClock, notices, shownClock }: Pick<CameraParts, 'boxClock' | 'notices' | 'shownClock'>,
  source: Pick<FrameSource, 'health'> | undefined,
  sinceMs: number,
): ClockNote {
  const { reports, offsetMs: reportedMs } = source?.health().clock ?? {};
  const { against, offsetMs: shownMs } = shownClock?.status() ?? {};
  const offsetMs = reportedMs ?? (against === 'box' ? shownMs : undefined);
  const cameraStepMs = notices.clockStepSince(sinceMs);
  return {
    box: boxClock.sync,
    ...(reports !== undefined && { senderReports: reports }),
    ...(offsetMs !== undefined && { cameraOffsetMs: offsetMs }),
    ...(against === 'reports' && shownMs !== undefined && { osdOffsetMs: shownMs }),
    ...(cameraStepMs !== undefined && { cameraStepMs }),
  };
}
