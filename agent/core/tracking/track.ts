import type { Box } from '../geometry/box.ts';

/** One object followed over time within one camera. Times are mediaMs (core/time). */
export interface Track {
  /** Grows by one per new object, never used again, also not after a restart. */
  readonly id: number;
  /** The label with the largest share of the accumulated score. */
  readonly label: string;
  /** Accumulated score per label, as shares that sum to 1. */
  readonly labels: Readonly<Record<string, number>>;
  /** Running median of the last scores. */
  readonly score: number;
  /** Of this frame: the detection's box where there is one, else the prediction. */
  readonly box: Box;
  /** Of the box centre, in shares of the picture per second. */
  readonly velocity: readonly [x: number, y: number];
  readonly bornMs: number;
  /** The last real detection. */
  readonly seenMs: number;
  /** Whether a detection was matched in this very frame. */
  readonly seen: boolean;
  /** Of the last detection that had one. */
  readonly appearance?: readonly number[];
}
