import type { Box } from '../geometry/box.ts';
import { iou } from '../geometry/iou.ts';
import type { ScoredEvent, ScoreSettings } from './scored.ts';
import type { TruthEpisode } from './truth.ts';

type Places = TruthEpisode['places'];

/** How far apart the moments are at which a passing thing's place is looked up. */
const STEP_MS = 500;
/** A box may be this much older than it says. */
const EARLIER_MS = 1000;
/** A fit by the centre alone, below any by IoU. */
const BY_CENTRE = 0.01;

/** Where it is at this time: evenly between the places, at the first before them, at the last after them. */
export function truthBox(places: Places, atMs: number): Box {
  let [low, high] = [0, places.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.atMs ?? 0) <= atMs) low = middle;
    else high = middle;
  }
  const [before, after] = [places[low], places[high]];
  if (before === undefined || after === undefined)
    throw new RangeError('an episode of the truth needs at least one place');
  const span = after.atMs - before.atMs;
  const share = span <= 0 ? 0 : Math.min(1, Math.max(0, (atMs - before.atMs) / span));
  const mix = (side: keyof Box) => before.box[side] + (after.box[side] - before.box[side]) * share;
  return { left: mix('left'), top: mix('top'), right: mix('right'), bottom: mix('bottom') };
}

/** How well a reported box fits the true one: 0 not at all, else up to 1 (equal). */
function boxFit(truth: Box, event: Box, { minIou, widen }: ScoreSettings): number {
  const shared = iou(truth, event);
  if (shared >= minIou) return shared;
  const growX = (truth.right - truth.left) * widen;
  const growY = (truth.bottom - truth.top) * widen;
  const x = (event.left + event.right) / 2;
  const y = (event.top + event.bottom) / 2;
  const inside =
    x >= truth.left - growX &&
    x <= truth.right + growX &&
    y >= truth.top - growY &&
    y <= truth.bottom + growY;
  return inside ? Math.max(BY_CENTRE, shared) : 0;
}

/** The best fit of a reported box within the time at which it may have been taken. */
export function placeFit(
  places: Places,
  {
    box,
    boxMs,
  }: { readonly box: Box; readonly boxMs: { readonly from: number; readonly to: number } },
  settings: ScoreSettings,
): number {
  const fitAt = (atMs: number) => boxFit(truthBox(places, atMs), box, settings);
  if (places.length === 1) return fitAt(boxMs.to);
  let best = 0;
  for (let atMs = boxMs.from; atMs < boxMs.to; atMs += STEP_MS) best = Math.max(best, fitAt(atMs));
  return Math.max(best, fitAt(boxMs.to));
}

/**
 * When the box of an event was taken, in ms from `startMs`. What stands is where it is as of the report,
 * or a moment before (a median over the last frames). The box of what passes is of the moment at which
 * the answer came, up to `lateMs` after the look that decided, where it is not known exactly.
 */
export function boxTime(
  { atUtcMs, boxUtcMs, dwellMs }: ScoredEvent,
  startMs: number,
  { lateMs }: ScoreSettings,
): { readonly from: number; readonly to: number } {
  const atMs = (boxUtcMs ?? atUtcMs) - startMs;
  const isVague = boxUtcMs === undefined && dwellMs === undefined;
  return { from: atMs - EARLIER_MS, to: atMs + (isVague ? lateMs : 0) };
}
