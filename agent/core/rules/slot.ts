import type { Box } from '../geometry/box.ts';
import { iou } from '../geometry/iou.ts';
import { boxContainment, movement } from '../geometry/overlap.ts';
import type { Track } from '../tracking/track.ts';
import { followLook, isStranger, looksOther } from './look.ts';
import { GO, type Mover } from './mover.ts';

/** A place in a zone where something stands, or stood a moment ago. Plain JSON, about 1 KB. */
export interface Slot {
  readonly place: string;
  readonly zoneId: string;
  /** Smoothed; parts that are hidden for a while do not shrink it. */
  readonly box: Box;
  readonly appearance?: readonly number[];
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
/** Boxes that differ more than this are half hidden or merged: the slot's box does not follow them. */
const WHOLE_IOU = 0.7;

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
  if (iou(from, to) < WHOLE_IOU) return from;
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

function near(slot: Slot, box: Box, minIou: number): boolean {
  if (movement(slot.box, box) >= GO) return false;
  return iou(slot.box, box) >= minIou || boxContainment(slot.box, box) >= 0.8;
}

/** How well the mover continues the slot: 0 not at all, above 2 the track that held it last. */
export function fit(slot: Slot, mover: Mover): number {
  // the median is late: what has just driven off is not seen here any more
  if (movement(slot.box, mover.now) >= GO) return 0;
  if (slot.trackIds.includes(mover.id)) {
    if (!near(slot, mover.box, 0.3)) return 0;
    // the tracker may have handed the id to what passes in front
    const alike = iou(slot.box, mover.box) >= 0.5 || !looksOther(slot.appearance, mover.appearance);
    if (!alike) return 0;
    return (slot.trackIds.at(-1) === mover.id ? 2 : 1) + iou(slot.box, mover.box);
  }
  const stands = mover.still !== undefined || isCalm(mover);
  if (!stands || !near(slot, mover.box, 0.4) || looksOther(slot.appearance, mover.appearance)) {
    return 0;
  }
  return Math.max(0.01, iou(slot.box, mover.box));
}

/** Something in passing moves between two seconds; what comes back into view does not. */
function isCalm({ samples }: Mover): boolean {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || samples.length < 2) return false;
  return movement(first.box, last.box) < 0.1;
}

/** The slot's own track was seen at another place, and it is not a passer-by that took over the id. */
export function droveOff(slot: Slot, mover: Mover): boolean {
  if (slot.trackIds.at(-1) !== mover.id || near(slot, mover.box, 0.3)) return false;
  return (
    movement(slot.box, mover.box) >= GO &&
    !isStranger(slot.appearance, mover.appearance, slot.box, mover.box)
  );
}

/** Something of another look has come to stand in the place. */
export function isReplaced(slot: Slot, mover: Mover): boolean {
  if (mover.still === undefined || slot.trackIds.includes(mover.id)) return false;
  return iou(slot.box, mover.still.box) >= 0.5 && looksOther(slot.appearance, mover.appearance);
}
