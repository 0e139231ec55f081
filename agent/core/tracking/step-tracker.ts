import { goesOut, isOut } from '../geometry/picture-edge.ts';
import type { Detection } from '../vision/detection.ts';
import { associate, type Matches, withoutDuplicates } from './associate.ts';
import { type Body, beginBody, correctBody, isStanding, predictBody } from './body.ts';
import type { TrackerParams } from './params.ts';
import { toTrack } from './to-track.ts';
import type { Track } from './track.ts';

/**
 * Everything the tracker remembers, as plain JSON. Bound: `maxTracks` bodies of about 1 KB each
 * (without appearances), whatever comes in.
 */
export interface TrackerState {
  /** The id of the next new track; only grows. */
  readonly nextId: number;
  /** Time of the last frame; null before the first. */
  readonly mediaMs: number | null;
  readonly bodies: readonly Body[];
}

export const INITIAL_TRACKER: TrackerState = { nextId: 1, mediaMs: null, bodies: [] };

/**
 * One frame. `mediaMs` is the frame's own time; a frame that is not later than the last one is
 * ignored (the state and the tracks stay as they are). `tracks` are in the order of their ids, among
 * them those not seen in this frame (`seen: false`, predicted box) until they count as lost.
 */
export function stepTracker(
  params: TrackerParams,
  before: TrackerState,
  detections: readonly Detection[],
  mediaMs: number,
): { state: TrackerState; tracks: readonly Track[] } {
  if (!isLater(mediaMs, before.mediaMs)) return { state: before, tracks: tracksOf(before.bodies) };
  const dtS = (mediaMs - (before.mediaMs ?? mediaMs)) / 1000;
  const predicted = before.bodies
    .map((body) => predictBody(params, body, dtS))
    .filter((body) => mediaMs - body.seenMs <= patienceMs(params, body, dtS * 1000));
  const usable = withoutDuplicates(params, detections.filter(isUsable(params)).slice(0, 1000));
  const matches = associate(params, predicted, usable, mediaMs);
  const known = continued(params, predicted, usable, matches, mediaMs);
  const fresh = begun(params, usable, matches, mediaMs);
  const { nextId, bodies } = named(params, before.nextId, [...known, ...fresh]);
  const state = { nextId, mediaMs, bodies: bounded(params, bodies) };
  return { state, tracks: tracksOf(state.bodies) };
}

function isLater(mediaMs: number, lastMs: number | null): boolean {
  return Number.isFinite(mediaMs) && (lastMs === null || mediaMs > lastMs);
}

const isUsable =
  (params: TrackerParams) =>
  ({ score, box }: Detection): boolean =>
    score >= params.lowScore &&
    Number.isFinite(score + box.left + box.top + box.right + box.bottom) &&
    box.right > box.left &&
    box.bottom > box.top;

function patienceMs(params: TrackerParams, body: Body, dtMs: number): number {
  if (isStanding(params, body)) return params.standingLostMs;
  // what comes in next where it has driven out is another one
  const [[, vx], [, vy]] = body.axes;
  const isLeaving = goesOut(body.box, [vx, vy]) && !goesAway(body);
  if (isLeaving || isOut(body.box)) return Math.max(params.edgeLostMs, 1.5 * dtMs);
  return params.lostMs;
}

/** In its own heights a second: what stands on the ground and rises faster in the picture drives away. */
const AWAY = 0.1;

/** It grows slower in the picture, and may touch the edge for seconds; what comes near is gone the sooner. */
function goesAway({ axes: [, y, , height] }: Body): boolean {
  return -(y[1] + height[1] / 2) > AWAY * height[0];
}

function continued(
  params: TrackerParams,
  bodies: readonly Body[],
  detections: readonly Detection[],
  matches: Matches,
  mediaMs: number,
): readonly Body[] {
  return bodies.flatMap((body, index) => {
    const detection = detections[matches[index] ?? -1];
    if (detection !== undefined) return [correctBody(params, body, detection, mediaMs)];
    // a beginning had its chance in this very frame, however long the frame was in coming
    const isStale = body.id === 0 && mediaMs - body.seenMs > params.tentativeMs;
    return isStale ? [] : [body];
  });
}

function begun(
  params: TrackerParams,
  detections: readonly Detection[],
  matches: Matches,
  mediaMs: number,
): readonly Body[] {
  const taken = new Set(matches);
  return detections
    .filter(({ score }, index) => score >= params.highScore && !taken.has(index))
    .map((detection) => beginBody(params, detection, mediaMs));
}

/** Gives ids to the beginnings that have proved themselves, oldest first. */
function named(params: TrackerParams, nextId: number, bodies: readonly Body[]) {
  let next = nextId;
  const isProved = ({ hits, seenMs, bornMs, scores }: Body): boolean =>
    hits >= params.minHits ||
    (hits >= 2 && seenMs - bornMs >= params.confirmMs) ||
    (scores.at(-1) ?? 0) >= params.sureScore;
  const result = bodies.map((body) => {
    if (body.id > 0 || !isProved(body)) return body;
    next += 1;
    return { ...body, id: next - 1 };
  });
  return { nextId: next, bodies: result };
}

function bounded(params: TrackerParams, bodies: readonly Body[]): readonly Body[] {
  if (bodies.length <= params.maxTracks) return bodies;
  return [...bodies]
    .sort((a, b) => b.seenMs - a.seenMs || Number(b.id > 0) - Number(a.id > 0) || a.id - b.id)
    .slice(0, params.maxTracks);
}

function tracksOf(bodies: readonly Body[]): readonly Track[] {
  return bodies
    .filter(({ id }) => id > 0)
    .map(toTrack)
    .sort((a, b) => a.id - b.id);
}
