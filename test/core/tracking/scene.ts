import type { Box } from '../../../agent/core/geometry/box.ts';
import { DEFAULT_TRACKER, type TrackerParams } from '../../../agent/core/tracking/params.ts';
import { INITIAL_TRACKER, stepTracker } from '../../../agent/core/tracking/step-tracker.ts';
import type { Track } from '../../../agent/core/tracking/track.ts';
import type { Detection } from '../../../agent/core/vision/detection.ts';

/** What the detector gives of one object at a time; null while it sees nothing. */
export type Actor = (atMs: number) => Detection | null;

export interface Shot {
  readonly atMs: number;
  readonly detections: readonly Detection[];
}

export const boxAt = (x: number, y: number, width = 0.08, height = 0.1): Box => ({
  left: x - width / 2,
  top: y - height / 2,
  right: x + width / 2,
  bottom: y + height / 2,
});

export const car = (x: number, y: number, score = 0.8, label = 'car'): Detection => ({
  label,
  score,
  box: boxAt(x, y),
});

/** A car from (x, y) at `speed` shares of the picture per second to the right. */
export const driving =
  (x: number, y: number, speed: number): Actor =>
  (atMs) =>
    car(x + (speed * atMs) / 1000, y);

/** Frames from 0 to `untilMs`, without those in `dropped` (a share of them, evenly spread). */
export function film(actors: readonly Actor[], fps: number, untilMs: number): readonly Shot[] {
  const count = Math.floor((untilMs * fps) / 1000) + 1;
  return Array.from({ length: count }, (_, frame) => {
    const atMs = (frame * 1000) / fps;
    return { atMs, detections: actors.flatMap((actor) => actor(atMs) ?? []) };
  });
}

/** The tracks of every shot. */
export function follow(
  shots: readonly Shot[],
  params: TrackerParams = DEFAULT_TRACKER,
): readonly (readonly Track[])[] {
  let state = INITIAL_TRACKER;
  return shots.map(({ atMs, detections }) => {
    const step = stepTracker(params, state, detections, atMs);
    state = step.state;
    return step.tracks;
  });
}

/** Ids that were ever seen, in order. */
export function idsOf(run: readonly (readonly Track[])[]): readonly number[] {
  return [...new Set(run.flat().map(({ id }) => id))].sort((a, b) => a - b);
}

/** The id that covers the place (x, y) in a frame. */
export function idAt(tracks: readonly Track[] | undefined, x: number, y: number) {
  return tracks?.find(
    ({ box }) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom,
  )?.id;
}
