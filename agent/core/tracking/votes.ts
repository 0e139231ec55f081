import type { Detection } from '../vision/detection.ts';

/** Accumulated score per label. */
export type Votes = Readonly<Record<string, number>>;

const LABELS = 6;
/** Older votes fade beyond this sum, so that a wrong beginning can be outvoted. */
const VOTES = 40;

/** The label with the most votes. */
export function leadingLabel(votes: Votes): string {
  let best = '';
  let most = -1;
  for (const label of Object.keys(votes)) {
    const votesFor = votes[label] ?? 0;
    if (votesFor <= most) continue;
    best = label;
    most = votesFor;
  }
  return best;
}

/** The votes after one more detection: at most `LABELS` labels, their sum at most `VOTES` (about). */
export function vote(votes: Votes, { label, score }: Detection): Votes {
  const added = { ...votes, [label]: (votes[label] ?? 0) + score };
  const labels = Object.keys(added);
  if (labels.length <= LABELS) return scaled(added, Math.min(1, VOTES / sumOf(added)));
  const kept = Object.entries(added).sort((a, b) => b[1] - a[1]);
  return Object.fromEntries(kept.slice(0, LABELS));
}

/** All votes together. */
export function sumOf(votes: Votes): number {
  let sum = 0;
  for (const label of Object.keys(votes)) sum += votes[label] ?? 0;
  return sum;
}

/** Every vote times `factor`. */
export function scaled(votes: Votes, factor: number): Record<string, number> {
  const result: Record<string, number> = {};
  for (const label of Object.keys(votes)) result[label] = (votes[label] ?? 0) * factor;
  return result;
}
