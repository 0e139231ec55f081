import type { RuleSignal, Subject } from '../rules/rule.ts';

export type Stage = 'suspected' | 'confirmed' | 'updated' | 'cleared';

/** How one rule on one camera turns signals into episodes. */
export interface EpisodePolicy {
  readonly camera: string;
  readonly ruleId: string;
  readonly violation: string;
  /** 'confirmed': nothing is reported before the confirmation, and nothing at all when it never comes. */
  readonly report: 'suspected' | 'confirmed';
  /** After `cleared`, the same place may not start anew for this long. */
  readonly rearmMs: number;
  readonly budget: { readonly perHour: number; readonly perDay: number };
}

/** One violation, from first suspicion to the end. Plain JSON. */
export interface Episode {
  readonly id: string;
  readonly place: string;
  readonly stage: Stage;
  readonly sinceMs: number;
  readonly sinceUtcMs: number;
  readonly suspectedMs: number;
  readonly confirmedMs?: number;
  readonly subject: Subject;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly warned: boolean;
  /** Counts the changes told so far; with the id it names one event. */
  readonly revision: number;
  /** Whether the platform was told of it (budget, report policy). */
  readonly told: boolean;
}

/** The signals of a place that rests after `cleared`. */
export interface HeldSignals {
  readonly suspect: RuleSignal;
  readonly confirm?: RuleSignal;
}

export interface EpisodeState {
  /** By place; at most what the rule holds. */
  readonly open: Readonly<Record<string, Episode>>;
  /** Places that rest after `cleared`: place -> mediaMs until. Old ones are dropped at each step. */
  readonly resting: Readonly<Record<string, number>>;
  /** What began again while its place rests: becomes an episode if it is still there afterwards. */
  readonly held?: Readonly<Record<string, HeldSignals>>;
  /** utcMs of the episodes told in the last day, for the budget. */
  readonly told: readonly number[];
  /** utcMs at which the storm was reported; absent while the budget holds. */
  readonly stormSinceUtcMs?: number;
}

/** One step of one episode; the app makes evidence and an event of it. */
export interface EpisodeChange {
  readonly stage: Stage;
  readonly episode: Episode;
  readonly atMs: number;
  /** False: kept in the local history only (storm, report policy). */
  readonly tell: boolean;
  /** With `cleared`. `self-corrected`: left before it was confirmed; `unwatched`: nobody saw how it ended. */
  readonly outcome?: 'self-corrected' | 'left' | 'passed' | 'unwatched' | 'rule-off' | 'time-break';
}

export interface EpisodeStep {
  readonly state: EpisodeState;
  readonly changes: readonly EpisodeChange[];
  /** Set once when the alarm budget runs out. */
  readonly storm?: { readonly perHour: number; readonly perDay: number };
}

export interface EpisodeInput {
  readonly mediaMs: number;
  readonly utcMs: number;
  readonly signals: readonly RuleSignal[];
  /** Names an episode: the same parts always give the same id (so a restart doubles nothing). */
  readonly idOf: (utcMs: number, ...parts: readonly (string | number)[]) => string;
}
