import type { Track } from '../tracking/track.ts';
import { type Mover, stepMover } from './mover.ts';
import type { RuleInput } from './rule.ts';

/** One per track that counts for the rule; at most `MAX_MOVERS`. */
export type Movers = readonly Mover[];

const MAX_MOVERS = 256;
/** A track unseen for this long is forgotten here; the slots remember longer. */
const FORGET_MS = 20_000;

interface Counting {
  readonly labels: readonly string[];
  readonly minScore: number;
}

/** Summed share over the labels. */
export function labelShare(track: Pick<Track, 'labels'>, labels: readonly string[]): number {
  return labels.reduce((sum, label) => sum + (track.labels[label] ?? 0), 0);
}

/** Whether the track was seen in this frame and is one of the labels; `known` ones may flicker lower. */
export function counts(rule: Counting, track: Track, known: boolean): boolean {
  if (!track.seen) return false;
  const share = labelShare(track, rule.labels);
  return known
    ? share >= 0.3 && track.score >= 0.6 * rule.minScore
    : share >= 0.5 && track.score >= rule.minScore;
}

/** Adds this frame's sightings; `tracks` are those that counted, by id. */
export function stepMovers(
  rule: Counting,
  before: Movers,
  input: Pick<RuleInput, 'mediaMs' | 'tracks'>,
): { movers: Movers; tracks: ReadonlyMap<number, Track> } {
  const isFresh = (mover: Mover) => input.mediaMs - mover.lastMs < FORGET_MS;
  const known = new Map(before.filter(isFresh).map((mover) => [mover.id, mover]));
  const tracks = new Map<number, Track>();
  for (const track of input.tracks) {
    const mover = known.get(track.id);
    if (!counts(rule, track, mover !== undefined)) continue;
    tracks.set(track.id, track);
    known.set(track.id, stepMover(mover, track, input.mediaMs));
  }
  return { movers: [...known.values()].slice(-MAX_MOVERS), tracks };
}
