import { orderOf, type Round } from './patrol-order.ts';

/** What is remembered of one view. Times by the patrol's own clock, milliseconds, but for UTC. */
interface ViewMemory {
  /** Lengths of the last stays that were seen from their beginning to their end. */
  readonly stays: readonly number[];
  /** From one arrival to the next. */
  readonly rounds: readonly number[];
  /** Absent where it is not known when it was come to last. */
  readonly arrivedMs?: number;
  readonly seenMs: number;
  readonly seenUtcMs: number;
  /** In which it was shown and rules worked. */
  readonly watchedMs: number;
}

interface Stay {
  readonly view: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether its beginning was seen. */
  readonly whole: boolean;
}

/** One hour by UTC, and for how long each view was watched in it. */
interface Hour {
  /** Since 1970. */
  readonly hour: number;
  readonly watchedMs: Readonly<Record<string, number>>;
}

/**
 * How a camera that turns goes round its views. Plain JSON; bounded by the number of views (some 500 bytes
 * each) and by the hours of a day.
 */
export interface Patrol {
  /** Time in which pictures came. Pauses, and steps of a clock, are not in it. */
  readonly clockMs: number;
  /** Of the first and of the newest picture; absent before one came. */
  readonly utcMs?: { readonly first: number; readonly last: number };
  readonly stay?: Stay;
  readonly views: Readonly<Record<string, ViewMemory>>;
  /** The views that were come to since pictures come without a pause, oldest first. */
  readonly arrivals: readonly { readonly view: string; readonly atMs: number }[];
  /** The last round that was made twice in the same order. */
  readonly usual?: Round;
  readonly hours: readonly Hour[];
}

export interface PatrolSight {
  /** The view that is shown; undefined on the way between two, or where it is none. */
  readonly view: string | undefined;
  /** Whether rules work on what is shown. */
  readonly judged: boolean;
  readonly utcMs: number;
}

export const NO_PATROL: Patrol = { clockMs: 0, views: {}, arrivals: [], hours: [] };

/** Nothing is said about a pause that is longer. */
const PAUSE_MS = 10_000;
/** What is not recognised for so short a time has not been left: a bus has passed. */
const BRIEF_MS = 10_000;
const KEPT_TIMES = 9;
/** Two rounds of a camera that comes home between any two views. */
const KEPT_ARRIVALS = 4;
const DAY_HOURS = 24;
export const HOUR_MS = 3_600_000;

/** Takes what one picture shows; to be called about once a second, and whenever the view changes. Pure. */
export function stepPatrol(before: Patrol, { view, judged, utcMs }: PatrolSight): Patrol {
  const passedMs = utcMs - (before.utcMs?.last ?? Number.NEGATIVE_INFINITY);
  const isPause = passedMs < 0 || passedMs > PAUSE_MS;
  const clockMs = isPause ? before.clockMs : before.clockMs + passedMs;
  const seen = { first: before.utcMs?.first ?? utcMs, last: utcMs };
  const now = { ...(isPause ? afterPause(before) : before), clockMs, utcMs: seen };
  const { stay } = now;
  const isOver = stay !== undefined && clockMs - stay.toMs > BRIEF_MS;
  if (view === undefined) return isOver ? left(now, stay) : now;
  if (stay === undefined || isOver || stay.view !== view) {
    const free = stay === undefined ? now : left(now, stay);
    return come(free, view, !isPause);
  }
  const shownMs = judged && stay.toMs === before.clockMs ? passedMs : 0;
  return watched({ ...now, stay: { ...stay, toMs: clockMs } }, view, shownMs);
}

/** Nobody knows what was shown meanwhile. */
function afterPause({ stay: _, ...before }: Patrol): Patrol {
  const views = Object.entries(before.views).map(([view, { arrivedMs: _arrived, ...rest }]) => [
    view,
    rest,
  ]);
  return { ...before, views: Object.fromEntries(views), arrivals: [] };
}

function left({ stay: _, ...patrol }: Patrol, { view, fromMs, toMs, whole }: Stay): Patrol {
  const memory = patrol.views[view];
  if (!whole || memory === undefined) return patrol;
  const stays = [...memory.stays.slice(1 - KEPT_TIMES), toMs - fromMs];
  return { ...patrol, views: { ...patrol.views, [view]: { ...memory, stays } } };
}

function come(patrol: Patrol, view: string, whole: boolean): Patrol {
  const atMs = patrol.clockMs;
  const stay = { view, fromMs: atMs, toMs: atMs, whole };
  const next = watched({ ...patrol, stay }, view, 0);
  const memory = next.views[view];
  if (!whole || memory === undefined) return next;
  const { rounds, arrivedMs } = memory;
  const longer = arrivedMs === undefined ? [] : [atMs - arrivedMs];
  const come = { ...memory, rounds: [...rounds, ...longer].slice(-KEPT_TIMES), arrivedMs: atMs };
  const views = { ...next.views, [view]: come };
  const kept = KEPT_ARRIVALS * Object.keys(views).length;
  const arrivals = [...next.arrivals, { view, atMs }].slice(-kept);
  const usual = orderOf(arrivals) ?? next.usual;
  return { ...next, views, arrivals, ...(usual && { usual }) };
}

/** The view is shown, and was watched for so long since the last picture. */
function watched(patrol: Patrol, view: string, ms: number): Patrol {
  const { clockMs, utcMs, views } = patrol;
  const lastMs = utcMs?.last ?? 0;
  const before = views[view] ?? { stays: [], rounds: [], watchedMs: 0 };
  const memory = {
    ...before,
    ...{ seenMs: clockMs, seenUtcMs: lastMs, watchedMs: before.watchedMs + ms },
  };
  const hours = ms === 0 ? patrol.hours : withHour(patrol.hours, lastMs, view, ms);
  return { ...patrol, views: { ...views, [view]: memory }, hours };
}

function withHour(before: readonly Hour[], utcMs: number, view: string, ms: number): Hour[] {
  const hour = Math.floor(utcMs / HOUR_MS);
  const known = before.find((one) => one.hour === hour)?.watchedMs ?? {};
  const others = before.filter((one) => one.hour !== hour && Math.abs(one.hour - hour) < DAY_HOURS);
  return [...others, { hour, watchedMs: { ...known, [view]: (known[view] ?? 0) + ms } }];
}
