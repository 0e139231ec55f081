import { describe, expect, it } from 'vitest';
import { scoreRecordings } from '../../../agent/core/scoring/score-events.ts';
import { PERFECT_LOOKS } from '../../../scripts/street/noise/look-noise.ts';
import { PERFECT, SMALL } from '../../../scripts/street/noise/presets.ts';
import { noisyModels } from '../../../scripts/street/suite/noisy-model.ts';
import { seeScenario } from '../../../scripts/street/suite/see-scenario.ts';
import { truthFileOf } from '../../../scripts/street/truth/truth-file.ts';
import type { Scenario } from '../../../scripts/street/world/scenario.ts';
import { smallStreet } from '../film/small-street.ts';

/** The car stands from 2 s on; its dwell is over at 14 s, the film at 20 s. */
const STANDS: Scenario = {
  ...smallStreet({ durationMs: 20_000 }),
  actors: smallStreet().actors.map((actor) => ({
    ...actor,
    path: [
      { atMs: 0, x: -14, z: 1.6, heading: 0 },
      { atMs: 2000, x: 0, z: -2, heading: 0 },
      { atMs: 20_000, x: 0, z: -2, heading: 0 },
    ],
  })),
  rules: [{ use: 'sidewalk-parking', settings: { settle: '2s', dwell: '12s' } }],
  expect: [
    { kind: 'sidewalk-parking', actor: 'parker', zone: 'walk', fromMs: 2000, confirmMs: 14_000 },
  ],
};

describe('a scenario as detections only', () => {
  it.each([
    ['that never errs', PERFECT],
    ['of a small detector', SMALL],
  ])('with the noise %s, a parked car is confirmed once', async (_, detector) => {
    await using models = await noisyModels(detector.labels);
    const senses = { detector, reader: PERFECT_LOOKS };
    const events = seeScenario(STANDS, models.planOf(STANDS), senses);
    const { overall } = scoreRecordings([{ truth: truthFileOf(STANDS), events }]);
    expect([overall.found, overall.missed, overall.falseAlarms]).toEqual([1, 0, 0]);
  });

  it('the same scenario gives the same events', async () => {
    await using models = await noisyModels(SMALL.labels);
    const plan = models.planOf(STANDS);
    const see = () => seeScenario(STANDS, plan, { detector: SMALL, reader: PERFECT_LOOKS });
    expect(see()).toEqual(see());
  });

  it('a covered lens sees nothing', async () => {
    await using models = await noisyModels(PERFECT.labels);
    const faults = [{ kind: 'covered', fromMs: 0, toMs: 20_000, amount: 1 }] as const;
    const blind = { ...STANDS, faults };
    const senses = { detector: PERFECT, reader: PERFECT_LOOKS };
    expect(seeScenario(blind, models.planOf(blind), senses)).toEqual([]);
  });
});
