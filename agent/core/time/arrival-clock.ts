/**
 * Estimates when pictures arrived, free of jitter: the sample with the least delay of the last one to
 * two minutes stands for all. A window, because two clocks drift apart.
 */
export interface ArrivalClock {
  readonly leastLagMs: number;
  readonly earlierLeastLagMs: number;
  readonly sinceMs: number;
  readonly newestLagMs: number;
}

const WINDOW_MS = 60_000;
/** Exposure, encoding, network and buffers before the first byte came in: usual cameras need less. */
const LATENCY_MS = 1000;

/** Takes the arrival of one sample; pure. */
export function stepArrivalClock(
  before: ArrivalClock | undefined,
  { ptsMs, monotonicMs }: { readonly ptsMs: number; readonly monotonicMs: number },
): ArrivalClock {
  const lag = monotonicMs - ptsMs;
  if (before === undefined)
    return { leastLagMs: lag, earlierLeastLagMs: lag, sinceMs: monotonicMs, newestLagMs: lag };
  if (monotonicMs - before.sinceMs >= WINDOW_MS)
    return {
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

/** How far off the moment of capture may be: the latency allowance and what the network adds now. */
export function arrivalErrorMs(clock: ArrivalClock): number {
  const least = Math.min(clock.leastLagMs, clock.earlierLeastLagMs);
  return Math.ceil(LATENCY_MS + Math.max(0, clock.newestLagMs - least));
}
