/**
 * Finds the camera's own clock in the times that ffmpeg writes beside each sample (`prft`).
 *
 * Before the first RTCP sender report, and for ever where none comes, those are the times of writing.
 * They jitter against pts; a clock does not. So nothing is believed until `prft - pts` stood still.
 */
export interface SenderClock {
  /** UTC minus pts, once believed. */
  readonly offsetMs?: number;
  readonly candidate?: Candidate;
}

interface Candidate {
  readonly offsetMs: number;
  readonly samples: number;
  readonly sincePtsMs: number;
  /** All times so far were whole milliseconds, as the times of writing are. */
  readonly whole: boolean;
}

export interface PrftSample {
  readonly ptsMs: number;
  readonly prftUtcMs: number;
}

/** ffmpeg reckons in microseconds; 90 kHz pts add 11 of them. */
const STILL_MS = 0.1;
const MIN_SAMPLES = 8;
const MIN_SPAN_MS = 2000;
/** Times of writing are whole milliseconds and may stand still for a while on a quiet box. */
const MIN_SPAN_WHOLE_MS = 20_000;
/** A newer report may correct the clock by so much without doubt. */
const SMALL_STEP_MS = 1000;
/** What the mapping from RTP time to UTC may be off; the camera's own error comes on top. */
export const SENDER_ERROR_MS = 50;

/** Takes the next sample of the copy; pure. */
export function stepSenderClock(before: SenderClock, sample: PrftSample): SenderClock {
  const offsetMs = sample.prftUtcMs - sample.ptsMs;
  const candidate = follow(before.candidate, offsetMs, sample);
  if (isStill(candidate, sample.ptsMs)) return { offsetMs: candidate.offsetMs, candidate };
  const held = before.offsetMs;
  const near = held !== undefined && Math.abs(offsetMs - held) <= SMALL_STEP_MS;
  const lost = candidate.samples === 1 && before.candidate?.samples === 1;
  return near && !lost ? { offsetMs: held, candidate } : { candidate };
}

function follow(
  before: Candidate | undefined,
  offsetMs: number,
  { ptsMs, prftUtcMs }: PrftSample,
): Candidate {
  const whole = Math.abs(prftUtcMs - Math.round(prftUtcMs)) < 0.002;
  if (before === undefined || Math.abs(offsetMs - before.offsetMs) > STILL_MS)
    return { offsetMs, samples: 1, sincePtsMs: ptsMs, whole };
  return { ...before, samples: before.samples + 1, whole: before.whole && whole };
}

function isStill({ samples, sincePtsMs, whole }: Candidate, ptsMs: number): boolean {
  return samples >= MIN_SAMPLES && ptsMs - sincePtsMs >= (whole ? MIN_SPAN_WHOLE_MS : MIN_SPAN_MS);
}
