import { type Box, boxSize } from '../geometry/box.ts';

/** A moment at which something was looked at from near, and how well it showed. Plain JSON. */
export interface CloseShot {
  readonly atMs: number;
  /** What the close-up has to show, shares of the picture. */
  readonly box: Box;
  /** 0 to 1: of a crop its size, sharpness and wholeness (`cropQuality`), of a plate how surely it was read. */
  readonly quality: number;
}

export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

const MOST_SHOTS = 16;

/**
 * What a shot is worth to a person: its quality times its length in the picture. The quality counts no size
 * from which a model gains nothing more; an eye still does.
 */
function shotWorth({ box, quality }: CloseShot): number {
  return quality * boxSize(box);
}

/** Adds a shot; of one moment the better one stays, and of too many the best. */
export function addCloseShot<S extends CloseShot>(shots: readonly S[], shot: S): readonly S[] {
  const same = shots.find(({ atMs }) => atMs === shot.atMs);
  if (same !== undefined && shotWorth(same) >= shotWorth(shot)) return shots;
  const all = [...shots.filter((one) => one !== same), shot];
  return all.toSorted(byWorth).slice(0, MOST_SHOTS);
}

/** The best shot within the window, the earlier one of equals; undefined where none lies in it. */
export function bestCloseShot<S extends CloseShot>(
  shots: readonly S[],
  { fromMs, toMs }: Window,
): S | undefined {
  return shots.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).toSorted(byWorth)[0];
}

/** So much more of something has to show for another moment to be taken. */
const CLEARER = 0.15;
const AS_CLEAR = 0.02;

/**
 * Of shots in the order of time, at the last of which something is hidden in part: the latest of those in which the
 * most of it showed. Undefined where none shows clearly more than the last one.
 */
export function clearerShot(shots: readonly CloseShot[]): CloseShot | undefined {
  const most = Math.max(...shots.map(({ quality }) => quality));
  const last = shots.at(-1);
  if (last === undefined || most < last.quality + CLEARER) return undefined;
  return shots.findLast(({ quality }) => quality >= most - AS_CLEAR);
}

function byWorth(a: CloseShot, b: CloseShot): number {
  return shotWorth(b) - shotWorth(a) || a.atMs - b.atMs;
}
