import { type FullRule, type RuleChanges, ruleUse } from '../../../../agent/config/rule-schema.ts';
import { rulesMeant } from '../../scenario/kinds.ts';
import type { GroundZone, Scenario } from '../../world/scenario.ts';

/** A rule as it works in a scenario, with its settings. */
export interface WorkingRule {
  readonly kind: string;
  readonly rule: FullRule;
}

/** The rules of a scenario with its changes, one by one. Throws what zod throws on settings that are none. */
export function workingRules({ rules }: Scenario): WorkingRule[] {
  return rules.flatMap((scene) => {
    const read = ruleUse.parse({ use: scene.use, ...scene.settings });
    const { use: _, as: __, ...changes } = typeof read === 'string' ? { use: read, as: '' } : read;
    return rulesMeant(scene).map(({ name, rule }) => ({
      kind: (changes as RuleChanges).violation ?? rule.violation ?? name,
      // the agent's own check of each type's settings is part of the test of its configuration
      rule: { ...rule, ...changes } as FullRule,
    }));
  });
}

type Standing = Extract<FullRule, { type: 'dwell' | 'group' }>;

/** The zones that a rule watches, those in which things may stand, and those that nobody looks at. */
export function zonesOf(rule: Standing, zones: readonly GroundZone[]) {
  const { exceptKinds, zoneKinds } = rule;
  const watched = zones.filter(({ id, kind }) => {
    if (rule.zones) return rule.zones.includes(id);
    return zoneKinds ? zoneKinds.includes(kind) : kind !== 'ignore' && !exceptKinds.includes(kind);
  });
  return {
    watched,
    allowed: zones.filter((zone) => exceptKinds.includes(zone.kind) && !watched.includes(zone)),
    ignored: zones.filter(({ kind }) => kind === 'ignore'),
  };
}
