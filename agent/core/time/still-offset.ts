/**
 * Whether a camera's own clock comes through, for a few seconds of a stream copy of which nothing is known
 * but the times that ffmpeg writes beside each sample (`prft`).
 *
 * Before the first RTCP sender report, and for ever where none comes, those are the times of writing.
 * They jitter against pts; a clock does not. So nothing is believed until `prft - pts` stood still.
 */
export interface StillOffset {
  /** UTC minus pts, once believed. */
  readonly offsetMs?: number;
  readonly candidate?: Candidate;
  readonly newestArrivedUtcMs?: number;
}

interface Candidate {
  readonly offsetMs: number;
  readonly samples: number;
  readonly sincePtsMs: number;
  /** The least distance to our own time of arrival: times of writing are close to it. */
  readonly leastApartMs: number;
}

export interface PrftSample {
  readonly ptsMs: number;
  readonly prftUtcMs: number;
  /** When the sample was read, by the box clock; where unknown, times of writing are told less surely. */
  readonly arrivedUtcMs?: number;
}

/** ffmpeg cuts the time to whole milliseconds; a new report corrects a drifting clock by less. */
const STILL_MS = 1.1;
const MIN_SAMPLES = 8;
const MIN_SPAN_MS = 2000;
/** So close to the arrival it may be the time of writing, still for a while on a quiet box. */
const WRITING_MS = 10;
const MIN_SPAN_CLOSE_MS = 20_000;
/** A report may set the clock by so much without doubt. */
const SMALL_STEP_MS = 1000;
/** What the mapping from RTP time to UTC may be off; the camera's own error comes on top. */
export const STILL_ERROR_MS = 50;

/** Takes the next sample of the copy; pure. */
export function stepStillOffset(before: StillOffset, sample: PrftSample): StillOffset {
  const { arrivedUtcMs } = sample;
  const offsetMs = sample.prftUtcMs - sample.ptsMs;
  const candidate = follow(before, offsetMs, sample);
  const next = {
    candidate,
    ...(arrivedUtcMs === undefined ? {} : { newestArrivedUtcMs: arrivedUtcMs }),
  };
  if (isStill(candidate, sample.ptsMs)) return { offsetMs, ...next };
  const held = before.offsetMs;
  const near = held !== undefined && Math.abs(offsetMs - held) <= SMALL_STEP_MS;
  const jitters = candidate.samples === 1 && before.candidate?.samples === 1;
  return near && !jitters ? { offsetMs: held, ...next } : next;
}

function follow(
  { candidate: before, newestArrivedUtcMs }: StillOffset,
  offsetMs: number,
  { ptsMs, prftUtcMs, arrivedUtcMs }: PrftSample,
): Candidate {
  // ffmpeg may stamp a sample as it comes and write it when the next one does
  const arrivals = [arrivedUtcMs, newestArrivedUtcMs].filter((utcMs) => utcMs !== undefined);
  const leastApartMs = Math.min(...arrivals.map((utcMs) => Math.abs(utcMs - prftUtcMs)));
  if (before === undefined || Math.abs(offsetMs - before.offsetMs) > STILL_MS)
    return { offsetMs, samples: 1, sincePtsMs: ptsMs, leastApartMs };
  return {
    ...before,
    offsetMs,
    samples: before.samples + 1,
    leastApartMs: Math.min(before.leastApartMs, leastApartMs),
  };
}

function isStill({ samples, sincePtsMs, leastApartMs }: Candidate, ptsMs: number): boolean {
  const spanMs = leastApartMs <= WRITING_MS ? MIN_SPAN_CLOSE_MS : MIN_SPAN_MS;
  return samples >= MIN_SAMPLES && ptsMs - sincePtsMs >= spanMs;
}
