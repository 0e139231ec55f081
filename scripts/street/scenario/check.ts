import { inFileOrder, type Loaded } from '../../../agent/lib/checked-yaml.ts';
import { readYaml } from '../../../agent/lib/yaml-document.ts';
import { contradictionsOf } from '../truth/contradictions.ts';
import type { Scenario } from '../world/scenario.ts';
import { parseScenario } from './load.ts';

/** As `parseScenario`, and beyond it every expectation that contradicts the scenario's own world. */
export function checkScenario(text: string): Loaded<Scenario> {
  const loaded = parseScenario(text);
  if (!loaded.ok) return loaded;
  const document = readYaml(text);
  const problems = contradictionsOf(loaded.value).map(({ path, message }) =>
    document.problem(path, message),
  );
  return problems.length === 0 ? loaded : { ok: false, problems: inFileOrder(problems) };
}
