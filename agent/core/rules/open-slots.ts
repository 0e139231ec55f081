import type { Box } from '../geometry/box.ts';
import { iou } from '../geometry/iou.ts';
import type { Track } from '../tracking/track.ts';
import { looksOther } from './look.ts';
import { type Mover, sightsOf } from './mover.ts';
import type { Scene } from './scene.ts';
import type { Slot } from './slot.ts';
import { bestZone } from './zones.ts';

/** A place that was left: who returns to it gets the same name. */
export interface Vacant {
  readonly place: string;
  readonly box: Box;
  readonly appearance?: readonly number[];
}

const MAX_SLOTS = 128;
const SAME_PLACE = 0.5;

function placeName(
  vacant: readonly Vacant[],
  zoneId: string,
  mover: Mover,
  sinceMs: number,
): string {
  const known = vacant.find(
    ({ box, appearance }) =>
      iou(box, mover.box) >= SAME_PLACE && !looksOther(appearance, mover.appearance),
  );
  // track ids are never used again, so the name is new without a counter
  return known?.place ?? `${zoneId}/${mover.id}.${Math.round(sinceMs / 1000)}`;
}

function openSlot(
  scene: Scene,
  vacant: readonly Vacant[],
  mover: Mover,
  track: Track,
): Slot | undefined {
  if (!mover.still) return undefined;
  if (scene.isLet(mover.still.box)) return undefined;
  const grounds = scene.grounds(mover.still.box, mover.id);
  const hits = grounds.flatMap((box) => bestZone(scene.zones, box) ?? []);
  const [hit] = hits.sort((a, b) => b.share - a.share);
  if (!hit || hit.share < scene.rule.overlap) return undefined;
  const sinceMs = Math.max(mover.still.sinceMs, scene.openSince[hit.zone.id] ?? scene.atMs);
  return {
    place: placeName(vacant, hit.zone.id, mover, sinceMs),
    zoneId: hit.zone.id,
    box: mover.still.box,
    ...(mover.appearance && { appearance: mover.appearance }),
    sinceMs,
    lastMs: scene.atMs,
    absentMs: 0,
    trackIds: [mover.id],
    labels: track.labels,
    observations: sightsOf(mover, sinceMs),
    longestGapMs: 0,
    moved: 0,
    overlap: hit.share,
  };
}

/** Slots for what came to a stand in this step, where no slot is yet. */
export function openSlots(
  scene: Scene,
  slots: readonly Slot[],
  vacant: readonly Vacant[],
  movers: readonly Mover[],
  tracks: ReadonlyMap<number, Track>,
): Slot[] {
  const all = [...slots];
  for (const mover of movers) {
    const track = tracks.get(mover.id);
    const box = mover.still?.box;
    if (!track || !box || all.length >= MAX_SLOTS) continue;
    // a second box on one vehicle, or the next one while the last is not yet written off
    if (all.some((slot) => iou(slot.box, box) >= SAME_PLACE)) continue;
    const free = vacant.filter(({ place }) => all.every((slot) => slot.place !== place));
    const slot = openSlot(scene, free, mover, track);
    if (slot) all.push(slot);
  }
  return all.slice(slots.length);
}
