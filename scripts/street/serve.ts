import { once } from 'node:events';
import process from 'node:process';
import { Command } from 'commander';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { startRtspServer } from '../../test/helpers/rtsp-server.ts';
import { cacheFolder } from './film/cache.ts';
import { film } from './film/film.ts';
import { filmProgress } from './film/progress.ts';
import { readSize, resized } from './film/resized.ts';
import { openShared } from './film/shared-stage.ts';
import { namedScenarios } from './suite/named-scenarios.ts';
import type { Scenario } from './world/scenario.ts';

interface Options {
  readonly port: string;
  readonly size?: string;
}

async function main(wanted: readonly string[], { port, size }: Options): Promise<void> {
  const scenarios = await namedScenarios(wanted);
  const mounts = await filmAll(
    size === undefined ? scenarios : scenarios.map((one) => resized(one, readSize(size))),
  );
  await using server = await startRtspServer({ port: Number(port), mounts });
  for (const { path } of mounts) process.stdout.write(`${server.url(path)}\n`);
  await once(process, 'SIGINT');
}

/** Main and, where there is one, sub stream of each, again and again. */
async function filmAll(scenarios: readonly Scenario[]) {
  const ffmpeg = (await locateFfmpeg(process.env)).path;
  await using stage = openShared();
  const mounts: { path: string; file: string; codec: 'h264' | 'h265' }[] = [];
  for (const scenario of scenarios) {
    using progress = filmProgress(scenario.name);
    const deps = { stage: stage.get, ffmpeg, cache: cacheFolder(), onPicture: progress.show };
    const { video, sub } = await film(scenario, deps);
    const { codec } = scenario.camera;
    mounts.push({ path: `/${scenario.name}`, file: video, codec });
    if (sub !== undefined) mounts.push({ path: `/${scenario.name}/sub`, file: sub, codec });
  }
  return mounts;
}

new Command('serve')
  .description(
    'films scenarios and serves them as RTSP cameras of this machine, until it is stopped',
  )
  .argument('<scenario...>', 'YAML files, or families such as parked-by-day or parked-by-day-3')
  .option('--port <number>', 'of the server', '8554')
  .option('--size <WxH>', 'another size, such as 640x360')
  .action(main)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
