import type { Scenario } from '../../world/scenario.ts';
import type { TruthObject } from '../frame.ts';
import { truthAt } from '../truth-at.ts';
import { joined, type Span } from './ideal.ts';

export interface SightAt {
  readonly atMs: number;
  /** The whole actor; undefined while no part of it is in the picture. */
  readonly object: TruthObject | undefined;
}

export type SightsOf = (actor: string, from: number, to: number, stepMs: number) => SightAt[];

/** Looks at a scenario without the faults of its picture; a moment that was asked for before is remembered. */
export function watcher(scenario: Scenario): SightsOf {
  const plain = { ...scenario, faults: [] };
  const seen = new Map<number, readonly TruthObject[]>();
  const objectsAt = (atMs: number) => {
    const known = seen.get(atMs) ?? truthAt(plain, atMs).objects;
    seen.set(atMs, known);
    return known;
  };
  return (actor, from, to, stepMs) => {
    const first = Math.ceil(from / stepMs);
    const count = Math.max(0, Math.floor(to / stepMs) - first + 1);
    return Array.from({ length: count }, (_, index) => {
      const atMs = (first + index) * stepMs;
      const object = objectsAt(atMs).find((one) => one.actor === actor && one.part === undefined);
      return { atMs, object };
    });
  };
}

/** When it could not be seen; `stepMs` is the time between sights. */
export function hiddenSpans(sights: readonly SightAt[], stepMs: number, least: number): Span[] {
  const hidden = sights.filter(({ object }) => (object?.visibility ?? 0) < least);
  const spans = hidden.map(({ atMs }) => ({ fromMs: atMs, toMs: atMs }));
  return joined(spans, stepMs * 1.5);
}
