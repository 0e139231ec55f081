import { bufferedIou, iou } from '../geometry/iou.ts';
import { appearanceDistance } from '../vision/appearance.ts';
import type { Detection } from '../vision/detection.ts';
import { assign } from './assign.ts';
import type { Body } from './body.ts';
import type { TrackerParams } from './params.ts';
import { leadingLabel } from './votes.ts';

/** For each body the index of its detection, or -1. */
export type Matches = Int32Array;

/** A beginning gives way to a track that fits as well. */
const BEGINNING_PENALTY = 0.1;
const OTHER_LABEL_PENALTY = 0.05;
const OTHER_GROUP_PENALTY = 0.3;
/** Decides between places that are equally near; light changes too much to decide alone. */
const OTHER_LOOK_PENALTY = 0.2;
/** What drives past hides something for less. */
const LONG_UNSEEN_MS = 5000;
/**
 * Who drives into a place is not what stood there before: what was in sight a moment ago comes before the long unseen,
 * which must look alike besides.
 */
const LONG_UNSEEN_PENALTY = 0.4;
/** Distance of the looks in two pictures, each with its noise, from which they are clearly not of one thing. */
const OTHER_LOOK = 0.5;
/** Boxes alike by less are of a part and a whole: the look of the part is that of what hides the rest, too. */
const SAME_BOX = 0.5;

/**
 * Matches predicted bodies to detections in two rounds, after Zhang et al., "ByteTrack", ECCV 2022: the
 * detections from `highScore` up by buffered IoU, then the weaker ones to the tracks left over by plain
 * IoU. A track on which a weak one lies is not drawn away by a sure one beside it: that is something else that has
 * just come. `detections`, of the picture at `mediaMs`, are in any order; those below `lowScore` must be gone.
 */
export function associate(
  params: TrackerParams,
  bodies: readonly Body[],
  detections: readonly Detection[],
  mediaMs: number,
): Matches {
  const matches = new Int32Array(bodies.length).fill(-1);
  const strong = indicesOf(detections, ({ score }) => score >= params.highScore);
  const weak = indicesOf(detections, ({ score }) => score < params.highScore);
  const faint = weak.flatMap((index) => detections[index] ?? []);
  const all = indicesOf(bodies, () => true);
  match(matches, bodies, detections, all, strong, (body) => {
    const costTo = strongCost(params, body, mediaMs);
    const isFaint = body.id > 0 && faint.some(isOn(params, body, mediaMs));
    if (!isFaint) return costTo;
    return (detection) =>
      iou(body.box, detection.box) < params.minOverlap ? IMPOSSIBLE : costTo(detection);
  });
  const left = indicesOf(bodies, ({ id }, index) => id > 0 && matches[index] === -1);
  match(matches, bodies, detections, left, weak, (body) => weakCost(params, body, mediaMs));
  return matches;
}

/** Drops detections that lie on a better one of the same group (per-class NMS leaves them). */
export function withoutDuplicates(
  params: TrackerParams,
  detections: readonly Detection[],
): readonly Detection[] {
  const kept: Detection[] = [];
  for (const detection of [...detections].sort((a, b) => b.score - a.score)) {
    const isDouble = kept.some(
      (other) =>
        iou(other.box, detection.box) > params.duplicateIou &&
        sameGroup(params, other.label, detection.label),
    );
    if (!isDouble) kept.push(detection);
  }
  return kept;
}

/** Cost of a pair that cannot be one object; leaving both alone costs as much. */
const IMPOSSIBLE = 1;
/** Cost of what is better than nothing. */
const LAST_RESORT = 0.9;

/** The costs of one body against any detection; what does not depend on the detection is done once. */
type Cost = (detection: Detection) => number;

