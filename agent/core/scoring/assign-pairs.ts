import { assign } from '../tracking/assign.ts';
import type { Near, TimedEvent } from './near.ts';
import type { TruthEpisode } from './truth.ts';

/** A place that does not fit at all weighs as much as this delay. */
const PLACE_MS = 10_000;

/**
 * One event per episode and one episode per event: as many pairs as possible, and of these choices the one
 * with the least delays (a worse place counts as delay). Each knot of pairs is solved by itself.
 */
export function assignPairs(allowed: readonly Near[]): Near[] {
  return knots(allowed).flatMap((knot) => (knot.length === 1 ? knot : solve(knot)));
}

function costOf({ truth, timed, fit }: Near): number {
  return Math.abs(timed.atMs - (truth.confirmMs ?? truth.fromMs)) + (1 - fit) * PLACE_MS;
}

function solve(knot: readonly Near[]): Near[] {
  const rows = new Map<TruthEpisode, number>();
  const columns = new Map<TimedEvent, number>();
  for (const { truth, timed } of knot) {
    if (!rows.has(truth)) rows.set(truth, rows.size);
    if (!columns.has(timed)) columns.set(timed, columns.size);
  }
  const most = Math.max(...knot.map(costOf));
  // dearer than all pairs together: leaving one out never pays
  const none = (most + 1) * (rows.size + 1);
  const cost = new Float64Array(rows.size * columns.size).fill(none);
  const at = ({ truth, timed }: Near): number =>
    (rows.get(truth) ?? 0) * columns.size + (columns.get(timed) ?? 0);
  for (const pair of knot) cost[at(pair)] = costOf(pair);
  const columnOf = assign(cost, rows.size, columns.size);
  return knot.filter(({ truth, timed }) => columnOf[rows.get(truth) ?? 0] === columns.get(timed));
}

/** Pairs that hang together through an episode or an event. */
function knots(pairs: readonly Near[]): Near[][] {
  const parent = new Map<object, object>();
  const root = (one: object): object => {
    let top = one;
    for (let up = parent.get(top); up !== undefined && up !== top; up = parent.get(top)) top = up;
    parent.set(one, top);
    return top;
  };
  for (const { truth, timed } of pairs) parent.set(root(truth), root(timed));
  const groups = new Map<object, Near[]>();
  for (const pair of pairs) {
    const top = root(pair.truth);
    const group = groups.get(top);
    if (group === undefined) groups.set(top, [pair]);
    else group.push(pair);
  }
  return [...groups.values()];
}
