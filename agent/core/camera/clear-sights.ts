import type { Episode, EpisodeState } from '../episodes/episode.ts';
import { hiddenShare } from '../geometry/overlap.ts';
import type { Track } from '../tracking/track.ts';
import type { CloseShot } from '../vision/close-shot.ts';

/** Pictures are kept for a minute; what is chosen at the confirmation is fetched a little later. */
const RECENT_MS = 45_000;
/** Moments nearer to one another show the same. */
const APART_MS = 2000;

/**
 * The episodes of a rule about what stands, with how much of each showed in this moment: a bus may stand before
 * a stall just when it is confirmed. Until then; bound: one shot every two seconds of the last 45.
 */
export function withSights(
  state: EpisodeState,
  tracks: readonly Track[],
  mediaMs: number,
): EpisodeState {
  const seen = (episode: Episode): Episode => {
    if (episode.confirmedMs !== undefined) return episode;
    const { subject } = episode;
    const others = tracks.filter(({ id, seen: now }) => now && !subject.trackIds.includes(id));
    const hidden = hiddenShare(
      subject.box,
      others.map(({ box }) => box),
    );
    const shot = { atMs: mediaMs, box: subject.box, quality: 1 - hidden };
    return { ...episode, subject: { ...subject, shots: added(subject.shots ?? [], shot) } };
  };
  const open = Object.entries(state.open).map(([place, one]) => [place, seen(one)] as const);
  return { ...state, open: Object.fromEntries(open) };
}

/** In the order of time, the newest always among them. */
function added(shots: readonly CloseShot[], shot: CloseShot): readonly CloseShot[] {
  const recent = shots.filter(({ atMs }) => shot.atMs - atMs < RECENT_MS && atMs < shot.atMs);
  const [beforeLast, last] = [recent.at(-2), recent.at(-1)];
  const isTooNear =
    last !== undefined && beforeLast !== undefined && last.atMs - beforeLast.atMs < APART_MS;
  return [...(isTooNear ? recent.slice(0, -1) : recent), shot];
}
