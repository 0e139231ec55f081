import { footpoint } from '../geometry/box.ts';
import type { Point } from '../geometry/polygon.ts';
import { segmentsCross, sideOf } from '../geometry/segment.ts';
import type { Track } from '../tracking/track.ts';
import { counts } from './movers.ts';
import type { CrossingRule, RuleInput, RuleSignal, RuleStep, Subject } from './rule.ts';

/** The last ground point of a track that was clearly on one side of the line. */
interface Walker {
  readonly id: number;
  readonly side: 1 | -1;
  readonly point: Point;
  readonly atMs: number;
  readonly lastMs: number;
}

/** A crossing that was reported and not yet cleared. */
interface Passing {
  readonly place: string;
  readonly trackId: number;
  readonly sinceMs: number;
  readonly lastMs: number;
  readonly subject: Subject;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Bound: `MAX_WALKERS` walkers; a passing lasts at most `CLEAR_MS` beyond its crossing. */
export interface CrossingState {
  readonly lastMs: number;
  readonly walkers: readonly Walker[];
  readonly passing: readonly Passing[];
}

const MAX_WALKERS = 256;
const FORGET_MS = 20_000;
/** Half width of the band around the line in which no side counts, in box heights. */
const BAND = 0.06;
/** A crossing is over this long after it, or when the track was not seen for `GONE_MS`. */
const CLEAR_MS = 10_000;
const GONE_MS = 3000;

function sideNow(rule: CrossingRule, track: Track): { side: 1 | -1 | 0; point: Point } {
  const point = footpoint(track.box);
  const distance = sideOf(rule.line.points, point);
  const band = BAND * (track.box.bottom - track.box.top);
  if (Math.abs(distance) <= band) return { side: 0, point };
  return { side: distance > 0 ? 1 : -1, point };
}

function passingOf(
  rule: CrossingRule,
  track: Track,
  walker: Walker,
  atMs: number,
  to: 1 | -1,
): Passing {
  const direction = to > 0 ? 'right' : 'left';
  return {
    // one track may cross again: the time keeps the places apart
    place: `${rule.line.id}/${track.id}.${Math.round(atMs)}`,
    trackId: track.id,
    sinceMs: walker.atMs,
    lastMs: atMs,
    subject: { label: track.label, box: track.box, trackIds: [track.id] },
    facts: { direction, lineId: rule.line.id, label: track.label },
  };
}

/** Follows one seen track; gives its crossing when this frame completed one. */
function walk(
  rule: CrossingRule,
  before: Walker | undefined,
  track: Track,
  atMs: number,
): { walker: Walker | undefined; crossed?: Passing } {
  const { side, point } = sideNow(rule, track);
  if (side === 0) return { walker: before && { ...before, lastMs: atMs } };
  const walker = { id: track.id, side, point, atMs, lastMs: atMs };
  if (!before || before.side === side) return { walker };
  const wanted = rule.direction === 'both' || rule.direction === (side > 0 ? 'right' : 'left');
  if (!wanted || !segmentsCross([before.point, point], rule.line.points)) return { walker };
  return { walker, crossed: passingOf(rule, track, before, atMs, side) };
}

function signalOf(type: RuleSignal['type'], passing: Passing, atMs: number): RuleSignal {
  const { place, sinceMs, subject, facts } = passing;
  return { type, place, sinceMs, atMs, subject, facts };
}

/**
 * One frame of a crossing rule. The ground point must have been clearly on one side and then clearly on
 * the other, and the straight way between must meet the line between its two ends.
 */
export function stepCrossing(
  rule: CrossingRule,
  before: CrossingState | undefined,
  input: RuleInput,
): RuleStep<CrossingState> {
  const atMs = input.mediaMs;
  if (before && atMs <= before.lastMs) return { state: before, signals: [] };
  const walkers = new Map(before?.walkers.map((walker) => [walker.id, walker]));
  const seen = new Set<number>();
  const crossed: Passing[] = [];
  for (const track of input.tracks) {
    if (!counts(rule, track, walkers.has(track.id))) continue;
    seen.add(track.id);
    const step = walk(rule, walkers.get(track.id), track, atMs);
    if (step.walker) walkers.set(track.id, step.walker);
    if (step.crossed) crossed.push(step.crossed);
  }
  const passing = (before?.passing ?? []).map((one) =>
    seen.has(one.trackId) ? { ...one, lastMs: atMs } : one,
  );
  const isOver = (one: Passing) => {
    const goneMs = atMs - one.lastMs;
    return goneMs >= GONE_MS || atMs - one.sinceMs >= CLEAR_MS;
  };
  const alive = [...walkers.values()].filter((walker) => atMs - walker.lastMs < FORGET_MS);
  return {
    state: {
      lastMs: atMs,
      walkers: alive.slice(-MAX_WALKERS),
      passing: [...passing.filter((one) => !isOver(one)), ...crossed],
    },
    signals: [
      ...endCrossing(passing.filter(isOver), 'passed'),
      ...crossed.flatMap((one) => [signalOf('suspect', one, atMs), signalOf('confirm', one, atMs)]),
    ],
  };
}

/** Ends the given crossings, as of the last sight of each. */
export function endCrossing(
  passing: readonly Passing[],
  outcome: NonNullable<RuleSignal['outcome']>,
): RuleSignal[] {
  return passing.map((one) => ({ ...signalOf('clear', one, one.lastMs), outcome }));
}
