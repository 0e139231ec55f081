import type { Box } from '../geometry/box.ts';

/** What really happened in front of one camera while it was recorded. Times in ms from `startUtc`. */
export interface TruthFile {
  readonly version: 1;
  readonly camera: string;
  /** Instant of the first picture, ISO 8601 with zone. */
  readonly startUtc: string;
  readonly durationMs: number;
  /** The recording, beside the file: pictures of misses are cut from it. */
  readonly video?: string;
  /** The kinds that were looked for; an event of another kind is not judged. */
  readonly kinds: readonly string[];
  readonly episodes: readonly TruthEpisode[];
}

/** One thing that an ideal agent reports: confirms, or suspects and clears. */
export interface TruthEpisode {
  readonly id: string;
  readonly kind: string;
  readonly zone?: string;
  /** It stopped, appeared, entered. */
  readonly fromMs: number;
  /** When the violation is complete; absent: corrected in time, a confirmation is a false alarm. */
  readonly confirmMs?: number;
  /** It is gone; absent: still there at the end. */
  readonly toMs?: number;
  /** Where it is over time, in shares of the picture, at least one; between them it moves evenly. */
  readonly places: readonly { readonly atMs: number; readonly box: Box }[];
  readonly plate?: string;
  readonly load?: string;
  readonly cover?: string;
}
