import { expect, it } from 'vitest';
import { suiteScenarios } from '../../../scripts/street/families/suite.ts';
import { seeSuite } from '../../../scripts/street/suite/see-suite.ts';
import { suiteTable } from '../../../scripts/street/suite/table.ts';
import { tallied } from '../../../scripts/street/suite/tally.ts';

/**
 * The least that is found and the most that is wrong today, with the noise of a small detector; the same
 * seeds give the same figures, so a change of rules that makes one worse shows here. Not the goal: that is
 * 0.98 and no false alarm (docs/figures.md).
 */
const TODAY = {
  parking: { found: 72, falseAlarms: 5 },
  stall: { found: 72, falseAlarms: 1 },
  // the reader of the noise is as often wrong as the bundled one
  truck: { found: 57, falseAlarms: 2 },
} as const;

it('all stories as detections only, through the whole of tracker, rules and episodes', async () => {
  const tallies = tallied(await seeSuite(suiteScenarios(), 'small', () => undefined));
  process.stdout.write(`${suiteTable(tallies)}\n`);
  expect(tallies.scenes.map(({ scene }) => scene.name)).toEqual(Object.keys(TODAY));
  for (const { scene } of tallies.scenes) {
    const { found, falseAlarms } = TODAY[scene.name as keyof typeof TODAY];
    expect(scene.figures.found, scene.name).toBeGreaterThanOrEqual(found);
    expect(scene.figures.falseAlarms, scene.name).toBeLessThanOrEqual(falseAlarms);
  }
});
