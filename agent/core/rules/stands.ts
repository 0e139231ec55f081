import type { Track } from '../tracking/track.ts';
import { isOneStall } from './carried.ts';
import { within } from './parts.ts';
import type { GroupRule } from './rule.ts';
import type { Slot } from './slot.ts';
import { beginStand, isNearer, type Stand, withAnchors } from './stand.ts';

/** Bound: an anchor is one of at most 128 slots; stands without any are over after twice the absence. */
const MAX_STANDS = 128;

/**
 * Gives every anchor its stand: the one that has it, else the one over or in which it lies (a parasol and its
 * table are one stall), else, when it is `seen`, a new one.
 */
export function joinStands(
  before: readonly Stand[],
  slots: readonly Slot[],
  seen: ReadonlySet<string>,
  atMs: number,
): Stand[] {
  const stands = before.map((stand) => ({
    stand,
    slots: slots.filter(({ place }) => stand.anchors.includes(place)),
  }));
  const known = new Set(before.flatMap(({ anchors }) => anchors));
  for (const slot of slots) {
    if (known.has(slot.place) || !seen.has(slot.place)) continue;
    const home = stands.find(({ stand, slots: own }) =>
      (own.length > 0 ? own : [stand.lead]).some(({ box }) => isOneStall(box, slot.box)),
    );
    if (home) home.slots.push(slot);
    else if (stands.length < MAX_STANDS)
      stands.push({ stand: beginStand(slot, atMs), slots: [slot] });
  }
  return stands.map(({ stand, slots: own }) => withAnchors(stand, own));
}

/**
 * Whether a track belongs to another stand than this one: as its anchor, or as a part that is nearer to it.
 * The seller of the stall next to a café makes no stall of the café's parasol.
 */
export function foreignTo(
  rule: GroupRule,
  stand: Stand,
  stands: readonly Stand[],
  slots: readonly Slot[],
): (track: Track) => boolean {
  const others = stands.filter((other) => other !== stand);
  const anchorIds = (places: readonly string[]) =>
    slots.filter(({ place }) => places.includes(place)).map(({ trackIds }) => trackIds.at(-1));
  const own = new Set(anchorIds(stand.anchors));
  const taken = new Set(others.flatMap(({ anchors }) => anchorIds(anchors)));
  return (track) =>
    !own.has(track.id) &&
    (taken.has(track.id) ||
      others.some((other) => within(rule, other.lead.box, track) && isNearer(track, other, stand)));
}
