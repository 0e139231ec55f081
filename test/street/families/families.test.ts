import { describe, expect, it } from 'vitest';
import { assetOf } from '../../../scripts/street/assets/catalog.ts';
import { FAMILIES } from '../../../scripts/street/families/families.ts';
import { suiteScenarios } from '../../../scripts/street/families/suite.ts';
import { parseScenario } from '../../../scripts/street/scenario/load.ts';
import { scenarioToYaml } from '../../../scripts/street/scenario/to-yaml.ts';
import { refuseJudging } from '../../../scripts/street/training/split.ts';
import { contradictionsOf } from '../../../scripts/street/truth/contradictions.ts';
import { mountOf } from '../../../scripts/street/world/mounts.ts';
import type { Scenario } from '../../../scripts/street/world/scenario.ts';

const suite = suiteScenarios();

function confirmed(scenarios: readonly Scenario[], kinds: readonly string[]): number {
  return scenarios
    .flatMap((scenario) => scenario.expect)
    .filter(({ kind, confirmMs }) => confirmMs !== undefined && kinds.includes(kind)).length;
}

describe('the families of stories', () => {
  it('are many, with names of their own', () => {
    expect(FAMILIES.length).toBeGreaterThanOrEqual(24);
    expect(new Set(FAMILIES.map(({ id }) => id)).size).toBe(FAMILIES.length);
  });

  it.each([
    ['sidewalk parking', ['sidewalk-parking']],
    ['street stalls', ['street-stall']],
    ['muck trucks', ['muck-truck-uncovered', 'muck-truck-overfilled']],
  ])('hold at least 60 true episodes of %s', (_scene, kinds) => {
    expect(confirmed(suite, kinds)).toBeGreaterThanOrEqual(60);
  });

  it.each(FAMILIES.map((family) => [family.id, family] as const))(
    '%s tells the same story twice, and another one for another seed',
    (_id, { make }) => {
      expect(make(3, 'judging')).toEqual(make(3, 'judging'));
      expect(make(4, 'judging').actors).not.toEqual(make(3, 'judging').actors);
    },
  );

  it.each(suite.map((scenario) => [scenario.name, scenario] as const))(
    '%s expects what its world shows',
    (_name, scenario) => {
      expect(contradictionsOf(scenario)).toEqual([]);
    },
  );

  it.each(suite.map((scenario) => [scenario.name, scenario] as const))(
    '%s is the same after a trip through a file',
    (_name, scenario) => {
      const read = parseScenario(scenarioToYaml(scenario));
      expect(read).toEqual({ ok: true, value: scenario });
    },
  );
});

describe('the halves of the world', () => {
  it.each(suite.map((scenario) => [scenario.name, scenario] as const))(
    '%s judges with nothing that models learn from',
    (_name, { split, street, camera, actors }) => {
      const splits = [
        split,
        street.split,
        mountOf(camera.mount)?.split,
        ...actors.map(({ asset }) => assetOf(asset)?.split),
      ];
      expect(new Set(splits)).toEqual(new Set(['judging']));
    },
  );

  it('are kept apart where training pictures are made', () => {
    for (const scenario of suite) expect(() => refuseJudging(scenario)).toThrow(/for judging/);
  });
});
