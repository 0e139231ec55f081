/** Whether a camera's clock is known to be off from the box's. */
export interface ClockSkew {
  readonly since?: { readonly atMs: number; readonly worstMs: number };
}

export type SkewNews =
  | { readonly type: 'began'; readonly offsetMs: number }
  | { readonly type: 'over'; readonly lastedMs: number; readonly worstMs: number };

/** GA/T 832 allows one second. */
const SKEW_MS = 1000;
/** It is over below this: a clock at the limit is told once, not every minute. */
const OVER_MS = 800;

/**
 * Takes the comparison of a minute; pure. An offset that is not known (no sender report, no camera) is no
 * news: neither that it began nor that it is over.
 *
 * @param offsetMs camera minus box, as the evidence gate judges it
 */
export function stepClockSkew(
  before: ClockSkew,
  { offsetMs, atMs }: { readonly offsetMs: number | undefined; readonly atMs: number },
): { readonly skew: ClockSkew; readonly news?: SkewNews } {
  if (offsetMs === undefined) return { skew: before };
  const sizeMs = Math.abs(offsetMs);
  const { since } = before;
  if (since === undefined)
    return sizeMs > SKEW_MS
      ? { skew: { since: { atMs, worstMs: offsetMs } }, news: { type: 'began', offsetMs } }
      : { skew: before };
  const worstMs = sizeMs > Math.abs(since.worstMs) ? offsetMs : since.worstMs;
  if (sizeMs >= OVER_MS) return { skew: { since: { ...since, worstMs } } };
  return { skew: {}, news: { type: 'over', lastedMs: atMs - since.atMs, worstMs } };
}
