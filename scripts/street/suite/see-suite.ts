import { LOOK_PRESETS, SMALL_LOOKS } from '../noise/look-noise.ts';
import { PRESETS } from '../noise/presets.ts';
import { truthFileOf } from '../truth/truth-file.ts';
import type { Scenario } from '../world/scenario.ts';
import { noisyModels } from './noisy-model.ts';
import { seeScenario } from './see-scenario.ts';
import type { Watched } from './tally.ts';
import { watchedOf } from './watch-films.ts';

/** All scenarios as detections only, with the noise of that name. Throws a sentence for another name. */
export async function seeSuite(
  scenarios: readonly Scenario[],
  noise: string,
  say: (line: string) => void,
): Promise<readonly Watched[]> {
  const detector = PRESETS[noise];
  if (detector === undefined)
    throw new Error(
      `--detections: expected ${Object.keys(PRESETS).join(', ')} as noise, not '${noise}'`,
    );
  const senses = { detector, reader: LOOK_PRESETS[noise] ?? SMALL_LOOKS };
  await using models = await noisyModels(detector.labels);
  return scenarios.map((scenario) => {
    const truth = truthFileOf(scenario);
    const events = seeScenario(scenario, models.planOf(scenario), senses);
    const confirmed = events.filter(({ stage }) => stage === 'confirmed').length;
    const due = truth.episodes.filter(({ confirmMs }) => confirmMs !== undefined).length;
    if (due !== confirmed) say(`${scenario.name}: ${due} true, ${confirmed} confirmed`);
    return watchedOf(scenario, { truth, events });
  });
}
