import { type Candidate, isBox, lowest, type Thresholds } from './candidate.ts';

/** How the numbers of an anchor lie: side by side (rows), or one plane for each (planes). */
export type AnchorOrder = 'rows' | 'planes';

export interface AnchorLayout {
  readonly order: AnchorOrder;
  /** Whether a fifth number scales the scores of all labels (YOLOv5 has it, v8 and v11 do not). */
  readonly objectness: boolean;
}

/**
 * Which of two dimensions holds the numbers of an anchor: Ultralytics exports [4 + labels, anchors],
 * YOLOv5 and some converters [anchors, 4 + labels]. Undefined where neither is `width` long.
 */
export function anchorOrder(dims: readonly number[], width: number): AnchorOrder | undefined {
  const [first, second] = dims.slice(-2);
  if (first === width) return 'planes';
  return second === width ? 'rows' : undefined;
}

/**
 * Candidates of a raw Ultralytics output: x, y of the middle, width, height in input pixels, then a score
 * per label, 0 to 1, scaled by the objectness where the layout has one. Source: `non_max_suppression` of
 * ultralytics/utils (v8, v11) and of YOLOv5.
 */
export function decodeAnchors(
  raw: Float32Array,
  layout: AnchorLayout,
  thresholds: Thresholds,
): Candidate[] {
  const width = (layout.objectness ? 5 : 4) + thresholds.length;
  const anchors = Math.floor(raw.length / width);
  const rows = layout.order === 'rows';
  const steps: Steps = { anchor: rows ? width : 1, part: rows ? 1 : anchors };
  return layout.objectness
    ? gated(raw, anchors, steps, thresholds)
    : plain(raw, anchors, steps, thresholds);
}

/** How far apart two anchors, and two numbers of one anchor, lie. */
interface Steps {
  readonly anchor: number;
  readonly part: number;
}

/** Label by label: with planes this walks through memory in order, and that is the usual case. */
function plain(raw: Float32Array, anchors: number, steps: Steps, thresholds: Thresholds) {
  const found: Candidate[] = [];
  for (let label = 0; label < thresholds.length; label += 1) {
    const least = thresholds[label] ?? 1;
    const from = (4 + label) * steps.part;
    for (let anchor = 0; anchor < anchors; anchor += 1) {
      const score = raw[from + anchor * steps.anchor] ?? 0;
      if (!(score >= least)) continue;
      keep(found, boxOf(raw, anchor * steps.anchor, steps.part, label, score));
    }
  }
  return found;
}

/** Anchor by anchor: the objectness bounds every score, and ends most anchors at once. */
function gated(raw: Float32Array, anchors: number, steps: Steps, thresholds: Thresholds) {
  const low = lowest(thresholds);
  const found: Candidate[] = [];
  for (let anchor = 0; anchor < anchors; anchor += 1) {
    const at = anchor * steps.anchor;
    const objectness = raw[at + 4 * steps.part] ?? 0;
    if (!(objectness >= low)) continue;
    for (let label = 0; label < thresholds.length; label += 1) {
      const score = objectness * (raw[at + (5 + label) * steps.part] ?? 0);
      if (score >= (thresholds[label] ?? 1)) keep(found, boxOf(raw, at, steps.part, label, score));
    }
  }
  return found;
}

function boxOf(
  raw: Float32Array,
  at: number,
  step: number,
  label: number,
  score: number,
): Candidate {
  const [x, y] = [raw[at] ?? 0, raw[at + step] ?? 0];
  const halfWidth = (raw[at + 2 * step] ?? 0) / 2;
  const halfHeight = (raw[at + 3 * step] ?? 0) / 2;
  const [left, top] = [x - halfWidth, y - halfHeight];
  return { label, score, left, top, right: x + halfWidth, bottom: y + halfHeight };
}

function keep(found: Candidate[], candidate: Candidate): void {
  if (isBox(candidate)) found.push(candidate);
}
