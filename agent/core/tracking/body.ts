import type { Box } from '../geometry/box.ts';
import type { Detection } from '../vision/detection.ts';
import { type Axis, correctAxis, predictAxis, startAxis } from './motion.ts';
import type { TrackerParams } from './params.ts';
import { vote } from './votes.ts';

/** What the tracker knows about one object. Plain JSON, below 1 KB without the appearance. */
export interface Body {
  /** 0 while it is a beginning that may turn out to be nothing. */
  readonly id: number;
  readonly hits: number;
  readonly bornMs: number;
  readonly seenMs: number;
  readonly seen: boolean;
  /** The detection's box where seen, else the prediction. */
  readonly box: Box;
  /** Centre x, centre y, width, height at the time of the state. */
  readonly axes: readonly [x: Axis, y: Axis, width: Axis, height: Axis];
  /** Mean centre since it last moved on; `count` sights of it, at most `REST_SIGHTS`. */
  readonly rest: Rest;
  /** The last scores, oldest first; at most `SCORES`. */
  readonly scores: readonly number[];
  /** Accumulated score per label; bounded (votes.ts). */
  readonly votes: Readonly<Record<string, number>>;
  readonly appearance?: readonly number[];
}

interface Rest {
  readonly x: number;
  readonly y: number;
  readonly sinceMs: number;
  readonly count: number;
}

const SCORES = 9;
/** The mean forgets older sights, so that it follows a camera that sags. */
const REST_SIGHTS = 25;
/** A standing object's place is never held to be known better than this share of a detection's noise. */
const REST_DOUBT = 0.3;
/** Sizes change more slowly than places. */
const SIZE_SHARE = 0.3;
/** Below this share of the picture a box is a point; keeps the noise above zero. */
const LEAST_SIZE = 0.002;

/** The first sight of something at `mediaMs`. */
export function beginBody(params: TrackerParams, detection: Detection, mediaMs: number): Body {
  const { x, y, width, height } = centred(detection.box);
  const start = (value: number, size: number, speed: number): Axis =>
    startAxis(value, params.boxNoise * size, speed * size);
  const speed = params.initialSpeed;
  return {
    id: 0,
    hits: 1,
    bornMs: mediaMs,
    seenMs: mediaMs,
    seen: true,
    box: detection.box,
    axes: [
      start(x, width, speed),
      start(y, height, speed),
      start(width, width, speed * SIZE_SHARE),
      start(height, height, speed * SIZE_SHARE),
    ],
    rest: { x, y, sinceMs: mediaMs, count: 1 },
    scores: [detection.score],
    votes: { [detection.label]: detection.score },
    ...(detection.appearance === undefined ? {} : { appearance: detection.appearance }),
  };
}

/** Whether it stood still when it was last seen. */
export function isStanding(params: TrackerParams, { rest, seenMs, hits }: Body): boolean {
  return hits >= params.minHits && seenMs - rest.sinceMs >= params.standingMs;
}

/** The body `dtS` seconds later, not yet seen. */
export function predictBody(params: TrackerParams, body: Body, dtS: number): Body {
  const axes = isStanding(params, body) ? held(params, body) : moved(params, body, dtS);
  const { id, hits, bornMs, seenMs, rest, scores, votes, appearance } = body;
  const box = boxOf(axes);
  const next = { id, hits, bornMs, seenMs, seen: false, box, axes, rest, scores, votes };
  return appearance === undefined ? next : { ...next, appearance };
}

/** What stands stays where it is, however long it is out of sight: its neighbour's box is not its own. */
function held({ boxNoise }: TrackerParams, { axes: [x, y, width, height] }: Body): Body['axes'] {
  const hold = ([at, , xx, , vv]: Axis, size: number): Axis => {
    const least = REST_DOUBT * boxNoise * size;
    return [at, 0, Math.max(xx, least * least), 0, vv];
  };
  return [hold(x, width[0]), hold(y, height[0]), hold(width, width[0]), hold(height, height[0])];
}

function moved(params: TrackerParams, body: Body, dtS: number): Body['axes'] {
  const [x, y, width, height] = body.axes;
  const fadeS = params.velocityFadeMs / 1000;
  const step = (axis: Axis, size: number): Axis =>
    predictAxis(axis, dtS, params.accelerationNoise * size, fadeS);
  const w = Math.max(width[0], LEAST_SIZE);
  const h = Math.max(height[0], LEAST_SIZE);
  return [
    step(x, w),
    step(y, h),
    clampSize(step(width, w * SIZE_SHARE)),
    clampSize(step(height, h * SIZE_SHARE)),
  ];
}

/** The predicted body, corrected by the detection matched to it. */
export function correctBody(
  params: TrackerParams,
  body: Body,
  detection: Detection,
  mediaMs: number,
): Body {
  const { x, y, width, height } = centred(detection.box);
  // an unsure detection has unsure edges
  const noise = params.boxNoise * (detection.score < params.highScore ? 2 : 1);
  const rest = restAfter(params, body.rest, detection.box, mediaMs);
  const hasSetOff = rest.count === 1 && isStanding(params, body);
  const [ax, ay, aw, ah] = hasSetOff ? beginBody(params, detection, mediaMs).axes : body.axes;
  const scores = body.scores.slice(1 - SCORES);
  scores.push(detection.score);
  const next = {
    id: body.id,
    hits: body.hits + 1,
    bornMs: body.bornMs,
    seenMs: mediaMs,
    seen: true,
    box: detection.box,
    axes: [
      correctAxis(ax, x, noise * width),
      correctAxis(ay, y, noise * height),
      clampSize(correctAxis(aw, width, noise * width)),
      clampSize(correctAxis(ah, height, noise * height)),
    ] as const,
    rest,
    scores,
    votes: vote(body.votes, detection),
  };
  const appearance = detection.appearance ?? body.appearance;
  return appearance === undefined ? next : { ...next, appearance };
}

function restAfter(params: TrackerParams, rest: Rest, box: Box, mediaMs: number): Rest {
  const { x, y, width, height } = centred(box);
  const reach = params.standingReach;
  if (Math.abs(x - rest.x) > reach * width || Math.abs(y - rest.y) > reach * height)
    return { x, y, sinceMs: mediaMs, count: 1 };
  const count = Math.min(rest.count + 1, REST_SIGHTS);
  return {
    x: rest.x + (x - rest.x) / count,
    y: rest.y + (y - rest.y) / count,
    sinceMs: rest.sinceMs,
    count,
  };
}

function centred({ left, top, right, bottom }: Box) {
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    width: Math.max(right - left, LEAST_SIZE),
    height: Math.max(bottom - top, LEAST_SIZE),
  };
}

function boxOf([x, y, width, height]: Body['axes']): Box {
  return {
    left: x[0] - width[0] / 2,
    top: y[0] - height[0] / 2,
    right: x[0] + width[0] / 2,
    bottom: y[0] + height[0] / 2,
  };
}

function clampSize(axis: Axis): Axis {
  return axis[0] >= LEAST_SIZE ? axis : [LEAST_SIZE, 0, axis[2], axis[3], axis[4]];
}
