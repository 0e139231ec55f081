import { type Candidate, isBox, type Thresholds } from './candidate.ts';
import type { ClassTable } from './class-table.ts';
import { softmax } from './softmax.ts';
import type { Size } from './view.ts';

/** How logits become scores: each class by itself, or all of a query against one another. */
type Activation = 'sigmoid' | 'softmax';

export interface QueryLayout {
  readonly input: Size;
  readonly activation: Activation;
  readonly classes: ClassTable;
}

/**
 * Candidates of a DETR without its selection step: `boxes` is [queries, 4], x, y of the middle, width and
 * height in shares of the input; `logits` is [queries, classes]. RF-DETR and RT-DETR take the sigmoid, the
 * first DETR the softmax over the classes and one more for "nothing". A query gives one candidate for each
 * label that reaches its threshold. Source: `PostProcess` of rfdetr and of facebookresearch/detr.
 */
export function decodeQueries(
  boxes: Float32Array,
  logits: Float32Array,
  { input, activation, classes }: QueryLayout,
  thresholds: Thresholds,
): Candidate[] {
  const queries = boxes.length / 4;
  const width = logits.length / queries;
  const found: Candidate[] = [];
  for (let query = 0; query < queries; query += 1) {
    const row = logits.subarray(query * width, (query + 1) * width);
    const scores = activation === 'softmax' ? softmax(row) : Array.from(row, sigmoid);
    for (let id = 0; id < classes.length; id += 1) {
      const label = classes[id] ?? -1;
      const score = scores[id] ?? 0;
      if (label < 0 || !(score >= (thresholds[label] ?? 1))) continue;
      const candidate = { label, score, ...boxOf(boxes, query * 4, input) };
      if (isBox(candidate)) found.push(candidate);
    }
  }
  return found;
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function boxOf(boxes: Float32Array, at: number, { width, height }: Size) {
  const [x = 0, y = 0, w = 0, h = 0] = boxes.subarray(at, at + 4);
  return {
    left: (x - w / 2) * width,
    top: (y - h / 2) * height,
    right: (x + w / 2) * width,
    bottom: (y + h / 2) * height,
  };
}
