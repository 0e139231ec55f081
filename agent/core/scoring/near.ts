import type { Box } from '../geometry/box.ts';
import { placeFit } from './place.ts';
import type { ScoredEvent, ScoreSettings } from './scored.ts';
import type { TruthEpisode } from './truth.ts';

/** An event on the time of its recording. */
export interface TimedEvent {
  readonly event: ScoredEvent;
  /** From the first picture on. */
  readonly atMs: number;
  readonly box: Box;
  /** When it was taken, on the same time. */
  readonly boxMs: { readonly from: number; readonly to: number };
  readonly passing: boolean;
}

/** A truth and an event at about the same time. */
export interface Near {
  readonly truth: TruthEpisode;
  readonly timed: TimedEvent;
  /** 0: not the same place. */
  readonly fit: number;
}

/** So far beyond its time an episode is still named as the reason of a false alarm. */
const LOOK_MS = 60_000;

/** When it is gone; the end of the recording where it stays. */
export const endMs = ({ toMs }: TruthEpisode, durationMs: number): number => toMs ?? durationMs;

/** From when on it is a violation; what passes is seen to be one as soon as it can be read. */
export function dueMs(truth: TruthEpisode, { passing }: TimedEvent): number {
  const { fromMs, confirmMs = Number.POSITIVE_INFINITY } = truth;
  return passing ? Math.min(fromMs, confirmMs) : confirmMs;
}

/**
 * Every pair of an episode and an event that are there at about the same time. One sweep over both in the
 * order of time: its work grows with the pairs, not with the product of both lists. `events` sorted.
 */
export function nearPairs(
  truths: readonly TruthEpisode[],
  events: readonly TimedEvent[],
  { durationMs, settings }: { readonly durationMs: number; readonly settings: ScoreSettings },
): Near[] {
  const byStart = truths.toSorted((a, b) => a.fromMs - b.fromMs);
  const pairs: Near[] = [];
  let next = 0;
  let there: TruthEpisode[] = [];
  for (const timed of events) {
    const { atMs } = timed;
    for (; (byStart[next]?.fromMs ?? Number.POSITIVE_INFINITY) - LOOK_MS <= atMs; next += 1) {
      const begun = byStart[next];
      if (begun !== undefined) there.push(begun);
    }
    there = there.filter((truth) => endMs(truth, durationMs) + LOOK_MS >= atMs);
    for (const truth of there)
      pairs.push({ truth, timed, fit: placeFit(truth.places, timed, settings) });
  }
  return pairs;
}
