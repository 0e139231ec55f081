/** One of a list, by chance. Throws RangeError for an empty list. */
export function pick<T>(list: readonly T[], next: () => number): T {
  const chosen = list[Math.floor(next() * list.length)];
  if (chosen === undefined) throw new RangeError('expected at least one to pick from, got none');
  return chosen;
}
