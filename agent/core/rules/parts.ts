import { type Box, boxSize, footpoint } from '../geometry/box.ts';
import type { Track } from '../tracking/track.ts';
import { counts } from './movers.ts';
import type { GroupRule } from './rule.ts';

/** About five seconds of looking: in how many frames each part was there, in the order of the rule. */
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
/** In its own heights per second: faster is walking past. */
const WALKING = 0.5;

function within(rule: GroupRule, anchor: Box, track: Track): boolean {
  const [ax, ay] = footpoint(anchor);
  const [x, y] = footpoint(track.box);
  return Math.hypot(x - ax, y - ay) <= rule.reach * (anchor.bottom - anchor.top);
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

/** The parts of the group that are near this anchor in this frame; the anchor is none itself. */
export function partsNear(
  rule: GroupRule,
  anchor: { readonly box: Box; readonly id: number | undefined },
  tracks: readonly Track[],
): PartTrack[] {
  const near = tracks.filter(({ id }) => id !== anchor.id);
  return rule.parts.flatMap(({ labels }, part) =>
    near
      .filter((track) => isPart(rule, labels, track) && within(rule, anchor.box, track))
      .map((track) => ({ part, track })),
  );
}

function isPart({ minScore }: GroupRule, labels: readonly string[], track: Track): boolean {
  return counts({ labels, minScore }, track, false) && stays(track);
}

/** Adds one frame in which the anchor was seen, with these parts near it. */
export function addEvidence(
  rule: GroupRule,
  before: PartEvidence,
  found: readonly PartTrack[],
  atMs: number,
): PartEvidence {
  const here = rule.parts.map(({ min }, at) =>
    found.filter(({ part }) => part === at).length >= min ? 1 : 0,
  );
  const fresh = before.filter((bucket) => atMs - bucket.atMs <= WINDOW_MS);
  const last = fresh.at(-1);
  if (!last || atMs - last.atMs >= BUCKET_MS) return [...fresh, { atMs, frames: 1, with: here }];
  const sums = here.map((one, at) => one + (last.with[at] ?? 0));
  return [...fresh.slice(0, -1), { ...last, frames: last.frames + 1, with: sums }];
}

/** Share of the window in which each part was there, 0 to 1. */
export function partShares(rule: GroupRule, evidence: PartEvidence): number[] {
  return rule.parts.map((_, at) => {
    const sum = evidence.reduce((all, bucket) => all + (bucket.with[at] ?? 0) / bucket.frames, 0);
    return evidence.length === 0 ? 0 : sum / evidence.length;
  });
}

/** Whether all parts were there in enough of the window; `standing` groups may do with less. */
export function isComplete(rule: GroupRule, evidence: PartEvidence, standing: boolean): boolean {
  const least = standing ? STILL_ENOUGH : ENOUGH;
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
