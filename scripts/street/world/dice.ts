/** Choices made by a stream of even numbers from 0 to 1. */
export interface Dice {
  /** Between the two. */
  between(from: number, to: number): number;
  /** One of the list. Throws RangeError for an empty one. */
  pick<T>(list: readonly T[]): T;
  /** One of the list, as often as its share says. */
  weighted<T>(list: readonly T[], share: (one: T) => number): T;
  /** True that often. */
  chance(share: number): boolean;
  /** A whole number from (included) to (included). */
  whole(from: number, to: number): number;
}

export function diceOf(draw: () => number): Dice {
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(draw() * list.length)];
    if (one === undefined) throw new RangeError('expected a list with something in it');
    return one;
  };
  return {
    between: (from, to) => from + draw() * (to - from),
    pick,
    weighted: (list, share) => {
      let left = draw() * list.reduce((sum, one) => sum + share(one), 0);
      for (const one of list) {
        left -= share(one);
        if (left < 0) return one;
      }
      return pick(list);
    },
    chance: (share) => draw() < share,
    whole: (from, to) => from + Math.floor(draw() * (to - from + 1)),
  };
}
