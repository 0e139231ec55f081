import { iou } from '../geometry/iou.ts';
import type { Candidate } from './candidate.ts';

export interface Suppression {
  /** Two boxes of one group that overlap by more than this are one object. */
  readonly iou: number;
  /**
   * The group of each label, by index. Labels of one group suppress each other; a label alone in its group
   * is suppressed only by itself.
   */
  readonly groups: ArrayLike<number>;
  /** At most this many boxes stay. */
  readonly limit?: number;
}

const LIMIT = 300;

/**
 * Non-maximum suppression: of boxes that overlap within a group the best stays. Greedy, by score; of
 * equal scores the first. Returned best first.
 */
export function suppress(candidates: readonly Candidate[], options: Suppression): Candidate[] {
  const limit = options.limit ?? LIMIT;
  const kept: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    if (kept.length >= limit) break;
    const group = options.groups[candidate.label];
    const beaten = kept.some(
      (better) => options.groups[better.label] === group && iou(better, candidate) > options.iou,
    );
    if (!beaten) kept.push(candidate);
  }
  return kept;
}

/**
 * Group numbers for `labels`: those named together in `exclusive` share one.
 * Names that are no labels are passed over (the manifest check refuses them).
 */
export function labelGroups(
  labels: readonly string[],
  exclusive: readonly (readonly string[])[],
): number[] {
  return labels.map((label, index) => {
    const together = exclusive.findIndex((group) => group.includes(label));
    return together === -1 ? index : labels.length + together;
  });
}
