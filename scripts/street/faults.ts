import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { type Clip, clipOf, healthyScenarios, realClips, splitClips } from './faults/clip.ts';
import { type Cover, coverPicture } from './faults/cover-picture.ts';
import { type FaultCase, faultTable, foundAfterS } from './faults/fault-table.ts';
import { type HealthyCase, healthyTable } from './faults/healthy-table.ts';
import { type Alarm, alarmsOf, doubtsOf, restsFromMs, type Said } from './faults/judge.ts';
import { keepCase, keptCases } from './faults/kept-cases.ts';
import { FAULT_KINDS, FAULT_S, type FaultKind } from './faults/kinds.ts';
import { MADE } from './faults/made.ts';
import { faultPlan, healthyPlan, madePlan } from './faults/plan.ts';
import type { StreamPlan } from './faults/stream-args.ts';
import { watchStream } from './faults/watch-stream.ts';
import { cacheFolder } from './film/cache.ts';
import { film } from './film/film.ts';
import { resized } from './film/resized.ts';
import { openShared } from './film/shared-stage.ts';
import { seedOf } from './world/random.ts';

interface Options {
  readonly films?: string;
  readonly real?: string;
  readonly split: 'tuning' | 'judging';
  readonly every: string;
  readonly only?: string;
  readonly part?: string;
  readonly cases?: string;
}

const SIZE = { width: 640, height: 360 };
const FPS = 5;
const FONT = join(
  dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')),
  '..',
  'fonts',
  'NotoSansHans-Medium.otf',
);

async function main(options: Options): Promise<void> {
  const { path: ffmpeg } = await locateFfmpeg(process.env);
  const scratch = await mkdtemp(join(tmpdir(), 'faults-'));
  const cost = { ms: 0, calls: 0 };
  const say = async (
    plan: StreamPlan,
    name: string,
    isEnough?: (said: readonly Said[]) => boolean,
  ) => {
    const { said, costMs } = await watchStream(ffmpeg, plan, isEnough);
    cost.ms += costMs;
    cost.calls += said.length;
    process.stderr.write(`${name}: ${alarmsInWords(alarmsOf(said))}\n`);
    return said;
  };
  try {
    const films = splitClips(await filmClips(options.films, ffmpeg))[options.split];
    const real = options.real === undefined ? [] : await realClips(options.real);
    const clips = [...films, ...real];
    const healthy: HealthyCase[] = [];
    for (const { clip, plan, group } of healthyStreams(clips, options)) {
      const said = await say(plan, clip);
      const lengthMs = said.at(-1)?.mediaMs ?? 0;
      healthy.push({ clip, group, lengthMs, alarms: alarmsOf(said), doubts: doubtsOf(said) });
    }
    const faults: FaultCase[] = [...(await keptCases(options.cases))];
    const isKept = (clip: Clip, kind: FaultKind) =>
      faults.some((one) => one.clip === clip.name && one.kind === kind);
    for (const [clip, kind] of faultCases(clips, options)) {
      if (isKept(clip, kind)) continue;
      const seed = seedOf(1, clip.name, kind.name);
      const cover = kind.cover && (await drawn(kind.cover, clip, seed, scratch));
      const plan = faultPlan(clip, kind, { seed, font: FONT, ...(cover && { cover }) });
      const isFound = (said: readonly Said[]) =>
        foundAfterS({ kind, alarms: alarmsOf(said) }) !== undefined;
      const said = await say(plan, `${kind.name}: ${clip.name}`, isFound);
      const rest = { restsFromMs: restsFromMs(said, FAULT_S * 1000) };
      const one = { clip: clip.name, group: clip.group, kind, alarms: alarmsOf(said), ...rest };
      faults.push(one);
      await keepCase(options.cases, one);
    }
    const perCall = (cost.ms / Math.max(1, cost.calls)).toFixed(1);
    process.stdout.write(
      `${faultTable(faults)}\n\n${healthyTable(healthy)}\n\n${perCall} ms a picture\n`,
    );
  } finally {
    await rm(scratch, { recursive: true });
  }
}

function alarmsInWords(alarms: readonly Alarm[]): string {
  const told = alarms.map(({ condition, mediaMs }) => `${condition} at ${mediaMs / 1000} s`);
  return told.join(', ') || 'nothing';
}

/** From a folder of NAME.mp4, else from the cache or rendered now. */
async function filmClips(folder: string | undefined, ffmpeg: string): Promise<readonly Clip[]> {
  const scenarios = await healthyScenarios();
  if (folder !== undefined)
    return scenarios.map((one) => clipOf(one, join(folder, `${one.name}.mp4`)));
  await using stage = openShared();
  const clips: Clip[] = [];
  for (const one of scenarios) {
    const deps = { stage: stage.get, ffmpeg, cache: cacheFolder() };
    clips.push(clipOf(one, (await film(resized(one, SIZE, FPS), deps)).video));
  }
  return clips;
}

function healthyStreams(clips: readonly Clip[], { part = '' }: Options) {
  const given = { seed: 1, font: FONT };
  const films = clips.map((clip) => ({
    ...{ clip: clip.name, group: clip.group, plan: healthyPlan(clip, given) },
  }));
  const made = MADE.flatMap((one) => {
    const still = clips.find(({ isDark, group }) => isDark === one.isDark && group !== 'real');
    if (still === undefined) return [];
    return [{ clip: one.name, group: 'made' as const, plan: madePlan(one, still, given) }];
  });
  return [...(isAsked(part, 'films') ? films : []), ...(isAsked(part, 'made') ? made : [])];
}

function isAsked(part: string, name: string): boolean {
  return part === '' || part === name;
}

/** Of the films every n-th with each kind, another n-th for the next kind; of the few in rain and fog every second, of real ones every third. */
function faultCases(clips: readonly Clip[], { every, only, part = '' }: Options) {
  if (!isAsked(part, 'faults')) return [];
  const kinds = FAULT_KINDS.filter(({ name }) => only === undefined || name.includes(only));
  const step = ({ group }: Clip) => {
    if (group === 'in rain and fog') return Math.min(2, Number(every));
    return group === 'real' ? Math.min(3, Number(every)) : Number(every);
  };
  // clip by clip, so that a run that is stopped has something of each kind
  return clips.flatMap((clip, index) =>
    kinds
      .filter((kind) => (index + FAULT_KINDS.indexOf(kind)) % step(clip) === 0)
      .map((kind): [Clip, FaultKind] => [clip, kind]),
  );
}

async function drawn(cover: Cover, clip: Clip, seed: number, folder: string): Promise<string> {
  const path = join(folder, 'cover.png');
  const size = clip.group === 'real' ? { width: 800, height: 450 } : SIZE;
  await writeFile(path, await coverPicture(cover, size, { seed, isDark: clip.isDark }));
  return path;
}

new Command('faults')
  .description('spoils healthy footage in known ways and tells what picture health finds of it')
  .option('--films <folder>', 'NAME.mp4 of the suite at 640x360, instead of the cache')
  .option('--real <folder>', 'clips of real cameras (*.mp4) besides')
  .option('--split <name>', 'tuning (every third film) or judging (the others)', 'judging')
  .option('--every <n>', 'each kind of fault on every n-th film', '4')
  .option('--only <kind>', 'only faults whose name contains this')
  .option('--part <name>', 'only faults, films (healthy) or made (healthy)')
  .option('--cases <file>', 'keeps each case there, and goes on where an earlier run was stopped')
  .action(main)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
