import { expect, test } from 'vitest';
import { byPreset, presetsOf } from '../../agent/config/by-preset.ts';
import type { ResolvedRule } from '../../agent/config/resolved.ts';
import type { Zone } from '../../agent/core/geometry/zone.ts';
import type { Rule } from '../../agent/core/rules/rule.ts';

const zone = (id: string, preset?: string): Zone => ({
  ...{ id, kind: 'sidewalk', polygon: [] },
  ...(preset !== undefined && { preset }),
});
const [KERB, BAY, NORTH] = [zone('kerb'), zone('bay'), zone('north-kerb', 'north')];

const common = { violation: 'v', labels: ['car'], minScore: 0.4 };
const PARKING: Rule = {
  ...{ ...common, id: 'parking', type: 'dwell', zones: [KERB, NORTH], except: [BAY] },
  ...{ overlap: 0.5, settleMs: 1, dwellMs: 2, absenceMs: 3 },
};
const LOAD: Rule = {
  ...{ ...common, id: 'load', type: 'attribute', zones: [], when: {} },
  ...{ minLooks: 3, posterior: 0.9, lateMs: 1 },
};

function resolved(rule: Rule): ResolvedRule {
  return {
    rule,
    policy: {
      ...{ camera: 'gate', ruleId: rule.id, violation: 'v', report: 'suspected', rearmMs: 0 },
      budget: { perHour: 1, perDay: 1 },
    },
    evidence: { preRollMs: 0, postRollMs: 0 },
  };
}

const idsOf = (rules: readonly ResolvedRule[]) =>
  rules.map(({ rule, policy }) => [
    ...[rule.id, policy.ruleId, rule.preset],
    ...('zones' in rule ? rule.zones.map(({ id }) => id) : []),
  ]);

test('a camera without presets has each rule once', () => {
  expect(presetsOf([KERB, BAY])).toEqual([]);
  expect(byPreset(resolved(PARKING), [])).toEqual([resolved(PARKING)]);
});

test('a rule works in every view in which it has a zone, with the zones of that view', () => {
  const presets = presetsOf([KERB, BAY, NORTH]);
  expect(presets).toEqual(['home', 'north']);
  const rules = byPreset(resolved(PARKING), presets);
  expect(idsOf(rules)).toEqual([
    ['parking', 'parking', 'home', 'kerb'],
    ['parking@north', 'parking@north', 'north', 'north-kerb'],
  ]);
  expect(rules.map(({ rule }) => rule.type === 'dwell' && rule.except.length)).toEqual([1, 0]);
});

test('a rule of the whole picture works in every view', () => {
  expect(byPreset(resolved(LOAD), ['home', 'north'])).toEqual([resolved(LOAD)]);
});
