import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseConfig } from '../../../agent/config/load.ts';
import type { CameraPlan } from '../../../agent/core/camera/step-camera.ts';
import { DEFAULT_TRACKER } from '../../../agent/core/tracking/params.ts';
import { showProblem } from '../../../agent/lib/checked-yaml.ts';
import type { Vocabulary } from '../noise/vocabulary.ts';
import type { Scenario } from '../world/scenario.ts';
import { agentConfig } from './agent-config.ts';

const ATTRIBUTES = {
  load: { states: ['empty', 'level', 'heaped', 'unknown'] },
  cover: { states: ['rigid', 'tarpaulin', 'net', 'partial', 'none', 'unknown'] },
};

/** Manifests of a detector and a reader that exist as noise alone: what configurations are checked against. */
export interface NoisyModels extends AsyncDisposable {
  /** What the agent would do on the scenario's camera. Throws where the configuration has problems. */
  planOf(scenario: Scenario): CameraPlan;
}

export async function noisyModels(labels: Vocabulary): Promise<NoisyModels> {
  const folder = await mkdtemp(join(tmpdir(), 'street-noise-'));
  const manifest = async (name: string, content: unknown) => {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'model.yaml'), stringify(content));
    return join(folder, name);
  };
  const detector = await manifest('detector', { task: 'detect', labels: labels.all });
  const reader = await manifest('reader', { task: 'attributes', attributes: ATTRIBUTES });
  return {
    planOf: (scenario) => {
      const wish = { detector, readers: [reader] };
      const file = join(folder, `${scenario.name}.yaml`);
      const loaded = parseConfig(agentConfig(scenario, 'film.mp4', wish), file, {});
      if (!loaded.ok)
        throw new Error(loaded.problems.map((problem) => showProblem(file, problem)).join('\n'));
      const [camera] = loaded.value.cameras;
      if (camera === undefined) throw new Error(`${file}: expected one camera, found none`);
      return { zones: camera.zones, tracker: DEFAULT_TRACKER, rules: camera.rules };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
