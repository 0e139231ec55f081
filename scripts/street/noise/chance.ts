/** Even numbers from 0 to 1. */
export type Random = () => number;

/** A normal number with mean 0 and standard deviation 1 (Box and Muller 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A normal number that was `before` `dtMs` ago and forgets itself with time constant `keepMs`. */
export function drift(before: number, dtMs: number, keepMs: number, random: Random): number {
  const kept = Math.exp(-dtMs / keepMs);
  return kept * before + Math.sqrt(1 - kept * kept) * normal(random);
}

/** A yes-or-no that is drawn anew every `keepMs` in the mean. */
export function redrawn(
  before: boolean,
  share: number,
  dtMs: number,
  keepMs: number,
  random: Random,
): boolean {
  return random() < Math.exp(-dtMs / keepMs) ? before : random() < share;
}

/** One of the list by its share; undefined for the rest that is missing to 1. */
export function drawn<T>(shares: readonly (readonly [T, number])[], random: Random): T | undefined {
  let left = random();
  for (const [value, share] of shares) {
    left -= share;
    if (left < 0) return value;
  }
  return undefined;
}

/** Waiting time until the next event, exponential. */
export function waiting(meanMs: number, random: Random): number {
  return -meanMs * Math.log(1 - random());
}
