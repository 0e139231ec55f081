/**
 * Estimates when pictures arrived, free of jitter: the sample with the least delay of the last one to
 * two minutes stands for all. A window, because two clocks drift apart.
 */
export interface ArrivalClock {
  readonly leastLagMs: number;
  readonly earlierLeastLagMs: number;
  readonly sinceMs: number;
  readonly newestLagMs: number;
  /** When the first sample came. */
  readonly firstMs: number;
}

const WINDOW_MS = 60_000;
/** Exposure, encoding, network and buffers before the first byte came in: usual cameras need less. */
export const LATENCY_MS = 1000;
/** The first pictures come late and in one burst: ffmpeg reads ahead to learn what it has before it. */
const BURST_MS = 5000;
/** After so long one sample at least came without delay. */
const SETTLED_MS = 10_000;

/** Takes the arrival of one sample; pure. */
export function stepArrivalClock(
  before: ArrivalClock | undefined,
  { ptsMs, monotonicMs }: { readonly ptsMs: number; readonly monotonicMs: number },
): ArrivalClock {
  const lag = monotonicMs - ptsMs;
  if (before === undefined)
    return {
      leastLagMs: lag,
      earlierLeastLagMs: lag,
      sinceMs: monotonicMs,
      newestLagMs: lag,
      firstMs: monotonicMs,
    };
  if (monotonicMs - before.sinceMs >= WINDOW_MS)
    return {
      ...before,
      leastLagMs: lag,
      earlierLeastLagMs: before.leastLagMs,
      sinceMs: monotonicMs,
      newestLagMs: lag,
    };
  return { ...before, leastLagMs: Math.min(before.leastLagMs, lag), newestLagMs: lag };
}

/** When the picture with this pts arrived or would have, by the monotonic clock. */
export function arrivalMs(clock: ArrivalClock, ptsMs: number): number {
  return ptsMs + Math.min(clock.leastLagMs, clock.earlierLeastLagMs);
}

/**
 * How far off the moment of capture may be: the latency allowance, what the network adds now, and at the
 * beginning what the first burst may hide.
 */
export function arrivalErrorMs(clock: ArrivalClock, nowMs = Number.POSITIVE_INFINITY): number {
  const least = Math.min(clock.leastLagMs, clock.earlierLeastLagMs);
  const burstMs = nowMs - clock.firstMs < SETTLED_MS ? BURST_MS : 0;
  return Math.ceil(LATENCY_MS + burstMs + Math.max(0, clock.newestLagMs - least));
}
