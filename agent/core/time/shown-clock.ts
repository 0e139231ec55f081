import type { ClockTime } from '../plates/clock-grammar.ts';
import type { LocalTime } from './capture-utc.ts';
import { daysSince1970 } from './civil-days.ts';

/** How far a burned-in clock is from another one: as its seconds are whole, an interval, milliseconds. */
export interface ShownOffset {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** What is held of a burned-in clock over its readings. One reading is hearsay, as signs are misread. */
export interface ShownClock {
  readonly offset?: ShownOffset;
  readonly candidate?: ShownOffset;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
/** Between two readings clocks may run apart by so much, and pictures jitter. */
const SLACK_MS = 100;
/** A camera may draw its clock some pictures late. */
const DRAWN_LATE_MS = 100;

/** Which of day and month comes first, where a line does not tell. */
export type DayOrder = 'day-first' | 'month-first';

/**
 * How far a shown time is from when the picture was taken by another clock. Of several meanings of a line the
 * nearest counts, unless `order` says which one is meant; undefined where none is left.
 *
 * @param utcMs when the picture was taken by the other clock
 * @param local the site's wall time of that moment
 */
export function shownOffset(
  times: readonly ClockTime[],
  { utcMs, local, order }: { utcMs: number; local: LocalTime; order?: DayOrder },
): ShownOffset | undefined {
  const zoneMs = wallMs(local) - Math.floor(utcMs / MINUTE_MS) * MINUTE_MS;
  // clockTimes puts the month first
  const meant =
    times.length < 2 || order === undefined ? times : times.slice(order === 'day-first' ? 1 : 0);
  const meanings = order === undefined ? meant : meant.slice(0, 1);
  const offsets = meanings.map((time): ShownOffset => {
    const leastMs = civilMs(time) - zoneMs - utcMs;
    return { leastMs, mostMs: leastMs + (time.millisecond === undefined ? SECOND_MS : 1) };
  });
  return offsets.toSorted((a, b) => Math.abs(middle(a)) - Math.abs(middle(b))).at(0);
}

function civilMs({ year, month, day, hour, minute, second, millisecond = 0 }: ClockTime): number {
  const minutes = (daysSince1970(year, month, day) * 24 + hour) * 60 + minute;
  return minutes * MINUTE_MS + second * SECOND_MS + millisecond;
}

function wallMs({ date, minute }: LocalTime): number {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return (daysSince1970(year, month, day) * 1440 + minute) * MINUTE_MS;
}

/** Takes a reading; pure. Readings that agree narrow the interval, two that contradict what is held replace it. */
export function stepShownClock(before: ShownClock, seen: ShownOffset): ShownClock {
  const { offset, candidate } = before;
  const held = offset && meet(offset, seen);
  if (held !== undefined) return { offset: held };
  const anew = candidate && meet(candidate, seen);
  if (anew !== undefined) return { offset: anew };
  return { ...before, candidate: seen };
}

/** What two intervals have in common, the first one widened by the slack. */
function meet(before: ShownOffset, seen: ShownOffset): ShownOffset | undefined {
  const leastMs = Math.max(before.leastMs - SLACK_MS, seen.leastMs);
  const mostMs = Math.min(before.mostMs + SLACK_MS, seen.mostMs);
  return leastMs <= mostMs ? { leastMs, mostMs } : undefined;
}

export function middle({ leastMs, mostMs }: ShownOffset): number {
  return (leastMs + mostMs) / 2;
}

/** How far off the middle may be. */
export function shownErrorMs({ leastMs, mostMs }: ShownOffset): number {
  return (mostMs - leastMs) / 2 + SLACK_MS + DRAWN_LATE_MS;
}
