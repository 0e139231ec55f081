import { packageRoot } from '../../../agent/config/package-root.ts';
import { loadProfiles, type Profiles } from '../../../agent/config/profiles.ts';
import type { FullRule } from '../../../agent/config/rule-schema.ts';
import type { SceneRule } from '../world/scenario.ts';

let profiles: Profiles | undefined;

/** The rules that come with the agent. */
export function shippedRules(): Profiles {
  profiles ??= loadProfiles(packageRoot());
  return profiles;
}

/** The shipped rules that a rule of a scenario means: one, or all of a profile. */
export function rulesMeant({ use }: SceneRule): readonly { name: string; rule: FullRule }[] {
  const { rules, groups } = shippedRules();
  const names = rules.has(use) ? [use] : (groups.get(use) ?? []);
  return names.flatMap((name) => {
    const rule = rules.get(name);
    return rule === undefined ? [] : [{ name, rule }];
  });
}

/** The kinds of violations that some rules report. */
export function kindsOf(rules: readonly SceneRule[]): readonly string[] {
  const found = rules.flatMap((rule) =>
    rulesMeant(rule).map((meant) => String(rule.settings['violation'] ?? meant.rule.violation)),
  );
  return [...new Set(found)];
}
