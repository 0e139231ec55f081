import { mkdir } from 'node:fs/promises';
import process from 'node:process';
import { Command } from 'commander';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { cacheFolder } from './film/cache.ts';
import { filmProgress } from './film/progress.ts';
import { resized } from './film/resized.ts';
import { openShared } from './film/shared-stage.ts';
import { modelWish } from './suite/model-wish.ts';
import { judgingScenarios, namedScenarios } from './suite/named-scenarios.ts';
import { report } from './suite/report.ts';
import { sceneOfScenario } from './suite/scene-of.ts';
import { seeSuite } from './suite/see-suite.ts';
import type { Watched } from './suite/tally.ts';
import { watchFilm } from './suite/watch-films.ts';
import type { Scenario } from './world/scenario.ts';

interface Options {
  readonly only?: string;
  readonly reduced?: true;
  readonly out: string;
  readonly model?: string;
  readonly list?: true;
  readonly detections?: string | true;
}

/** What `--reduced` makes of every film. */
const REDUCED = { width: 640, height: 360 };
const REDUCED_FPS = 5;

async function main(options: Options): Promise<void> {
  const { only, out, model } = options;
  const all = await chosen(only);
  if (options.list) return list(all);
  await mkdir(out, { recursive: true });
  if (options.detections !== undefined) {
    const noise = options.detections === true ? 'small' : options.detections;
    const watched = await seeSuite(all, noise, say);
    const made = { detections: noise };
    process.stdout.write(`${await report(watched, { folder: out, made, films: false })}\n`);
    return;
  }
  const scenarios = options.reduced ? all.map((one) => resized(one, REDUCED, REDUCED_FPS)) : all;
  const watched = await filmAndWatch(scenarios, options);
  const made = { model: model ?? 'shipped', reduced: options.reduced === true };
  process.stdout.write(`${await report(watched, { folder: out, made, films: true })}\n`);
}

async function filmAndWatch(
  scenarios: readonly Scenario[],
  { out, model }: Options,
): Promise<readonly Watched[]> {
  const [wish, ffmpeg] = await Promise.all([modelWish(model), locateFfmpeg(process.env)]);
  await using stage = openShared();
  const watched: Watched[] = [];
  for (const [index, scenario] of scenarios.entries()) {
    using progress = filmProgress(`${index + 1}/${scenarios.length} ${scenario.name}`);
    watched.push(
      await watchFilm(scenario, {
        ...{ stage: stage.get, ffmpeg: ffmpeg.path, cache: cacheFolder(), folder: out, wish },
        ...{ onPicture: progress.show, say },
      }),
    );
  }
  return watched;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Those of some scenes, families, names or files; all that judge where nothing is said. */
async function chosen(only: string | undefined): Promise<readonly Scenario[]> {
  const all = await judgingScenarios();
  if (only === undefined) return all;
  const names = only.split(',').map((name) => name.trim());
  const found: Scenario[] = [];
  for (const name of names) {
    const ofScene = all.filter((scenario) => sceneOfScenario(scenario) === name);
    found.push(...(ofScene.length > 0 ? ofScene : await namedScenarios([name])));
  }
  return found;
}

function list(scenarios: readonly Scenario[]): void {
  for (const { name, about } of scenarios) process.stdout.write(`${name}: ${about}\n`);
}

new Command('suite')
  .description('films the judging scenarios, lets the agent watch them and scores it')
  .option(
    '--only <names>',
    'scenes, families, films (a family and a number) or files, separated by commas',
  )
  .option(
    '--reduced',
    `small films: ${REDUCED.width}x${REDUCED.height}, ${REDUCED_FPS} pictures a second`,
  )
  .option('--out <folder>', 'films, events and tables go here', 'suite')
  .option('--model <name>', 'a folder in models/ or a path, instead of the shipped detector')
  .option('--detections [noise]', 'no films: truth through a noise (perfect, small or poor)')
  .option('--list', 'only name the films')
  .action(main)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
