import type { Box } from '../geometry/box.ts';
import { iou } from '../geometry/iou.ts';
import { groundStrip, shareInside } from '../geometry/strip.ts';
import type { Track } from '../tracking/track.ts';
import type { PartTrack } from './parts.ts';
import type { GroupRule } from './rule.ts';
import type { Slot } from './slot.ts';

/** One object that counted as a part, as it was last seen near the anchor. */
export interface PartSight {
  /** Its place in the rule's list of parts. */
  readonly part: number;
  readonly trackId: number;
  readonly sinceMs: number;
  readonly lastMs: number;
  readonly box: Box;
}

const MAX_SIGHTS = 12;
/** Not seen near the anchor for this long = forgotten; the same minute in which parts are counted. */
const FORGET_MS = 60_000;
/** Seen within this time, a part belongs to the group now: the time for which something passes in front. */
const RECENT_MS = 10_000;
/** Who is near for a shorter time is passing by. */
const STEADY_MS = 3000;
/** Who stands where somebody stood seconds ago, this much of the box alike, is the same under another id. */
const SAME_PLACE = 0.3;

/** The sights after one more frame with the anchor; at most `MAX_SIGHTS`, the last seen are kept. */
export function seeParts(
  before: readonly PartSight[],
  found: readonly PartTrack[],
  atMs: number,
): PartSight[] {
  const now = found.map(({ part, track }): PartSight => {
    const known = before.find((one) => one.part === part && one.trackId === track.id);
    const sinceMs = known?.sinceMs ?? atMs;
    return { part, trackId: track.id, sinceMs, lastMs: atMs, box: track.box };
  });
  const isNow = (sight: PartSight) =>
    now.some(({ part, trackId }) => part === sight.part && trackId === sight.trackId);
  const old = before.filter((sight) => !isNow(sight) && atMs - sight.lastMs <= FORGET_MS);
  return [...now, ...old]
    .sort((a, b) => b.lastMs - a.lastMs || a.sinceMs - b.sinceMs)
    .slice(0, MAX_SIGHTS);
}

/**
 * Those of the tracks that were parts before: by their id, who was seen there with the stall and has not gone; or,
 * within seconds and of what had stayed, by their place. Who comes by when all is packed up is none.
 */
export function stillThere(
  sights: readonly PartSight[],
  found: readonly PartTrack[],
  atMs: number,
): PartTrack[] {
  const isSame = (sight: PartSight, { box }: Track): boolean =>
    sight.lastMs - sight.sinceMs >= RECENT_MS &&
    atMs - sight.lastMs <= RECENT_MS &&
    iou(sight.box, box) >= SAME_PLACE;
  return found.filter(({ part, track }) =>
    sights.some(
      (sight) => sight.part === part && (sight.trackId === track.id || isSame(sight, track)),
    ),
  );
}

/** The sights after a time in which something in front hid them: it does not count. */
export function postponed(sights: readonly PartSight[], hiddenMs: number): PartSight[] {
  return sights.map((sight) => ({
    ...sight,
    sinceMs: sight.sinceMs + hiddenMs,
    lastMs: sight.lastMs + hiddenMs,
  }));
}

/**
 * The sights that make up the group at `atMs`: of each part those that stay, at least half as long as the one
 * that is there the longest (who buys comes and goes), and where these are fewer than the rule's `min`, the
 * ones that were there the longest within the last minute.
 */
export function standingParts(
  rule: GroupRule,
  sights: readonly PartSight[],
  atMs: number,
): PartSight[] {
  return rule.parts.flatMap(({ min }, at) => {
    const ofPart = sights
      .filter(({ part }) => part === at)
      .sort((a, b) => b.lastMs - b.sinceMs - (a.lastMs - a.sinceMs));
    const isNow = ({ lastMs }: PartSight) => atMs - lastMs <= RECENT_MS;
    const longest = ofPart.find(isNow);
    const leastMs = Math.max(STEADY_MS, longest ? (longest.lastMs - longest.sinceMs) / 2 : 0);
    const stays = (sight: PartSight) => isNow(sight) && sight.lastMs - sight.sinceMs >= leastMs;
    const steady = ofPart.filter(stays);
    const rest = ofPart.filter((sight) => !stays(sight));
    return [...steady, ...rest.slice(0, Math.max(0, min - steady.length))];
  });
}

/** The smallest box around all of them. */
export function boxAround(first: Box, others: readonly Box[]): Box {
  const all = [first, ...others];
  return {
    left: Math.min(...all.map(({ left }) => left)),
    top: Math.min(...all.map(({ top }) => top)),
    right: Math.max(...all.map(({ right }) => right)),
    bottom: Math.max(...all.map(({ bottom }) => bottom)),
  };
}

/**
 * Whose ground strip lies most in the group's zone, and by what share, in hundredths; the anchor's where they
 * are equal.
 */
export function groundOf(
  rule: GroupRule,
  slot: Pick<Slot, 'box' | 'zoneId'>,
  parts: readonly Pick<PartSight, 'box'>[],
): { readonly ground: 'anchor' | 'part'; readonly overlap: number } {
  const polygon = rule.zones.find(({ id }) => id === slot.zoneId)?.polygon;
  const share = (box: Box) =>
    polygon ? Math.round(shareInside(groundStrip(box), polygon) * 100) / 100 : 0;
  const anchor = share(slot.box);
  const part = Math.max(0, ...parts.map(({ box }) => share(box)));
  return part > anchor ? { ground: 'part', overlap: part } : { ground: 'anchor', overlap: anchor };
}
