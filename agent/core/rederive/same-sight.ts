import { type Sight, sightOf } from '../evidence/sight.ts';
import type { Box } from '../geometry/box.ts';
import { iou } from '../geometry/iou.ts';
import type { Detection } from '../vision/detection.ts';
import { type Check, open, shown, wrong } from './check.ts';
import type { ClaimedMedia, Claims } from './claims.ts';

/**
 * How far one model may differ between two processors on one picture. Processors in single precision differ by
 * 0.00001 (docs/evidence.md, "Deriving it again"); the rest is for accelerators that compute in half precision.
 */
const SIGHT_TOLERANCE = { score: 0.01, box: 0.0025 } as const;
/** Another stream of the camera is another encoder's picture of the same moment: the object, not its pixels. */
const SAME_OBJECT = 0.5;

export interface Seen {
  readonly check: Check;
  /** The subject as it was found now. */
  readonly sight?: Sight;
}

/** Whether the model finds the subject again in the picture in which it was signed to have found it. */
export function seenAgain(
  { id, sight }: ClaimedMedia & { readonly sight: Sight },
  detections: readonly Detection[],
  model: string,
  stream: 'main' | 'sub' = 'main',
): Seen {
  const { label, score, box } = sight;
  const found = sightOf({ labels: [label], box }, detections);
  const signed = `${label} with ${score.toFixed(3)} at ${place(box)}`;
  if (found === undefined) return { check: wrong(id, unseen(id, signed, detections, box, model)) };
  const off = { score: Math.abs(found.score - score), box: edgeDifference(found.box, box) };
  const again = `${model} finds again in ${id}: ${label} with ${found.score.toFixed(3)} (signed: ${score.toFixed(3)}), edges within ${percent(off.box)} of the picture`;
  if (stream === 'sub')
    return {
      check: shown(id, `${again}; found by the small stream, shown by the main one`),
      sight: found,
    };
  if (off.score <= SIGHT_TOLERANCE.score && off.box <= SIGHT_TOLERANCE.box)
    return { check: shown(id, again), sight: found };
  const limits = `at most ${SIGHT_TOLERANCE.score} and ${percent(SIGHT_TOLERANCE.box)} are the work of another processor`;
  const message = `${again}; signed was ${signed}, found ${place(found.box)}: ${limits}. What was signed is not what the model finds`;
  return { check: wrong(id, message), sight: found };
}

/** The subject in the picture of the decision, where no detection of that very moment was signed: by the facts. */
export function subjectIn(
  { id }: { readonly id: string },
  { labels, box }: { readonly labels: readonly string[]; readonly box: Box },
  detections: readonly Detection[],
  model: string,
): Seen {
  const found = sightOf({ labels, box }, detections);
  if (found !== undefined)
    return {
      check: shown(id, `${model} finds the subject in ${id}: ${inWords(found)}`),
      sight: found,
    };
  const due = `one of ${labels.join(', ')} at ${place(box)}`;
  const message = `no detection of the subject was signed for the very moment of ${id} (something stood before it, or a later look decided); expected there is ${due}, ${model} finds ${thereInstead(detections, box)}. Look at the clip for a picture that shows it`;
  return { check: open(id, message) };
}

export function boxOf(edges: Claims['facts']['box']): Box | undefined {
  if (edges === undefined) return undefined;
  const [left, top, right, bottom] = edges;
  return { left, top, right, bottom };
}

function unseen(
  id: string,
  signed: string,
  detections: readonly Detection[],
  box: Box,
  model: string,
): string {
  return `expected in ${id} ${signed}, as signed; ${model} finds ${thereInstead(detections, box)} (overlap needed: ${SAME_OBJECT}). Box, picture or model is not the one that was used`;
}

function thereInstead(detections: readonly Detection[], box: Box): string {
  const [near] = detections
    .filter((one) => iou(one.box, box) > 0)
    .toSorted((a, b) => iou(b.box, box) - iou(a.box, box));
  return near === undefined ? 'nothing there' : `there ${inWords(near)}`;
}

/** The largest distance between two edges of the same side, shares of the picture. */
export function edgeDifference(a: Box, b: Box): number {
  return Math.max(
    Math.abs(a.left - b.left),
    Math.abs(a.top - b.top),
    Math.abs(a.right - b.right),
    Math.abs(a.bottom - b.bottom),
  );
}

function inWords({ label, score, box }: Detection): string {
  return `${label} with ${score.toFixed(3)} at ${place(box)}`;
}

function place({ left, top, right, bottom }: Box): string {
  return [left, top, right, bottom].map((share) => share.toFixed(3)).join(' ');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
