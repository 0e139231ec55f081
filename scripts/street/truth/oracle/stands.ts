import { type Place, placeAt } from '../../world/path.ts';
import type { Actor, Waypoint } from '../../world/scenario.ts';
import type { Span } from './ideal.ts';

/** Something that stays where it is. */
export interface Stand extends Span {
  readonly place: Place;
}

/** Shuffling about by less is still standing, metres. */
const SHUFFLE = 0.3;

/** When and where an actor stands, within the scenario's time. Between stands it moves or is not there. */
export function standsOf({ path }: Actor, durationMs: number): Stand[] {
  const spans: { first: Waypoint; last: Waypoint }[] = [];
  for (const [index, to] of path.entries()) {
    const from = path[index - 1];
    if (from === undefined || from.x !== to.x || from.z !== to.z) continue;
    const open = spans.at(-1);
    const near = open && Math.hypot(open.last.x - from.x, open.last.z - from.z) < SHUFFLE;
    if (open && near && open.last.atMs >= (path[index - 2]?.atMs ?? from.atMs)) open.last = to;
    else spans.push({ first: from, last: to });
  }
  return spans.flatMap(({ first, last }) => {
    const [fromMs, toMs] = [Math.max(0, first.atMs), Math.min(durationMs, last.atMs)];
    const place = placeAt(path, (fromMs + toMs) / 2);
    return place === undefined || toMs <= fromMs ? [] : [{ fromMs, toMs, place }];
  });
}
