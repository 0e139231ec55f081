import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scoreRecordings } from '../../../agent/core/scoring/score-events.ts';
import { findChromium } from '../../../scripts/street/film/chromium.ts';
import { resized } from '../../../scripts/street/film/resized.ts';
import { openShared } from '../../../scripts/street/film/shared-stage.ts';
import { namedScenarios } from '../../../scripts/street/suite/named-scenarios.ts';
import { watchFilm } from '../../../scripts/street/suite/watch-films.ts';
import { ffmpegHere } from '../film/read-film.ts';

/**
 * A film of each scene, small, through the whole agent with the shipped model. The least that must be found
 * is what it finds today, less one; nothing may be made up.
 */
const FILMS = [
  { name: 'parked-by-day-2', true: 3, found: 2 },
  { name: 'stalls-by-day-2', true: 3, found: 2 },
  { name: 'open-trucks-by-day-1', true: 1, found: 0 },
] as const;
const SMALL = { width: 640, height: 360 };

describe.skipIf(findChromium() === undefined)('rendered streets (need Chromium)', () => {
  const stage = openShared();
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'street-rendered-'));
  });

  afterAll(() => stage[Symbol.asyncDispose]());

  it.each(FILMS)('$name', async ({ name, found, ...film }) => {
    const [scenario] = await namedScenarios([name]);
    if (scenario === undefined) throw new Error(`expected a scenario called ${name}`);
    const { recording } = await watchFilm(resized(scenario, SMALL, 3), {
      ...{ stage: stage.get, ffmpeg: (await ffmpegHere()).path, folder, wish: {} },
      ...{ cache: join(folder, 'cache'), say: () => undefined },
    });
    const { overall } = scoreRecordings([recording]);
    expect(overall.episodes).toBe(film.true);
    expect(overall.found).toBeGreaterThanOrEqual(found);
    expect(overall.falseAlarms).toBe(0);
  });
});
