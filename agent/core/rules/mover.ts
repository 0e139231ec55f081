import { type Box, boxSize } from '../geometry/box.ts';
import { movement, sharedArea } from '../geometry/overlap.ts';
import type { Track } from '../tracking/track.ts';
import { medianBox } from './median-box.ts';
import { isSameStand, isWholeOf, provedMs, type Rival, stepRival } from './rival-box.ts';

/** Boxes of about one second, averaged. */
interface Sample {
  readonly atMs: number;
  readonly count: number;
  readonly box: Box;
}

/** What is known of one track now in the picture. */
export interface Mover {
  readonly id: number;
  readonly lastMs: number;
  /** At most `MAX_SAMPLES`, one a second. */
  readonly samples: readonly Sample[];
  /** Median of the samples: where it is, without flicker, but a few seconds late. */
  readonly box: Box;
  /** As it was last seen. */
  readonly now: Box;
  /** Since when it stands, where, and in how many frames it was seen since. */
  readonly still?: Still;
  /** When it was last seen wholly beside the place in which it is now: it has come here since. */
  readonly besideMs?: number;
  readonly appearance?: readonly number[];
}

interface Still {
  readonly sinceMs: number;
  readonly box: Box;
  readonly sights: number;
  /** Another box that it may really have: what hid a part of it when it stopped is gone. */
  readonly rival?: Rival;
}

const SAMPLE_MS = 1000;
const WINDOW_MS = 6000;
const MIN_SAMPLES = 4;
const MAX_SAMPLES = 8;
/** The samples must span this to call something still. */
const STILL_SPAN_MS = 3000;
/** In box sizes between the earlier and the later half of the window: below it has come to a stop. */
const STOP = 0.1;
/** In box sizes from where it stopped: above it has driven on. */
export const GO = 0.3;

/** In box sizes: what is so many times larger or smaller is another thing. */
const SAME_SIZE = 1.5;

function addSample(samples: readonly Sample[], box: Box, atMs: number): Sample[] {
  const last = samples.at(-1);
  if (last && atMs - last.atMs < SAMPLE_MS) {
    const weight = 1 / (last.count + 1);
    const mix = (a: number, b: number) => a + (b - a) * weight;
    const mixed = {
      left: mix(last.box.left, box.left),
      top: mix(last.box.top, box.top),
      right: mix(last.box.right, box.right),
      bottom: mix(last.box.bottom, box.bottom),
    };
    return [...samples.slice(0, -1), { ...last, count: last.count + 1, box: mixed }];
  }
  const next = [...samples, { atMs, count: 1, box }];
  const surplus = next.filter((sample) => atMs - sample.atMs > WINDOW_MS).length;
  // slow streams keep a few samples whatever their age, or one bad box would decide
  return next.slice(Math.min(surplus, Math.max(0, next.length - MIN_SAMPLES))).slice(-MAX_SAMPLES);
}

function stoppedAt(samples: readonly Sample[]): Mover['still'] {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || samples.length < 3) return undefined;
  if (last.atMs - first.atMs < STILL_SPAN_MS) return undefined;
  const half = Math.ceil(samples.length / 2);
  const earlier = medianBox(samples.slice(0, half).map((sample) => sample.box));
  const later = medianBox(samples.slice(-half).map((sample) => sample.box));
  if (movement(earlier, later) >= STOP) return undefined;
  // what still rolled at the head of the window has not stopped yet
  const stopped = samples.find((sample) => movement(sample.box, later) < 2 * STOP) ?? last;
  const box = medianBox(samples.map((sample) => sample.box));
  return { sinceMs: stopped.atMs, box, sights: sightsSince(samples, stopped.atMs) };
}

/** Frames in the samples that began at `sinceMs` or later. */
function sightsSince(samples: readonly Sample[], sinceMs: number): number {
  return samples.filter(({ atMs }) => atMs >= sinceMs).reduce((sum, { count }) => sum + count, 0);
}

/**
 * Frames in which it was seen standing since `sinceMs`, the present one included. Where that lies after
 * the stop, only the samples know: seconds older than these, and the second it lies in, are not counted.
 */
export function sightsOf({ still, samples }: Mover, sinceMs: number): number {
  if (still && sinceMs <= still.sinceMs) return still.sights;
  return Math.max(1, sightsSince(samples, sinceMs));
}

function isAt(from: Box, box: Box): boolean {
  return movement(from, box) < GO && isSameStand(from, box);
}

/** One more sight of what stands. What turns out to be smaller is another thing, or stands otherwise. */
function stepStill(before: Still, samples: readonly Sample[], box: Box, gapMs: number): Still {
  const { rival: old, ...still } = before;
  const atMs = samples.at(-1)?.atMs ?? still.sinceMs;
  const { rival, proved } = stepRival(old, still.box, box, gapMs);
  const sights = still.sights + 1;
  if (!proved) return { ...still, sights, ...(rival && { rival }) };
  if (isWholeOf(still.box, proved)) return { ...still, sights, box: proved };
  const sinceMs = Math.max(still.sinceMs, atMs - provedMs(still.box, proved));
  return { sinceMs, box: proved, sights: sightsSince(samples, sinceMs) };
}

/** Of about the same size and wholly apart: the track of a bus that is handed on to a car has not driven there. */
function isBeside(from: Box, to: Box): boolean {
  const ratio = boxSize(from) / boxSize(to);
  return sharedArea(from, to) === 0 && ratio > 1 / SAME_SIZE && ratio < SAME_SIZE;
}

/** Adds one sighting of the track to what is known of it. */
export function stepMover(before: Mover | undefined, track: Track, atMs: number): Mover {
  const samples = addSample(before?.samples ?? [], track.box, atMs);
  const box = medianBox(samples.map((sample) => sample.box));
  const stays = before?.still && isAt(before.still.box, box);
  const still = stays
    ? stepStill(before.still, samples, box, atMs - before.lastMs)
    : stoppedAt(samples);
  const beside = samples.findLast((sample) => isBeside(sample.box, track.box));
  const besideMs = beside?.atMs ?? before?.besideMs;
  const appearance = track.appearance ?? before?.appearance;
  return {
    id: track.id,
    lastMs: atMs,
    samples,
    box,
    now: track.box,
    ...(still && { still }),
    ...(besideMs !== undefined && { besideMs }),
    ...(appearance && { appearance }),
  };
}
