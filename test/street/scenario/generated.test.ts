import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../agent/config/load.ts';
import { FAMILIES } from '../../../scripts/street/families/families.ts';
import { parseScenario } from '../../../scripts/street/scenario/load.ts';
import { scenarioToYaml } from '../../../scripts/street/scenario/to-yaml.ts';
import { agentConfig } from '../../../scripts/street/suite/agent-config.ts';
import { contradictionsOf } from '../../../scripts/street/truth/contradictions.ts';
import { truthFileOf } from '../../../scripts/street/truth/truth-file.ts';

describe.each(FAMILIES.map((family) => [family.id, family] as const))('%s', (_, family) => {
  const scenario = family.make(1, 'judging');

  it('expects what its world shows', () => {
    expect(contradictionsOf(scenario)).toEqual([]);
  });

  it('is written out and read back to the same scenario', () => {
    expect(parseScenario(scenarioToYaml(scenario))).toEqual({ ok: true, value: scenario });
  });

  it('has a truth file, and a configuration that the agent takes', () => {
    const { camera, episodes } = truthFileOf(scenario, 'a.mp4');
    expect(episodes).toHaveLength(scenario.expect.length);
    const loaded = parseConfig(agentConfig(scenario, 'a.mp4'), '/tmp/agent.yaml', {});
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    expect(loaded.value.cameras.map(({ id }) => id)).toEqual([camera]);
    const meant = loaded.value.warnings.filter(({ message }) => !message.includes('no reader'));
    expect(meant).toEqual([]);
  });
});
