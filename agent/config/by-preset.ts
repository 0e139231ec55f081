import { HOME, type Line, type Zone } from '../core/geometry/zone.ts';
import type { Rule } from '../core/rules/rule.ts';
import type { ResolvedRule } from './resolved.ts';

/** The presets of which zones or lines are drawn, home among them; none for a camera that does not turn. */
export function presetsOf(parts: readonly (Zone | Line)[]): readonly string[] {
  if (parts.every(({ preset }) => preset === undefined)) return [];
  return [...new Set(parts.map(presetOf))];
}

/**
 * The rule once for each preset in which it has a zone or its line, as `rule@preset`; the one at home, and a
 * rule of the whole picture, keep their name.
 */
export function byPreset(resolved: ResolvedRule, presets: readonly string[]): ResolvedRule[] {
  const { rule } = resolved;
  if (presets.length === 0 || isAnywhere(rule)) return [resolved];
  return presets.flatMap((preset) => {
    const own = onlyIn(rule, preset);
    if (own === undefined) return [];
    const id = preset === HOME ? rule.id : `${rule.id}@${preset}`;
    const policy = { ...resolved.policy, ruleId: id };
    return [{ ...resolved, policy, rule: { ...own, id, preset } }];
  });
}

function isAnywhere(rule: Rule): boolean {
  return rule.type === 'attribute' && rule.zones.length === 0;
}

function onlyIn(rule: Rule, preset: string): Rule | undefined {
  if (rule.type === 'crossing') return presetOf(rule.line) === preset ? rule : undefined;
  const zones = rule.zones.filter((zone) => presetOf(zone) === preset);
  if (zones.length === 0) return undefined;
  if (rule.type === 'attribute') return { ...rule, zones };
  return { ...rule, zones, except: rule.except.filter((zone) => presetOf(zone) === preset) };
}

function presetOf({ preset }: Zone | Line): string {
  return preset ?? HOME;
}
