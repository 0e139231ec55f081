import type { Path } from '../lib/yaml-document.ts';
import type { Profiles } from './profiles.ts';
import type { Report } from './report.ts';
import { type FullRule, type RuleChanges, settingsOf } from './rule-schema.ts';
import type { Config } from './schema.ts';

export type RuleTable = ReadonlyMap<string, FullRule>;

/**
 * Own and shipped rules by name, with `extends` worked out. An own rule goes before a shipped one of its
 * name, and may extend it under that name. What extends a rule reports the same violation, unless it says
 * otherwise.
 */
export function ruleTable(rules: Config['rules'], profiles: Profiles, report: Report): RuleTable {
  const table = new Map(profiles.rules);
  const working = new Set<string>();
  const done = new Set<string>();

  const build = (name: string): FullRule | undefined => {
    const own = rules[name];
    if (own === undefined || done.has(name)) return table.get(name);
    if (!('extends' in own)) {
      const full = { violation: name, ...own };
      table.set(name, full);
      done.add(name);
      return full;
    }
    const { extends: base, ...changes } = own;
    if (working.has(name)) {
      report(['rules', name, 'extends'], 'these rules extend each other in a circle');
      return undefined;
    }
    working.add(name);
    const from = base === name ? profiles.rules.get(name) : build(base);
    working.delete(name);
    done.add(name);
    const merged = from && applyChanges(from, changes, ['rules', name], report);
    if (merged) table.set(name, merged);
    return merged;
  };

  for (const name of Object.keys(rules)) build(name);
  return table;
}

/** The names of the rules that a camera means by `name`: one rule, or all of a profile. */
export function rulesNamed(name: string, table: RuleTable, profiles: Profiles): readonly string[] {
  return table.has(name) ? [name] : (profiles.groups.get(name) ?? []);
}

/** A rule with some settings changed; settings that its type does not have are reported. */
export function applyChanges(
  rule: FullRule,
  changes: RuleChanges,
  path: Path,
  report: Report,
): FullRule {
  const allowed = settingsOf(rule.type);
  for (const key of Object.keys(changes)) {
    if (!allowed.includes(key))
      report([...path, key], `a rule of type ${rule.type} has no such setting`);
  }
  // the schema has checked each value; which of them belong to this type was checked just now
  const merged = { ...rule, ...changes } as FullRule;
  // naming zones replaces picking them by kind, and the other way round
  if ('zoneKinds' in changes && !('zones' in changes) && 'zones' in merged) delete merged.zones;
  return merged;
}
