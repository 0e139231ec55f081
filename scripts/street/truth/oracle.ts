import { assetOf } from '../assets/catalog.ts';
import type { Actor, Scenario } from '../world/scenario.ts';
import { companyOf } from './oracle/company.ts';
import type { Opinion } from './oracle/ideal.ts';
import { judgeParking, judgeStall } from './oracle/parking.ts';
import { rested } from './oracle/rested.ts';
import { type WorkingRule, workingRules } from './oracle/scene-rules.ts';
import { type SightsOf, watcher } from './oracle/sights.ts';
import { judgeTruck } from './oracle/trucks.ts';

/**
 * What an ideal agent reports of every actor under every rule, and why it says nothing where it does not.
 * Judged from places on the ground, times, hours and what can be seen, never from what the scenario
 * expects. Rules that count crossings of lines are not judged. Faults of the picture are left out: what
 * an ideal agent knows.
 */
export function opinionsOf(scenario: Scenario): Opinion[] {
  const sights = watcher(scenario);
  return workingRules(scenario).flatMap((working) => {
    const opinions = scenario.actors.flatMap((actor) =>
      opinionOf(scenario, working, actor, sights),
    );
    return rested(opinions, working.rule.rearm, scenario);
  });
}

function opinionOf(
  scenario: Scenario,
  { kind, rule }: WorkingRule,
  actor: Actor,
  sights: SightsOf,
): Opinion[] {
  const asset = assetOf(actor.asset);
  if (asset === undefined)
    throw new RangeError(`expected an asset of the catalog for ${actor.id}, not '${actor.asset}'`);
  const shared = { scenario, kind, actor, asset, sights };
  if (rule.type === 'attribute') return judgeTruck({ ...shared, rule });
  if (rule.type === 'dwell') return judgeParking({ ...shared, rule });
  if (rule.type === 'crossing') return [];
  const stall = { ...shared, rule };
  return judgeStall(stall, (reach, stand) => companyOf(stall, reach, stand));
}
