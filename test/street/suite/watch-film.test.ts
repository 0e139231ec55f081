import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { report } from '../../../scripts/street/suite/report.ts';
import { watchFilm } from '../../../scripts/street/suite/watch-films.ts';
import { paintedStage } from '../film/painted-stage.ts';
import { ffmpegHere } from '../film/read-film.ts';
import { smallStreet } from '../film/small-street.ts';

it('the agent watches a film; what it does not see is a miss with a picture', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'street-suite-'));
  // the painted street shows no car at all
  const scenario = smallStreet({
    expect: [
      { kind: 'sidewalk-parking', actor: 'parker', zone: 'walk', fromMs: 2000, confirmMs: 5000 },
    ],
  });
  const said: string[] = [];
  const watched = await watchFilm(scenario, {
    stage: async () => paintedStage(),
    ffmpeg: (await ffmpegHere()).path,
    cache: await mkdtemp(join(tmpdir(), 'street-cache-')),
    ...{ folder, wish: {}, say: (line) => said.push(line) },
  });
  expect(said.join()).toContain('small: 1 true, 0 confirmed');
  const text = await report([watched], { folder, made: { model: 'shipped' }, films: true });
  expect(text).toContain('1 missed');
  expect(text).toContain('100 times shorter');
  expect(await readdir(folder)).toEqual(
    expect.arrayContaining([
      'faults.jpg',
      'small.agent.yaml',
      'small.mp4',
      'small.ndjson',
      'table.txt',
    ]),
  );
  const saved = JSON.parse(await readFile(join(folder, 'suite.json'), 'utf8'));
  expect(saved.overall.figures).toMatchObject({ episodes: 1, found: 0, missed: 1 });
  expect(saved.made).toEqual({ model: 'shipped' });
});
