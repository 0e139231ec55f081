import { HOUR_MS, type Patrol } from './patrol.ts';
import { usualOf } from './usual.ts';

/** What is known of one view of a camera that turns. Times in milliseconds. */
export interface PatrolView {
  readonly preset: string;
  /** How long it is usually shown; absent while that is not known. */
  readonly stayMs?: number;
  /** From one arrival to the next, usually. */
  readonly everyMs?: number;
  /** When it was shown last, by the time of pictures; absent where it never was. */
  readonly seenUtcMs?: number;
  /** It has not come for three of its usual rounds. */
  readonly overdue: boolean;
  /** In which it was shown and rules worked, since it is known. */
  readonly watchedMs: number;
  /** The share of the last day, 0 to 1; of the time since the first picture, where that is shorter. */
  readonly share: number;
}

/** How a camera goes round its views. */
export interface PatrolReport {
  /** Absent while no round was made twice in the same order. */
  readonly order?: readonly string[];
  readonly roundMs?: number;
  readonly views: readonly PatrolView[];
}

const OVERDUE_ROUNDS = 3;
const DAY_HOURS = 24;

/** `presets`: all views of the camera, whether they were ever shown or not. */
export function reportPatrol(patrol: Patrol, presets: readonly string[]): PatrolReport {
  const shares = sharesOf(patrol);
  const { usual } = patrol;
  return {
    ...(usual && { order: usual.order, roundMs: Math.round(usual.roundMs) }),
    views: presets.map((preset) => {
      const memory = patrol.views[preset];
      const stayMs = usualOf(memory?.stays ?? []);
      const everyMs = usualOf(memory?.rounds ?? []);
      const dueMs = OVERDUE_ROUNDS * (everyMs ?? usual?.roundMs ?? Number.POSITIVE_INFINITY);
      return {
        preset,
        ...(stayMs !== undefined && { stayMs: Math.round(stayMs) }),
        ...(everyMs !== undefined && { everyMs: Math.round(everyMs) }),
        ...(memory !== undefined && { seenUtcMs: Math.round(memory.seenUtcMs) }),
        overdue: patrol.clockMs - (memory?.seenMs ?? 0) > dueMs,
        watchedMs: Math.round(memory?.watchedMs ?? 0),
        share: shares(preset),
      };
    }),
  };
}

function sharesOf({ utcMs, hours }: Patrol): (view: string) => number {
  if (utcMs === undefined) return () => 0;
  const firstHour = Math.floor(utcMs.last / HOUR_MS) - DAY_HOURS + 1;
  const day = hours.filter(({ hour }) => hour >= firstHour);
  const wholeMs = utcMs.last - Math.max(utcMs.first, firstHour * HOUR_MS);
  return (view) => {
    const ms = day.reduce((sum, { watchedMs }) => sum + (watchedMs[view] ?? 0), 0);
    return wholeMs <= 0 ? 0 : Math.min(1, Math.round((ms / wholeMs) * 1000) / 1000);
  };
}
