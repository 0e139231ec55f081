import { type Box, boxSize, footpoint } from '../geometry/box.ts';
import { iou } from '../geometry/iou.ts';
import { goesOut } from '../geometry/picture-edge.ts';
import type { Point } from '../geometry/polygon.ts';
import type { Track } from '../tracking/track.ts';
import type { CloseShot } from '../vision/close-shot.ts';
import { type Fused, posterior } from './fuse.ts';
import type { AttributeRule, FinishedPassage, Subject } from './rule.ts';
import { addToWay, type Way } from './way.ts';

/** One object on its way through the picture, or through the rule's zones. */
export interface Passage {
  /** The ids that it was followed under; the first one names its place. Bound: `MAX_IDS`. */
  readonly trackIds: readonly number[];
  readonly label: string;
  readonly box: Box;
  /** Of the box centre, in shares of the picture per second. */
  readonly velocity: Point;
  readonly zoneId?: string;
  readonly fromMs: number;
  /** Last time inside. */
  readonly toMs: number;
  readonly from: Point;
  readonly to: Point;
  readonly looks: Readonly<Record<string, Fused>>;
  /** The looks at it as pictures, the best ones first. */
  readonly shots?: readonly CloseShot[];
  readonly way?: Way;
  readonly firedMs?: number;
}

const MAX_IDS = 8;
/** A track that was lost is looked for under a new id for so long, and where it should be by then. */
const JOIN_MS = 2500;
const JOIN_IOU = 0.35;
/** Shares of the way at its last speed: it may have braked, and what goes away seems to. */
const WAYS = [0, 0.5, 1];
/** Of a size so many times smaller or larger it is something else that the track has been drawn to. */
const ODD_SIZE = 2;

/** Whether the track lies on something of quite another size than the passage's object was just now. */
export function isOdd({ box }: Passage, track: Track): boolean {
  const ratio = boxSize(track.box) / boxSize(box);
  return ratio > ODD_SIZE || ratio < 1 / ODD_SIZE;
}

/**
 * The passage that a new track goes on with: one whose own track is not seen now, was until a moment ago, and
 * would have got to the new one's place. The nearest of several; undefined for an object that is new. What was on
 * its way out of the picture does not come back: the next one comes in there.
 */
export function lostPassage(
  passages: Iterable<Passage>,
  track: Track,
  seenIds: ReadonlySet<number>,
  atMs: number,
): Passage | undefined {
  let best: Passage | undefined;
  let most = JOIN_IOU;
  for (const passage of passages) {
    const lostMs = atMs - passage.toMs;
    const isThere = passage.trackIds.some((id) => seenIds.has(id));
    const isGone = lostMs > JOIN_MS || goesOut(passage.box, passage.velocity);
    if (isThere || isGone || passage.trackIds.length >= MAX_IDS) continue;
    const overlap = Math.max(
      ...WAYS.map((share) => iou(movedOn(passage, share * lostMs), track.box)),
    );
    if (overlap >= most) [best, most] = [passage, overlap];
  }
  return best;
}

function movedOn({ box, velocity: [vx, vy] }: Passage, forMs: number): Box {
  const [x, y] = [(vx * forMs) / 1000, (vy * forMs) / 1000];
  const { left, right, top, bottom } = box;
  return { left: left + x, right: right + x, top: top + y, bottom: bottom + y };
}

/** The passage after one more sight of its object inside. */
export function seePassage(
  before: Passage | undefined,
  track: Track,
  zoneId: string | undefined,
  atMs: number,
): Passage {
  const to = footpoint(track.box);
  return {
    // the tracker waits a few frames before it reports an object
    fromMs: zoneId === undefined ? Math.min(atMs, track.bornMs) : atMs,
    from: to,
    looks: {},
    trackIds: [],
    ...before,
    ...(!before?.trackIds.includes(track.id) && {
      trackIds: [...(before?.trackIds ?? []), track.id],
    }),
    velocity: track.velocity,
    label: track.label,
    box: track.box,
    ...(zoneId !== undefined && { zoneId }),
    toMs: atMs,
    to,
    way: addToWay(before?.way ?? [], { atMs, box: track.box }),
  };
}

export function placeOf(passage: Passage): string {
  return `passage/${passage.trackIds[0]}.${Math.round(passage.fromMs / 1000)}`;
}

export function subjectOf(passage: Passage): Subject {
  const { label, box, trackIds, zoneId, shots = [], way = [] } = passage;
  return { label, box, trackIds, ...(zoneId !== undefined && { zoneId }), shots, way };
}

/** Attribute -> likeliest state, its posterior, and the number of usable looks. */
export function statesOf(
  rule: AttributeRule,
  passage: Passage,
): Record<string, { state: string; posterior: number; looks: number }> {
  const read = Object.keys(rule.when).flatMap((attribute) => {
    const fused = passage.looks[attribute];
    const best = fused && Object.entries(posterior(fused)).sort((a, b) => b[1] - a[1])[0];
    if (!best) return [];
    const [state, share] = best;
    const looks = fused.times.length;
    return [[attribute, { state, posterior: Math.round(share * 1000) / 1000, looks }] as const];
  });
  return Object.fromEntries(read);
}

/** What is told of a passage when it is over, with or without a violation. */
export function finish(rule: AttributeRule, passage: Passage): FinishedPassage {
  const { trackIds, label, fromMs, toMs, from, to, zoneId } = passage;
  return {
    place: placeOf(passage),
    trackIds,
    label,
    fromMs,
    toMs,
    from,
    to,
    ...(zoneId !== undefined && { zoneId }),
    states: statesOf(rule, passage),
    fired: passage.firedMs !== undefined,
  };
}
