import { type Candidate, isBox, lowest, type Thresholds } from './candidate.ts';

/**
 * Candidates of a model that decodes its boxes itself.
 *
 * `boxes` is [anchors, 4]: left, top, right, bottom in input pixels; `scores` is [anchors, labels], 0 to 1.
 * An anchor gives one candidate for each label whose score reaches the label's threshold.
 */
export function decodeBoxes(
  boxes: Float32Array,
  scores: Float32Array,
  thresholds: Thresholds,
): Candidate[] {
  const labels = thresholds.length;
  const low = lowest(thresholds);
  const found: Candidate[] = [];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0;
    // nearly all scores end here
    if (!(score >= low)) continue;
    const label = at % labels;
    if (score < (thresholds[label] ?? 1)) continue;
    const candidate = boxAt(boxes, ((at - label) / labels) * 4, label, score);
    if (isBox(candidate)) found.push(candidate);
  }
  return found;
}

function boxAt(boxes: Float32Array, at: number, label: number, score: number): Candidate {
  return {
    label,
    score,
    left: boxes[at] ?? 0,
    top: boxes[at + 1] ?? 0,
    right: boxes[at + 2] ?? 0,
    bottom: boxes[at + 3] ?? 0,
  };
}
