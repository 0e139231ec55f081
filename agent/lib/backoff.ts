export interface BackoffBounds {
  readonly minMs: number;
  readonly maxMs: number;
}

/**
 * How long to wait before try `attempt` (0 = the first again): doubles up to `maxMs`, of which a random
 * part of at most half is taken off, so that those who failed together do not come back together.
 *
 * @param random from 0 (included) to 1 (excluded)
 */
export function backoffMs(attempt: number, bounds: BackoffBounds, random: number): number {
  const full = Math.min(bounds.maxMs, bounds.minMs * 2 ** Math.min(30, Math.max(0, attempt)));
  return Math.round(full * (0.5 + random / 2));
}
