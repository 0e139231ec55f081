import type { Stage } from '../episodes/episode.ts';
import type { Box } from '../geometry/box.ts';
import type { TruthFile } from './truth.ts';

/** What scoring needs of one violation event; plain values, whoever reported it. */
export interface ScoredEvent {
  /** Of the event: the same on every retry. */
  readonly id: string;
  readonly episode: string;
  readonly camera: string;
  readonly kind: string;
  readonly stage: Stage;
  /** The moment that it speaks of. */
  readonly atUtcMs: number;
  /** In shares of the picture. */
  readonly box: Box;
  /** When the thing was in the box; a passing one moves on while its look is being read. */
  readonly boxUtcMs?: number;
  /** How long it stood when it was reported; absent: it passed. */
  readonly dwellMs?: number;
  /** With `cleared`: how it ended. */
  readonly outcome?: string;
  readonly plate?: string;
  /** Attribute -> state that was read: { load: 'heaped', cover: 'none' }. */
  readonly states?: Readonly<Record<string, string>>;
}

/** What one camera saw, and what was reported of it. */
export interface Recording {
  readonly truth: TruthFile;
  readonly events: readonly ScoredEvent[];
}

export interface ScoreSettings {
  /** A confirmation may come this much before the violation is complete and after the thing is gone. */
  readonly toleranceMs: number;
  /** Of a passing thing whose `boxUtcMs` is not known: the box may be this much younger than the event. */
  readonly lateMs: number;
  /** From this IoU with the truth on a place fits. */
  readonly minIou: number;
  /** Below it, with its centre inside the truth's box widened on each side by this share of its size. */
  readonly widen: number;
  /** A second confirmation of one thing is a false alarm; else it is only counted. */
  readonly duplicatesAreFalse: boolean;
}

export const SCORE_DEFAULTS: ScoreSettings = {
  toleranceMs: 5000,
  lateMs: 10_000,
  minIou: 0.3,
  widen: 0.25,
  duplicatesAreFalse: true,
};
