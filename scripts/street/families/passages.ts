import type { Cover, Load, LoadMaterial } from '../assets/asset.ts';
import { opinionsOf } from '../truth/oracle.ts';
import { truthAt } from '../truth/truth-at.ts';
import type { ExpectedEpisode, Scenario } from '../world/scenario.ts';

export interface Freight {
  readonly load: Load;
  readonly cover: Cover;
  readonly torn?: true;
  readonly material?: LoadMaterial;
}

/** Which kinds of violation a freight makes, by the shipped policy (a net counts as closed); under a lid no heap fits. */
export function violationsOf({ load, cover }: Freight): string[] {
  const open = cover === 'none' || cover === 'partial';
  return [
    ...(load !== 'empty' && open ? ['muck-truck-uncovered'] : []),
    ...(load === 'heaped' && cover !== 'rigid' ? ['muck-truck-overfilled'] : []),
  ];
}

/** Height of a truck from which on it counts as there, in shares of the picture. */
const THERE = 0.06;

/** Of which trucks, under which rules, the oracle says that reporting them or not are both right. */
function unclearTrucks(scenario: Scenario): ReadonlySet<string> {
  const unclear = opinionsOf(scenario).flatMap((one) =>
    'ideal' in one && one.ideal.unclear !== undefined ? [one.ideal.actor] : [],
  );
  return new Set(unclear);
}

/**
 * The scenario with what an ideal agent reports of its trucks: from entering to leaving the picture. Trucks that
 * nobody could judge stay away.
 */
export function withPassages(draft: Scenario): Scenario {
  const unclear = unclearTrucks(draft);
  const scenario = { ...draft, actors: draft.actors.filter(({ id }) => !unclear.has(id)) };
  const spans = new Map<string, { fromMs: number; toMs: number }>();
  for (let atMs = 0; atMs < scenario.durationMs; atMs += 200) {
    for (const one of truthAt(scenario, atMs).objects) {
      const seen = one.visibility > 0.3 && one.box.bottom - one.box.top > THERE;
      if (one.class !== 'muck-truck' || one.part !== undefined || !seen) continue;
      const fromMs = spans.get(one.actor)?.fromMs ?? atMs;
      spans.set(one.actor, { fromMs, toMs: atMs });
    }
  }
  const expect = scenario.actors.flatMap((actor): ExpectedEpisode[] => {
    const span = spans.get(actor.id);
    if (span === undefined || actor.load === undefined || actor.cover === undefined) return [];
    return violationsOf({ load: actor.load, cover: actor.cover }).map((kind) => ({
      ...{ kind, actor: actor.id, ...span, confirmMs: span.toMs },
    }));
  });
  // a truck whose load hardly shows is nobody's case
  const cases = opinionsOf(scenario).flatMap((one) => ('ideal' in one ? [one.ideal] : []));
  const shows = ({ kind, actor }: ExpectedEpisode) =>
    cases.some((one) => one.kind === kind && one.actor === actor);
  return { ...scenario, expect: [...scenario.expect, ...expect.filter(shows)] };
}