function strongCost(params: TrackerParams, body: Body, mediaMs: number): Cost {
  const [x, y, width, height] = body.axes;
  const growX = Math.min(params.bufferSigmas * Math.sqrt(x[2]), params.maxBuffer * width[0]);
  const growY = Math.min(params.bufferSigmas * Math.sqrt(y[2]), params.maxBuffer * height[0]);
  const label = leadingLabel(body.votes);
  const isLongUnseen = mediaMs - body.seenMs > LONG_UNSEEN_MS;
  const penalty =
    (body.id === 0 ? BEGINNING_PENALTY : 0) + (isLongUnseen ? LONG_UNSEEN_PENALTY : 0);
  return (detection) => {
    const overlap = bufferedIou(body.box, detection.box, growX, growY);
    if (overlap < params.minOverlap) return IMPOSSIBLE;
    if (isLongUnseen && isOther(body, detection)) return IMPOSSIBLE;
    const look = OTHER_LOOK_PENALTY * lookDistance(body, detection);
    // the penalties order the pairs, they do not forbid a thin overlap
    const cost = Math.min(LAST_RESORT, (1 - overlap) * 0.9 + penalty + look);
    if (label === detection.label) return cost;
    if (sameGroup(params, label, detection.label)) return cost + OTHER_LABEL_PENALTY;
    if (isPartOf(params, label, detection.label)) return IMPOSSIBLE;
    const isSame = iou(body.box, detection.box) >= params.minPlainIou;
    return isSame ? cost + OTHER_GROUP_PENALTY : IMPOSSIBLE;
  };
}

function weakCost(params: TrackerParams, body: Body, mediaMs: number): Cost {
  const label = leadingLabel(body.votes);
  const isLongUnseen = mediaMs - body.seenMs > LONG_UNSEEN_MS;
  return (detection) => {
    const overlap = iou(body.box, detection.box);
    if (overlap < params.minPlainIou) return IMPOSSIBLE;
    if (isLongUnseen && isOther(body, detection)) return IMPOSSIBLE;
    return sameGroup(params, label, detection.label) ? 1 - overlap : IMPOSSIBLE;
  };
}

/** Whether a weak detection lies on the body. */
function isOn(params: TrackerParams, body: Body, mediaMs: number) {
  const costTo = weakCost(params, body, mediaMs);
  return (detection: Detection): boolean => costTo(detection) < IMPOSSIBLE;
}

function isOther(body: Body, detection: Detection): boolean {
  const isWhole = iou(body.box, detection.box) >= SAME_BOX;
  return isWhole && lookDistance(body, detection) > OTHER_LOOK;
}

/** 0 where one of the looks is not known. */
function lookDistance(body: Body, detection: Detection): number {
  if (body.appearance === undefined || detection.appearance === undefined) return 0;
  return appearanceDistance(body.appearance, detection.appearance);
}

function sameGroup(params: TrackerParams, a: string, b: string): boolean {
  return a === b || params.groups.some((group) => group.includes(a) && group.includes(b));
}

/** A stall and the cart that it is made of lie in one place and are two things. */
function isPartOf({ wholes }: TrackerParams, a: string, b: string): boolean {
  return wholes.includes(a) !== wholes.includes(b);
}

/** Writes the cheapest assignment of `rows` (of bodies) to `columns` (of detections) into `matches`. */
function match(
  matches: Matches,
  bodies: readonly Body[],
  detections: readonly Detection[],
  rows: readonly number[],
  columns: readonly number[],
  costOf: (body: Body) => Cost,
): void {
  if (rows.length === 0 || columns.length === 0) return;
  const cost = new Float64Array(rows.length * columns.length).fill(IMPOSSIBLE);
  const candidates = columns.flatMap((column) => detections[column] ?? []);
  rows.forEach((row, r) => {
    const body = bodies[row];
    if (body === undefined) return;
    const costTo = costOf(body);
    candidates.forEach((detection, c) => {
      cost[r * columns.length + c] = Math.min(IMPOSSIBLE, costTo(detection));
    });
  });
  assign(cost, rows.length, columns.length).forEach((c, r) => {
    const [row, column] = [rows[r], columns[c]];
    if (row === undefined || column === undefined) return;
    if ((cost[r * columns.length + c] ?? IMPOSSIBLE) < IMPOSSIBLE) matches[row] = column;
  });
}

function indicesOf<T>(
  items: readonly T[],
  keep: (item: T, index: number) => boolean,
): readonly number[] {
  const kept: number[] = [];
  items.forEach((item, index) => {
    if (keep(item, index)) kept.push(index);
  });
  return kept;
}
