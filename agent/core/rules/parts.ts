import { type Box, boxSize, footpoint } from '../geometry/box.ts';
import type { Zone } from '../geometry/zone.ts';
import type { Track } from '../tracking/track.ts';
import { counts, labelShare } from './movers.ts';
import type { GroupRule } from './rule.ts';
import { isExempt } from './zones.ts';

/**
 * About five seconds of looking: in how many frames each part was there, in the order of the rule, and after
 * them in how many there was an excuse: somebody carried the anchor, or it belonged to a market that may be.
 */
interface Bucket {
  readonly atMs: number;
  readonly frames: number;
  readonly with: readonly number[];
}

/** At most `WINDOW_MS / BUCKET_MS` + 1. */
export type PartEvidence = readonly Bucket[];

const BUCKET_MS = 5000;
const WINDOW_MS = 60_000;
/** Share of the window in which a part must be there; lower once the group stands. */
const ENOUGH = 0.3;
const STILL_ENOUGH = 0.15;
/**
 * So much of that share is enough where the anchor is called by a name that implies a part: what is seen as a stall
 * by itself needs its seller as a confirmation, and people at stalls are small and often missed.
 */
const NAMED = 1 / 3;
/** Excused in so much of the window, an anchor makes no stall: its bearer, or its chairs, are missed now and then. */
const EXCUSED = 0.2;
/** Share of an anchor's names from which it is one of those that imply a part. */
const IMPLIES = 0.5;
/** In its own heights per second: faster is walking past. */
const WALKING = 0.5;

/** Between the edges of anchor and part, in widths of the anchor, or heights of a tall one. */
const BESIDE = 0.5;

/** Where its height is so much of its width, in shares of the picture, an anchor stands on the ground itself. */
const TALL = 0.8;

/**
 * Near in depth as the anchor's size says (feet are far below a flat canopy; of what stands itself no farther
 * than it is large), and beside it at most half of the anchor's longer side from edge to edge: a tall stall
 * would else reach half the street along, and a parasol the goods of its neighbour.
 */
export function within(rule: GroupRule, anchor: Box, { box }: Track): boolean {
  const [ax, ay] = footpoint(anchor);
  const [x, y] = footpoint(box);
  const [width, height] = [anchor.right - anchor.left, anchor.bottom - anchor.top];
  const gap = Math.max(anchor.left - box.right, box.left - anchor.right);
  const longer = Math.max(width, height);
  const wished = rule.reach * Math.min(height, width);
  const reach = height >= TALL * width ? Math.min(wished, longer) : wished;
  return Math.hypot(x - ax, y - ay) <= reach && gap <= BESIDE * longer;
}

function stays(track: Track): boolean {
  const height = Math.max(boxSize(track.box), track.box.bottom - track.box.top);
  return Math.hypot(...track.velocity) < WALKING * height;
}

/** A track that counts as one part of the group; `part` is its place in the rule's list. */
export interface PartTrack {
  readonly part: number;
  readonly track: Track;
}

/**
 * The parts of the group that are near this anchor in this frame; the anchor is none itself. What stands in
 * one of the zones where it may (`exempt`) is no part of anything: the tables of a permitted market neither
 * make the stall beside it complete nor lawful.
 */
export function partsNear(
  rule: GroupRule,
  anchor: { readonly box: Box; readonly id: number | undefined },
  tracks: readonly Track[],
  exempt: readonly Zone[],
): PartTrack[] {
  const near = tracks.filter((track) => track.id !== anchor.id && within(rule, anchor.box, track));
  const counted = rule.parts.flatMap(({ labels }, part) =>
    near.filter((track) => isPart(rule, labels, track)).map((track) => ({ part, track })),
  );
  return counted.filter(({ track }) => !isExempt(exempt, track.box));
}

/**
 * Whether most of what lies under the anchor stands where it may: a parasol hangs over, in the picture behind,
 * the market in which its tables and chairs are.
 */
