import type { Stage } from '../episodes/episode.ts';
import { dueMs, endMs, type Near, type TimedEvent } from './near.ts';
import type { ScoredEvent, ScoreSettings } from './scored.ts';
import type { TruthEpisode } from './truth.ts';

/** Why a confirmation is false, as the truth shows it. */
export type FalseReason =
  | 'duplicate'
  | 'self-corrected'
  | 'early'
  | 'late'
  | 'other-kind'
  | 'elsewhere'
  | 'nothing-there';

/** How far the agent came with what it missed. */
export type MissReason = 'suspected-only' | 'confirmed-early' | 'confirmed-late' | 'unseen';

/** The reasons in words, for tables and pictures. */
export const REASON_WORDS: { readonly [K in FalseReason | MissReason]: string } = {
  duplicate: 'confirmed a second time',
  'self-corrected': 'it left in time',
  early: 'before the violation was complete',
  late: 'it was gone already',
  'other-kind': 'what is there is of another kind',
  elsewhere: 'not where it is',
  'nothing-there': 'nothing is there',
  'suspected-only': 'suspected, never confirmed',
  'confirmed-early': 'confirmed only before it was complete',
  'confirmed-late': 'confirmed only after it was gone',
  unseen: 'not noticed at all',
};

/** What the reasons are found from. */
export interface Context {
  readonly durationMs: number;
  readonly settings: ScoreSettings;
  readonly byTruth: ReadonlyMap<TruthEpisode, Near>;
}

interface Reason {
  readonly reason: FalseReason;
  readonly truth?: TruthEpisode;
}

/** Why this confirmation belongs to no true violation. `pairs`: what else was there about then. */
export function reasonOf(pairs: readonly Near[], timed: TimedEvent, context: Context): Reason {
  const here = pairs.filter(({ fit }) => fit > 0).toSorted((a, b) => b.fit - a.fit);
  const same = here.filter(({ truth }) => truth.kind === timed.event.kind);
  for (const { truth } of same) {
    const reason = sameKind(truth, timed, context);
    if (reason !== undefined) return { reason, truth };
  }
  const there = ({ truth }: Near) => isThere(truth, timed.atMs, context);
  const other = here.find(there);
  if (other !== undefined) return { reason: 'other-kind', truth: other.truth };
  const apart = pairs.find((pair) => pair.truth.kind === timed.event.kind && there(pair));
  if (apart !== undefined) return { reason: 'elsewhere', truth: apart.truth };
  return { reason: 'nothing-there' };
}

function sameKind(truth: TruthEpisode, timed: TimedEvent, context: Context) {
  const { settings, durationMs, byTruth } = context;
  const { atMs } = timed;
  if (atMs < truth.fromMs - settings.toleranceMs) return undefined;
  if (truth.confirmMs === undefined)
    return isThere(truth, atMs, context) ? 'self-corrected' : undefined;
  if (atMs > endMs(truth, durationMs) + settings.toleranceMs) return 'late';
  if (atMs < dueMs(truth, timed) - settings.toleranceMs) return 'early';
  return byTruth.has(truth) ? 'duplicate' : undefined;
}

function isThere(truth: TruthEpisode, atMs: number, { settings, durationMs }: Context): boolean {
  const { toleranceMs } = settings;
  return atMs >= truth.fromMs - toleranceMs && atMs <= endMs(truth, durationMs) + toleranceMs;
}

/** How near the agent came, and its event. `pairs`: its claims about then that belong to nothing else. */
export function missReason(
  truth: TruthEpisode,
  pairs: readonly Near[],
  context: Context,
): { readonly reason: MissReason; readonly event?: ScoredEvent } {
  const here = pairs.filter(({ fit, timed }) => fit > 0 && timed.event.kind === truth.kind);
  const find = (stage: Stage, when: (atMs: number) => boolean) =>
    here.find(({ timed }) => timed.event.stage === stage && when(timed.atMs))?.timed.event;
  const inTime = (atMs: number) => isThere(truth, atMs, context);
  const isLate = (atMs: number) => atMs > endMs(truth, context.durationMs);
  const early = find('confirmed', inTime);
  if (early !== undefined) return { reason: 'confirmed-early', event: early };
  const late = find('confirmed', isLate);
  if (late !== undefined) return { reason: 'confirmed-late', event: late };
  const suspected = find('suspected', inTime);
  if (suspected !== undefined) return { reason: 'suspected-only', event: suspected };
  return { reason: 'unseen' };
}
