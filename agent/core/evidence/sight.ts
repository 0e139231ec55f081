import type { Box } from '../geometry/box.ts';
import { iou } from '../geometry/iou.ts';
import type { Detection } from '../vision/detection.ts';

/** One object as the model found it in one picture; box in shares of the picture. */
export interface Sight {
  readonly label: string;
  readonly score: number;
  readonly box: Box;
}

/** What the model found of the subject in the picture of this very moment, mediaMs. */
export interface MomentSight extends Sight {
  readonly atMs: number;
}

/** Less of an overlap is another object, or one that moved on. */
const SAME = 0.5;

/** The detection that shows the subject: of these labels, and over its box more than any other. */
export function sightOf(
  { labels, box }: { readonly labels: readonly string[]; readonly box: Box },
  detections: readonly Detection[],
): Sight | undefined {
  const near = detections
    .filter(({ label, box: found }) => labels.includes(label) && iou(found, box) >= SAME)
    .toSorted((a, b) => iou(b.box, box) - iou(a.box, box))[0];
  return near && rounded(near);
}

/** To less than a tenth of a pixel in 4K; runs of a model on two boxes differ by more. */
function rounded({ label, score, box: { left, top, right, bottom } }: Detection): Sight {
  const to = (value: number) => Math.round(value * 1e5) / 1e5;
  const box = { left: to(left), top: to(top), right: to(right), bottom: to(bottom) };
  return { label, score: to(score), box };
}
