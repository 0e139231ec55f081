import { isoAt } from '../adapters/clock/clock.ts';
import { pause } from '../lib/abortable.ts';
import type { Clock } from '../ports/clock.ts';
import { ERRORS } from '../ports/errors.ts';
import type { Log } from '../ports/log.ts';
import type { Operations } from './operations.ts';

/** Before this the box clock was never set. */
const SET_MS = Date.UTC(2020, 0, 1);
const LOOK_MS = 1000;

export function isClockSet(clock: Clock): boolean {
  return clock.utcMs() >= SET_MS;
}

/** What stands in the way while the clock is not set, in words. */
export function clockUnset(clock: Clock): string {
  const now = isoAt(clock.utcMs(), 'UTC').slice(0, 10);
  return `the box clock (it says ${now}): set it, best by NTP; clock/unset`;
}

export interface ClockWait {
  readonly clock: Clock;
  readonly log: Log;
  readonly operations: Operations;
}

/**
 * Resolves when the box clock is set, or at once when it is: a moment without a date is no evidence. The
 * platform hears of the wait afterwards, with a date.
 */
export async function untilClockSet(
  { clock, log, operations }: ClockWait,
  signal: AbortSignal,
): Promise<void> {
  if (isClockSet(clock)) return;
  const sinceMs = clock.monotonicMs();
  const message = `${ERRORS['clock/unset']} No camera is started before.`;
  log.error({ code: 'clock/unset', utcMs: clock.utcMs() }, message);
  while (!isClockSet(clock)) {
    await pause(LOOK_MS, signal);
    if (signal.aborted) return;
  }
  const waitedMs = Math.round(clock.monotonicMs() - sinceMs);
  await operations.report('clock-skew', {
    code: 'clock/unset',
    message: `the box clock was before 2020 at the start; the cameras waited ${Math.round(waitedMs / 1000)} s until it was set`,
    facts: { waitedMs },
  });
}
