import { type Sight, sightOf } from '../evidence/sight.ts';
import type { Box } from '../geometry/box.ts';
import { iou } from '../geometry/iou.ts';
import type { Detection } from '../vision/detection.ts';
import { type Check, shown, wrong } from './check.ts';
import type { ClaimedMedia, Claims } from './claims.ts';

/**
 * How far one model may differ between two processors on one picture: many times what was measured between
 * threads, optimisations and builds (docs/evidence.md, "Deriving it again"), many times less than another object.
 */
export const SIGHT_TOLERANCE = { score: 0.02, box: 0.005 } as const;
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

/** The subject in a picture for which no detection was signed: by the box or the ground point in the facts. */
export function subjectIn(
  { id, role }: ClaimedMedia,
  { facts, rule }: Claims,
  detections: readonly Detection[],
  model: string,
): Seen | undefined {
  const labels = rule?.labels ?? [];
  const box = boxOf(facts.box);
  if (role === 'panorama-last' && box !== undefined) {
    const found = sightOf({ labels, box }, detections);
    if (found === undefined)
      return {
        check: wrong(
          id,
          unseen(id, `one of ${labels.join(', ')} at ${place(box)}`, detections, box, model),
        ),
      };
    return {
      check: shown(id, `${model} finds the subject in ${id}: ${inWords(found)}`),
      sight: found,
    };
  }
  const { from } = facts;
  if (role !== 'panorama-first' || from === undefined) return undefined;
  const found = atGround(from, labels, detections);
  return found === undefined
    ? {
        check: wrong(
          id,
          `${model} finds none of ${labels.join(', ')} in ${id} where the facts say that the passage began (${from.join(', ')})`,
        ),
      }
    : { check: shown(id, `${model} finds the subject in ${id}: ${inWords(found)}`), sight: found };
}

export function boxOf(edges: Claims['facts']['box']): Box | undefined {
  if (edges === undefined) return undefined;
  const [left, top, right, bottom] = edges;
  return { left, top, right, bottom };
}

/** The detection that stands around a ground point: the one whose own is nearest, at most a quarter of its size away. */
function atGround(
  [x, y]: readonly [number, number],
  labels: readonly string[],
  detections: readonly Detection[],
): Detection | undefined {
  const off = ({ box: { left, right, bottom } }: Detection) =>
    Math.hypot((left + right) / 2 - x, bottom - y);
  return detections
    .filter(({ label, box }) => labels.includes(label) && (box.right - box.left) / 2 > 0)
    .filter(
      (one) => off(one) <= Math.max(one.box.right - one.box.left, one.box.bottom - one.box.top) / 4,
    )
    .toSorted((a, b) => off(a) - off(b))[0];
}

function unseen(
  id: string,
  signed: string,
  detections: readonly Detection[],
  box: Box,
  model: string,
): string {
  const [near] = detections
    .filter((one) => iou(one.box, box) > 0)
    .toSorted((a, b) => iou(b.box, box) - iou(a.box, box));
  const came = near === undefined ? 'nothing there' : `there ${inWords(near)}`;
  return `expected in ${id} ${signed}, as signed; ${model} finds ${came} (overlap needed: ${SAME_OBJECT}). Box, picture or model is not the one that was used`;
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
