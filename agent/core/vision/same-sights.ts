import { iou } from '../geometry/iou.ts';
import type { Detection } from './detection.ts';

export type Sight = Pick<Detection, 'label' | 'score' | 'box'>;

/** Boxes move by a pixel or two, and scores by little, from one processor or picture decoder to another. */
const LEAST_IOU = 0.85;
const MOST_SCORE = 0.06;

/**
 * What differs between two looks at one picture, as sentences; none where they agree. An object that stands
 * at its threshold may be there or not: one more or less is told only from `threshold` + 0.06 on.
 */
export function sightDifferences(
  expected: readonly Sight[],
  found: readonly Sight[],
  threshold: number,
): string[] {
  const sure = ({ score }: Sight) => score >= threshold + MOST_SCORE;
  const lost = expected.filter((one) => sure(one) && !found.some((other) => isSame(one, other)));
  const more = found.filter((one) => sure(one) && !expected.some((other) => isSame(one, other)));
  return [
    ...lost.map((one) => `${show(one)} is not found any more`),
    ...more.map((one) => `${show(one)} is found too`),
  ];
}

function isSame(a: Sight, b: Sight): boolean {
  return (
    a.label === b.label &&
    Math.abs(a.score - b.score) <= MOST_SCORE &&
    iou(a.box, b.box) >= LEAST_IOU
  );
}

function show({ label, score, box }: Sight): string {
  const corners = [box.left, box.top, box.right, box.bottom].map((value) => value.toFixed(2));
  return `${label} ${score.toFixed(2)} at ${corners.join(' ')}`;
}
