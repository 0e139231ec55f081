import { type Candidate, isBox, type Thresholds } from './candidate.ts';
import { type ClassTable, labelOf } from './class-table.ts';
import type { Size } from './view.ts';

/** Objects as a network lists them after its own selection: one class and one score for each box. */
export interface Listed {
  /** Four numbers a box. */
  readonly boxes: ArrayLike<number>;
  readonly classes: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
  /** How many of the list are meant; all where absent. */
  readonly count?: number;
}

/** The order of a box's corners, and their unit: input pixels, or shares of the input. */
export type Corners = 'xyxy-pixels' | 'xyxy-shares' | 'yxyx-shares';

export interface ListedLayout {
  readonly corners: Corners;
  readonly input: Size;
  readonly classes: ClassTable;
}

/**
 * Candidates of a list of boxes, classes and scores: DETR-like exports (D-FINE, DEIM, RT-DETR with
 * `orig_target_sizes`), SSD of TensorFlow (y first, shares) and of torchvision (x first, pixels).
 * Classes without a label are left out.
 */
export function decodeListed(
  list: Listed,
  layout: ListedLayout,
  thresholds: Thresholds,
): Candidate[] {
  const read = boxReader(list.boxes, layout);
  const length = Math.min(list.scores.length, list.count ?? Number.POSITIVE_INFINITY);
  const found: Candidate[] = [];
  for (let at = 0; at < length; at += 1) {
    const label = labelOf(layout.classes, list.classes[at] ?? -1);
    const score = list.scores[at] ?? 0;
    if (label === undefined || !(score >= (thresholds[label] ?? 1))) continue;
    const candidate = { label, score, ...read(at) };
    if (isBox(candidate)) found.push(candidate);
  }
  return found;
}

function boxReader(boxes: ArrayLike<number>, { corners, input }: ListedLayout) {
  const [x, y] = corners === 'yxyx-shares' ? [1, 0] : [0, 1];
  const unit = corners === 'xyxy-pixels' ? { width: 1, height: 1 } : input;
  const part = (at: number, which: number) => boxes[at * 4 + which] ?? 0;
  return (at: number) => ({
    left: part(at, x) * unit.width,
    top: part(at, y) * unit.height,
    right: part(at, 2 + x) * unit.width,
    bottom: part(at, 2 + y) * unit.height,
  });
}

/**
 * Candidates of an end-to-end YOLO (v10, v26): rows of left, top, right, bottom in input pixels, score and
 * class. The network has chosen already; rows it did not need hold scores near 0.
 */
export function decodeRows(
  rows: Float32Array,
  classes: ClassTable,
  thresholds: Thresholds,
): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at + 5 < rows.length; at += 6) {
    const label = labelOf(classes, rows[at + 5] ?? -1);
    const score = rows[at + 4] ?? 0;
    if (label === undefined || !(score >= (thresholds[label] ?? 1))) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = rows.subarray(at, at + 4);
    const candidate = { label, score, left, top, right, bottom };
    if (isBox(candidate)) found.push(candidate);
  }
  return found;
}
