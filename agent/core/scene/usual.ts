/** Fewer times make no habit. */
const HABIT = 3;
/** The middle half of all times must lie within this factor of the median. */
const EVEN = 2;

/** The lower one of two middle values; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The usual one of several times; undefined where there are too few, or they are too uneven to have one. */
export function usualOf(times: readonly number[]): number | undefined {
  if (times.length < HABIT) return undefined;
  const middle = median(times);
  const isEven = quantile(times, 0.25) >= middle / EVEN && quantile(times, 0.75) <= middle * EVEN;
  return isEven ? middle : undefined;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}
