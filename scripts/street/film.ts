import process from 'node:process';
import { Command } from 'commander';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { cacheFolder } from './film/cache.ts';
import { film, filmTo } from './film/film.ts';
import { filmProgress } from './film/progress.ts';
import { readSize, resized } from './film/resized.ts';
import { openShared } from './film/shared-stage.ts';
import { namedScenarios } from './suite/named-scenarios.ts';

interface Options {
  readonly out: string;
  readonly size?: string;
  readonly fps?: string;
  readonly frames?: true;
}

async function main(wanted: readonly string[], options: Options): Promise<void> {
  const scenarios = await namedScenarios(wanted);
  const ffmpeg = (await locateFfmpeg(process.env)).path;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('stopped; nothing half-made is left')));
  await using stage = openShared();
  for (const [index, scenario] of scenarios.entries()) {
    const size = options.size === undefined ? scenario.camera.size : readSize(options.size);
    const fps = options.fps === undefined ? undefined : Number(options.fps);
    const wish = resized(scenario, size, fps);
    using progress = filmProgress(`${index + 1}/${scenarios.length} ${scenario.name}`);
    const files = await film(wish, {
      ...{ stage: stage.get, ffmpeg, cache: cacheFolder(), signal: stop.signal },
      onPicture: progress.show,
    });
    const { video, hit } = await filmTo(options.out, wish, files, {
      frames: options.frames === true,
    });
    process.stdout.write(`${video}${hit ? ' (from the cache)' : progress.summary()}\n`);
  }
}

new Command('film')
  .description('films scenarios: NAME.mp4, NAME.truth.json and what belongs to them')
  .argument('<scenario...>', 'YAML files, or families such as parked-by-day or parked-by-day-3')
  .option('--out <folder>', 'where the films go', 'films')
  .option('--size <WxH>', 'another size, such as 640x360')
  .option('--fps <number>', 'at most that many pictures a second')
  .option('--frames', 'also NAME.frames.ndjson: the truth of every picture')
  .action(main)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
