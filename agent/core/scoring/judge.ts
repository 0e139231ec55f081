import { assignPairs } from './assign-pairs.ts';
import { dueMs, endMs, type Near, nearPairs, type TimedEvent } from './near.ts';
import { boxTime } from './place.ts';
import {
  type Context,
  type FalseReason,
  type MissReason,
  missReason,
  reasonOf,
} from './reasons.ts';
import type { Recording, ScoredEvent, ScoreSettings } from './scored.ts';
import type { TruthEpisode, TruthFile } from './truth.ts';
import { utcOf } from './utc-of.ts';

/** A true violation that was confirmed. */
export interface Found {
  readonly truth: TruthEpisode;
  readonly event: ScoredEvent;
  readonly atMs: number;
}

interface FalseAlarm {
  readonly event: ScoredEvent;
  readonly atMs: number;
  readonly reason: FalseReason;
  /** What was there, as far as there was something. */
  readonly truth?: TruthEpisode;
}

interface Miss {
  readonly truth: TruthEpisode;
  readonly reason: MissReason;
  /** The agent's nearest claim. */
  readonly event?: ScoredEvent;
}

/** All that came of one recording. */
export interface Judged {
  readonly truth: TruthFile;
  readonly found: readonly Found[];
  readonly falseAlarms: readonly FalseAlarm[];
  readonly misses: readonly Miss[];
  /** Complete only after the end of the recording: neither missed nor false. */
  readonly notDue: readonly TruthEpisode[];
  /** Confirmed outside the time of the recording: not judged. */
  readonly outside: readonly ScoredEvent[];
  /** Confirmed, of a kind that the truth does not know about: not judged. */
  readonly otherKinds: readonly ScoredEvent[];
  /** The events of the judged kinds by episode, in the order of time. */
  readonly episodes: ReadonlyMap<string, readonly ScoredEvent[]>;
}

/** What of a recording's events is right. Throws RangeError on a start time that is none. */
export function judge({ truth, events }: Recording, settings: ScoreSettings): Judged {
  const { durationMs } = truth;
  const { timed, ...notJudged } = sorted(truth, events, settings);
  const pairs = nearPairs(truth.episodes, timed.filter(isClaim), { durationMs, settings });
  const matched = assignPairs(pairs.filter((pair) => mayMatch(pair, durationMs, settings)));
  const byTruth = new Map(matched.map((pair) => [pair.truth, pair]));
  const context = { durationMs, settings, byTruth };
  const isDue = ({ confirmMs = 0 }: TruthEpisode) => confirmMs <= durationMs;
  const complete = truth.episodes.filter(({ confirmMs }) => confirmMs !== undefined);
  const missed = complete.filter((one) => isDue(one) && !byTruth.has(one));
  return {
    truth,
    found: matched
      .filter((pair) => isDue(pair.truth))
      .map(({ truth: one, timed: { event, atMs } }) => ({ truth: one, event, atMs })),
    falseAlarms: wrong(timed, pairs, context),
    misses: near(missed, pairs, context),
    notDue: complete.filter((one) => !isDue(one)),
    ...notJudged,
    episodes: byEpisode(timed),
  };
}

/** The confirmations that belong to nothing, each with its reason. */
function wrong(timed: readonly TimedEvent[], pairs: readonly Near[], context: Context) {
  const taken = new Set([...context.byTruth.values()].map((pair) => pair.timed.event));
  const of = grouped(pairs, (pair) => pair.timed.event);
  return timed
    .filter(({ event }) => event.stage === 'confirmed' && !taken.has(event))
    .map((one) => ({
      event: one.event,
      atMs: one.atMs,
      ...reasonOf(of.get(one.event) ?? [], one, context),
    }));
}

/** How near the agent came to what it missed; what it said of something else does not count. */
function near(missed: readonly TruthEpisode[], pairs: readonly Near[], context: Context): Miss[] {
  const claimed = new Set([...context.byTruth.values()].map(({ timed }) => timed.event.episode));
  const free = pairs.filter(({ timed }) => !claimed.has(timed.event.episode));
  const of = grouped(free, (pair) => pair.truth);
  return missed.map((truth) => ({ truth, ...missReason(truth, of.get(truth) ?? [], context) }));
}

/** The id decides between events of one moment, so that their order in the file changes nothing. */
function inTime(a: ScoredEvent, b: ScoredEvent): number {
  return a.atUtcMs - b.atUtcMs || (a.id < b.id ? -1 : 1);
}

const isClaim = ({ event: { stage } }: TimedEvent) =>
  stage === 'suspected' || stage === 'confirmed';

/** The events in order of time, each once, without those that are not to be judged. */
function sorted(truth: TruthFile, events: readonly ScoredEvent[], settings: ScoreSettings) {
  const startMs = utcOf(truth.startUtc);
  const kinds = new Set(truth.kinds);
  const known = new Set<string>();
  const timed: TimedEvent[] = [];
  const outside: ScoredEvent[] = [];
  const otherKinds: ScoredEvent[] = [];
  for (const event of events.toSorted(inTime)) {
    // a retry has the id of the event, a restart may confirm an episode twice: both say nothing new
    const name = event.stage === 'confirmed' ? `${event.episode} confirmed` : event.id;
    if (known.has(name)) continue;
    known.add(name);
    const atMs = event.atUtcMs - startMs;
    const isConfirmed = event.stage === 'confirmed';
    const { toleranceMs } = settings;
    const inside = atMs >= -toleranceMs && atMs <= truth.durationMs + toleranceMs;
    if (!kinds.has(event.kind)) {
      if (isConfirmed) otherKinds.push(event);
    } else if (inside || !isConfirmed) {
      const boxMs = boxTime(event, startMs, settings);
      timed.push({ event, atMs, box: event.box, boxMs, passing: event.dwellMs === undefined });
    } else outside.push(event);
  }
  return { timed, outside, otherKinds };
}

/** Right kind, right place, right time. */
function mayMatch({ truth, timed, fit }: Near, durationMs: number, settings: ScoreSettings) {
  const { event, atMs } = timed;
  if (event.stage !== 'confirmed' || event.kind !== truth.kind || fit === 0) return false;
  if (truth.confirmMs === undefined) return false;
  const { toleranceMs } = settings;
  return (
    atMs >= dueMs(truth, timed) - toleranceMs && atMs <= endMs(truth, durationMs) + toleranceMs
  );
}

function grouped<K>(pairs: readonly Near[], keyOf: (pair: Near) => K): Map<K, Near[]> {
  const groups = new Map<K, Near[]>();
  for (const pair of pairs) append(groups, keyOf(pair), pair);
  return groups;
}

function byEpisode(timed: readonly TimedEvent[]): Map<string, ScoredEvent[]> {
  const episodes = new Map<string, ScoredEvent[]>();
  for (const { event } of timed) append(episodes, event.episode, event);
  return episodes;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
