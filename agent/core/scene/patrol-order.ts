import { HOME } from '../geometry/zone.ts';
import { median } from './usual.ts';

/** A round of a patrol. */
export interface Round {
  /** From home on, where that is in it; a view that is come to twice stands in it twice. */
  readonly order: readonly string[];
  readonly roundMs: number;
}

interface Arrival {
  readonly view: string;
  readonly atMs: number;
}

/** The shortest round that the last arrivals are two of; undefined where they are no two of any. */
export function orderOf(arrivals: readonly Arrival[]): Round | undefined {
  const last = arrivals.length - 1;
  for (let views = 2; 2 * views <= arrivals.length; views += 1) {
    const isTwice = Array.from({ length: views }, (_, back) => last - back).every(
      (at) => arrivals[at]?.view === arrivals[at - views]?.view,
    );
    if (!isTwice) continue;
    const newest = arrivals.slice(-views);
    const rounds = newest.map(({ atMs }, at) => {
      const before = arrivals[arrivals.length - 2 * views + at];
      return atMs - (before?.atMs ?? atMs);
    });
    return { order: fromHome(newest.map(({ view }) => view)), roundMs: median(rounds) };
  }
  return undefined;
}

function fromHome(order: readonly string[]): readonly string[] {
  const home = Math.max(0, order.indexOf(HOME));
  return [...order.slice(home), ...order.slice(0, home)];
}
