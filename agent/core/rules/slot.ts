import type { Box } from '../geometry/box.ts';
import { movement } from '../geometry/overlap.ts';
import type { Track } from '../tracking/track.ts';
import { followLook } from './look.ts';
import type { Mover } from './mover.ts';
import { isAround, isOtherBox, type Rival, stepRival } from './rival-box.ts';

/** A place in a zone where something stands, or stood a moment ago. Plain JSON, about 1 KB. */
export interface Slot {
  readonly place: string;
  readonly zoneId: string;
  /** Smoothed; parts that are hidden for a while do not shrink it. */
  readonly box: Box;
  readonly appearance?: readonly number[];
  /** A larger box on the same ground that it may really have. */
  readonly larger?: Rival;
  /** When it stopped. */
  readonly sinceMs: number;
  readonly lastMs: number;
  /** Time without a sight while the camera was watching; what the agent did not see does not count. */
  readonly absentMs: number;
  /** Since when its track was seen elsewhere. */
  readonly awayMs?: number;
  /** Since when something that looks otherwise stands there. */
  readonly otherMs?: number;
  /** At most `MAX_IDS`, the one that holds the place now last. */
  readonly trackIds: readonly number[];
  /** Mean share per label over all sights. */
  readonly labels: Readonly<Record<string, number>>;
  /** Frames in which it was seen since `sinceMs`. */
  readonly observations: number;
  readonly longestGapMs: number;
  /** Farthest it was seen from where it stopped, in box sizes. */
  readonly moved: number;
  /** Share of the ground strip in the zone. */
  readonly overlap: number;
}

const MAX_IDS = 8;
/** Time constant with which the box follows small differences. */
const FOLLOW_MS = 60_000;

function meanLabels(slot: Slot, track: Track): Record<string, number> {
  const names = new Set([...Object.keys(slot.labels), ...Object.keys(track.labels)]);
  const weight = 1 / (slot.observations + 1);
  const means = [...names].map((name): [string, number] => {
    const before = slot.labels[name] ?? 0;
    return [name, before + ((track.labels[name] ?? 0) - before) * weight];
  });
  return Object.fromEntries(means.sort((a, b) => b[1] - a[1]).slice(0, MAX_IDS));
}

function followBox(from: Box, to: Box, sinceMs: number): Box {
  // half hidden or merged
  if (isOtherBox(from, to)) return from;
  const weight = Math.min(0.2, Math.max(0, sinceMs) / FOLLOW_MS);
  const mix = (a: number, b: number) => a + (b - a) * weight;
  return {
    left: mix(from.left, to.left),
    top: mix(from.top, to.top),
    right: mix(from.right, to.right),
    bottom: mix(from.bottom, to.bottom),
  };
}

/** The slot after one more sight of what stands there. */
export function seeSlot(slot: Slot, mover: Mover, track: Track, atMs: number): Slot {
  const { awayMs: _away, otherMs: _other, ...rest } = slot;
  const gapMs = atMs - slot.lastMs;
  const appearance = followLook(slot.appearance, mover.appearance, gapMs);
  return {
    ...rest,
    box: followBox(slot.box, mover.box, gapMs),
    ...(appearance && { appearance }),
    lastMs: atMs,
    absentMs: 0,
    trackIds: [...slot.trackIds.filter((id) => id !== mover.id), mover.id].slice(-MAX_IDS),
    labels: meanLabels(slot, track),
    observations: slot.observations + 1,
    longestGapMs: Math.max(slot.longestGapMs, gapMs),
    moved: Math.max(slot.moved, movement(slot.box, mover.box)),
  };
}

/**
 * The same sight, for something that stands on the ground itself: was a part of it hidden when it stopped,
 * the slot gets its whole box and its own look when that has come out. `before`: the slot until then.
 */
export function unveil(before: Slot, seen: Slot, mover: Mover): Slot {
  const { larger: _, ...rest } = seen;
  const gapMs = seen.lastMs - before.lastMs;
  const isLarger = isOtherBox(before.box, mover.box) && isAround(before.box, mover.box);
  const { rival, proved } = stepRival(before.larger, before.box, mover.box, gapMs, isLarger);
  const look = proved && mover.appearance ? { appearance: mover.appearance } : {};
  return { ...rest, ...(rival && { larger: rival }), ...(proved && { box: proved }), ...look };
}
