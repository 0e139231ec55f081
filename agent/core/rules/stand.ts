import type { Box } from '../geometry/box.ts';
import { coveredShare } from '../geometry/overlap.ts';
import type { Track } from '../tracking/track.ts';
import { isCarried } from './carried.ts';
import type { DwellClock } from './dwell-clock.ts';
import { boxAround, type PartSight, postponed, seeParts, stillThere } from './part-sights.ts';
import { addEvidence, isLawful, type PartEvidence, type PartTrack, partsNear } from './parts.ts';
import type { GroupRule } from './rule.ts';
import type { Scene } from './scene.ts';
import type { Slot } from './slot.ts';

/**
 * One stall as a place: anchors that lie over or in one another, and what was seen of it. Anchors come, go and
 * are renamed; evidence and clock are the stand's. Plain JSON.
 */
export interface Stand {
  /** Of its first anchor; another stand in the same place has another name. */
  readonly place: string;
  /** Places of its anchors, at most `MAX_ANCHORS`. */
  readonly anchors: readonly string[];
  /** The anchor that was seen most, as it was last known. */
  readonly lead: Slot;
  /** Around its anchors. */
  readonly box: Box;
  readonly sinceMs: number;
  /** When one of its anchors was last seen. */
  readonly anchorMs: number;
  /** Time watched, nothing in front, in which nothing of it was seen. */
  readonly quietMs: number;
  readonly evidence: PartEvidence;
  /** At most 12. */
  readonly sights: readonly PartSight[];
  /** Runs while the group is complete. */
  readonly clock?: DwellClock;
  /** When it was last complete, and an anchor seen. */
  readonly lastMs?: number;
  /** Frames in which it was, since the clock runs. */
  readonly observations: number;
  /** Longest time in which it was not, since the clock runs. */
  readonly longestGapMs: number;
}

/** An anchor of a stand that was seen in this frame. */
export interface Anchor {
  readonly slot: Slot;
  readonly track: Track;
}

const MAX_ANCHORS = 8;
/** Nothing of it seen for so long, while nothing stood in front: packed up; what comes then is another stall. */
const VACANT_MS = 30_000;
/** Share of a stand that something nearer covers to hide it. */
const HIDES = 0.5;

/** A stand that begins with this anchor. */
export function beginStand(slot: Slot, atMs: number): Stand {
  return {
    place: `${slot.place}@${Math.round(atMs / 1000)}`,
    anchors: [],
    lead: slot,
    box: slot.box,
    sinceMs: slot.sinceMs,
    anchorMs: atMs,
    quietMs: 0,
    evidence: [],
    sights: [],
    observations: 0,
    longestGapMs: 0,
  };
}

/** The stand with the anchors that it has now; without any, as it was. */
export function withAnchors(stand: Stand, slots: readonly Slot[]): Stand {
  const [first, ...rest] = slots.toSorted((a, b) => b.observations - a.observations);
  if (!first) return stand;
  const anchors = slots.map(({ place }) => place).slice(-MAX_ANCHORS);
  const box = boxAround(
    first.box,
    rest.map((slot) => slot.box),
  );
  return { ...stand, anchors, lead: first, box };
}

/** One more frame: `seen` are its anchors in it, `foreign` tells what belongs to another stand. */
export function lookAt(
  rule: GroupRule,
  stand: Stand,
  seen: readonly Anchor[],
  scene: Scene,
  tracks: readonly Track[],
  foreign: (track: Track) => boolean,
): Stand {
  const { atMs } = scene;
  const own = tracks.filter((track) => !foreign(track));
  const free = seen.filter(({ slot, track: { id } }) => {
    const anchor = { box: slot.box, id };
    return !isCarried(rule, anchor, own) && !isLawful(rule, anchor, own, scene.exempt);
  });
  if (seen.length === 0) return lookForRest(rule, stand, scene, own);
  const found = distinct(
    free.flatMap(({ slot, track }) =>
      partsNear(rule, { box: slot.box, id: track.id }, own, scene.exempt),
    ),
  );
  const near = free.length === 0 ? 'excused' : found;
  const anchors = free.map(({ track }) => track);
  return {
    ...stand,
    anchorMs: atMs,
    quietMs: 0,
    evidence: addEvidence(rule, stand.evidence, near, anchors, atMs),
    sights: seeParts(stand.sights, found, atMs),
  };
}

/** A frame without any of its anchors: whether it is packed up, or only hidden, or its seller still stands there. */
function lookForRest(
  rule: GroupRule,
  stand: Stand,
  { atMs, exempt, watchedMs }: Scene,
  tracks: readonly Track[],
): Stand {
  const { box, quietMs } = stand;
  const rest = stillThere(
    stand.sights,
    partsNear(rule, { box, id: undefined }, tracks, exempt),
    atMs,
  );
  if (rest.length > 0) return { ...stand, quietMs: 0, sights: seeParts(stand.sights, rest, atMs) };
  const isHidden = tracks.some(
    (track) => track.seen && track.box.bottom > box.bottom && coveredShare(box, track.box) >= HIDES,
  );
  return isHidden
    ? { ...stand, sights: postponed(stand.sights, watchedMs) }
    : { ...stand, quietMs: quietMs + watchedMs };
}

function distinct(parts: readonly PartTrack[]): PartTrack[] {
  return parts.filter(
    (one, at) =>
      parts.findIndex(({ part, track }) => part === one.part && track.id === one.track.id) === at,
  );
}

/** Packed up, or nothing was seen of its anchors for longer than anything could have hidden them. */
export function isOver(rule: GroupRule, stand: Stand, atMs: number): boolean {
  const patienceMs = stand.clock ? 2 * rule.absenceMs : rule.absenceMs;
  return stand.quietMs >= VACANT_MS || atMs - stand.anchorMs >= patienceMs;
}

/** Whether the track is nearer to one stand than to another: beside it or under it, then in depth. */
export function isNearer(track: Track, to: Stand, than: Stand): boolean {
  const [a, b] = [apart(to.box, track.box), apart(than.box, track.box)];
  return a.beside !== b.beside ? a.beside < b.beside : a.depth < b.depth;
}

function apart(stand: Box, box: Box): { readonly beside: number; readonly depth: number } {
  return {
    beside: Math.max(0, stand.left - box.right, box.left - stand.right),
    depth: Math.abs(stand.bottom - box.bottom),
  };
}