export function isLawful(
  rule: GroupRule,
  anchor: { readonly box: Box; readonly id: number | undefined },
  tracks: readonly Track[],
  exempt: readonly Zone[],
): boolean {
  if (exempt.length === 0) return false;
  const { left, right } = anchor.box;
  const under = partsNear(rule, anchor, tracks, []).filter(({ track: { box } }) => {
    const middle = (box.left + box.right) / 2;
    return middle > left && middle < right;
  });
  const there = under.filter(({ track }) => isExempt(exempt, track.box));
  return 2 * there.length > under.length;
}

function isPart({ minScore }: GroupRule, labels: readonly string[], track: Track): boolean {
  return counts({ labels, minScore }, track, false) && stays(track);
}

/** The name of the anchor alone says that the part is there: what is called a stall has goods. */
export function isImplied(
  { impliedBy = [] }: GroupRule['parts'][number],
  anchor: Pick<Track, 'labels'>,
): boolean {
  return labelShare(anchor, impliedBy) >= IMPLIES;
}

/**
 * Adds one frame in which `anchors` (tracks) of one stall were seen, with these parts near them, or `excused`.
 */
export function addEvidence(
  rule: GroupRule,
  before: PartEvidence,
  found: readonly PartTrack[] | 'excused',
  anchors: readonly Track[],
  atMs: number,
): PartEvidence {
  const near = found === 'excused' ? [] : found;
  const here = rule.parts.map((wanted, at): number => {
    const count = near.filter(({ part }) => part === at).length;
    const isThere = count >= wanted.min || anchors.some((anchor) => isImplied(wanted, anchor));
    return isThere ? 1 : 0;
  });
  here.push(found === 'excused' ? 1 : 0);
  const fresh = before.filter((bucket) => atMs - bucket.atMs <= WINDOW_MS);
  const last = fresh.at(-1);
  if (!last || atMs - last.atMs >= BUCKET_MS) return [...fresh, { atMs, frames: 1, with: here }];
  const sums = here.map((one, at) => one + (last.with[at] ?? 0));
  return [...fresh.slice(0, -1), { ...last, frames: last.frames + 1, with: sums }];
}

/** Share of the window in which each part was there, 0 to 1. */
export function partShares(rule: GroupRule, evidence: PartEvidence): number[] {
  return rule.parts.map((_, at) => shareOf(evidence, at));
}

function shareOf(evidence: PartEvidence, at: number): number {
  // not the mean of the buckets: one with a single frame would weigh as much as a full one
  const frames = evidence.reduce((all, bucket) => all + bucket.frames, 0);
  const found = evidence.reduce((all, bucket) => all + (bucket.with[at] ?? 0), 0);
  return frames === 0 ? 0 : found / frames;
}

interface Standing {
  /** It was complete before: it may do with less. */
  readonly stands: boolean;
  /** The anchor that was seen most. */
  readonly lead: Pick<Track, 'labels'>;
}

/** Whether all parts were there in enough of the window, and hardly any of it was excused. */
export function isComplete(
  rule: GroupRule,
  evidence: PartEvidence,
  { stands, lead }: Standing,
): boolean {
  if (shareOf(evidence, rule.parts.length) >= EXCUSED) return false;
  const named = rule.parts.some((part) => isImplied(part, lead));
  const least = (stands ? STILL_ENOUGH : ENOUGH) * (named ? NAMED : 1);
  return evidence.length > 0 && partShares(rule, evidence).every((share) => share >= least);
}

/** Frames with the anchor in the window since `sinceMs`. */
export function framesSince(evidence: PartEvidence, sinceMs: number): number {
  return evidence
    .filter(({ atMs }) => atMs >= sinceMs)
    .reduce((sum, { frames }) => sum + frames, 0);
}

/** When the last of the parts had come. */
export function togetherSince(rule: GroupRule, evidence: PartEvidence): number {
  const firsts = rule.parts.map(
    (_, at) => evidence.find((bucket) => (bucket.with[at] ?? 0) > 0)?.atMs ?? 0,
  );
  return Math.max(0, ...firsts);
}
