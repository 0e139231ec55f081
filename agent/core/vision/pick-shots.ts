import { hiddenShare } from '../geometry/overlap.ts';
import type { Track } from '../tracking/track.ts';
import { addShot, chooseShots, lastShots, NO_SHOTS, type Shots } from './best-shots.ts';
import { type Shot, shotOf } from './shot.ts';

/** A moment to look at, of the object with this track. */
export interface Pick extends Shot {
  readonly trackId: number;
}

/** Of the tracks followed now, by id. */
export type Picking = ReadonlyMap<number, Shots>;

/** Unseen for this long it is taken to have gone; should it come back, it has what is left of its looks. */
const GONE_MS = 600;
/** Smaller things cannot be read, in shares of the picture. */
const LEAST_SIDE = 0.02;

/** Whether a track may have one of the labels. */
export function hasOneOf(labels: readonly string[]): (track: Track) => boolean {
  return (track) => labels.some((label) => (track.labels[label] ?? 0) > 0);
}

/**
 * One picture: remembers the moments of the tracks that are `wanted`, and picks those to be looked at now. The moments lie in the past, by up to the time that a track is in view.
 */
export function pickShots(
  before: Picking,
  { tracks, wanted }: { readonly tracks: readonly Track[]; wanted(track: Track): boolean },
  mediaMs: number,
): { readonly picking: Picking; readonly picks: readonly Pick[] } {
  const picking = new Map<number, Shots>();
  const picks: Pick[] = [];
  for (const track of tracks) {
    if (!wanted(track)) continue;
    const old = before.get(track.id) ?? NO_SHOTS;
    const { shots, chosen } = track.seen
      ? chooseShots(seen(old, track, tracks, mediaMs), mediaMs)
      : unseen(old, mediaMs - track.seenMs);
    picking.set(track.id, shots);
    picks.push(...chosen.map((shot) => ({ ...shot, trackId: track.id })));
  }
  const lost = new Map([...before].filter(([id]) => !picking.has(id)));
  return { picking, picks: [...picks, ...pickRest(lost)] };
}

/** All that objects which are gone still have to be looked at for. */
export function pickRest(gone: Picking): readonly Pick[] {
  return [...gone].flatMap(([trackId, shots]) =>
    lastShots(shots).map((shot) => ({ ...shot, trackId })),
  );
}

function seen(shots: Shots, track: Track, all: readonly Track[], mediaMs: number): Shots {
  const { left, right, top, bottom } = track.box;
  if (Math.min(right - left, bottom - top) < LEAST_SIDE) return shots;
  const others = all.filter(({ id }) => id !== track.id).map(({ box }) => box);
  return addShot(shots, shotOf(mediaMs, track.box, hiddenShare(track.box, others)));
}

function unseen(shots: Shots, unseenMs: number) {
  if (unseenMs < GONE_MS) return { shots, chosen: [] };
  const chosen = lastShots(shots);
  const taken = shots.taken + chosen.length;
  return { shots: { ...shots, kept: [], last: undefined, taken }, chosen };
}
