import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { systemClock } from '../../adapters/clock/clock.ts';
import { locateFfmpeg } from '../../adapters/ffmpeg/binary.ts';
import { probe } from '../../adapters/ffmpeg/probe.ts';
import { checkEvent } from '../../adapters/platform/check-event.ts';
import { inWords } from '../../adapters/platform/in-words.ts';
import { packageRoot } from '../../config/package-root.ts';
import type { ResolvedCamera, ResolvedConfig } from '../../config/resolved.ts';
import type { OutboxEntry } from '../../ports/outbox.ts';
import { startAgent } from '../agent.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { createLogger } from '../logger.ts';
import { stopSignal } from '../stop-signal.ts';
import { moment } from './arguments.ts';
import { configOrProblems, printWarnings } from './check.ts';
import { failing } from './failing.ts';
import { packageNames } from './packages.ts';
import { type Conclusion, conclude, type Seen } from './replay-words.ts';
import { troubleLog } from './trouble-log.ts';

interface ReplayOptions {
  readonly config?: string;
  readonly camera?: string;
  readonly out?: string;
  readonly start?: string;
  readonly json?: true;
}

const SHIPPED = join(packageRoot(), 'config', 'replay.yaml');
/** The name under which events of a replay are kept; nothing is sent. */
const TARGET = 'replay';

export const replayCommand: CommandAdder = (program, done) => {
  program
    .command('replay')
    .description(
      'run recordings through the rules of a camera, as fast as this box can; nothing is sent',
    )
    .argument('<video...>', 'video files')
    .option('-c, --config <file>', 'configuration file (default: the whole picture is a sidewalk)')
    .option('--camera <name>', 'whose zones and rules to use (default: the first one)')
    .option('--out <folder>', 'keep the evidence here (default: a new temporary folder)')
    .option(
      '--start <time>',
      'when each recording begins, such as 2026-05-01T08:00:00+08:00 (default: as the file says)',
      moment,
    )
    .option('--json', 'print one CloudEvent per line')
    .action(async (videos: string[], options: ReplayOptions) =>
      done(await replay(videos, options)),
    );
};

async function replay(videos: readonly string[], options: ReplayOptions): Promise<ExitCode> {
  const file = options.config ?? SHIPPED;
  const config = await configOrProblems(file);
  if (config === undefined) return EXIT.faults;
  printWarnings(file, config);
  const camera = pick(config, options.camera);
  if (camera === undefined) return EXIT.faults;
  const out = options.out ?? (await mkdtemp(join(tmpdir(), 'streetwarden-replay-')));
  await mkdir(out, { recursive: true });
  const stop = stopSignal();
  const one = { config, camera, options, stopped: stop.requested };
  let good = true;
  for (const [index, video] of videos.entries()) {
    if (stop.signal.aborted) break;
    const folder = videos.length === 1 ? out : join(out, `${index + 1}-${basename(video)}`);
    const { ok, text } = await replayAndTell(video, { ...one, folder });
    if (!options.json) process.stdout.write(videos.length === 1 ? text : `${video}: ${text}`);
    good &&= ok;
  }
  return good ? EXIT.ok : EXIT.failed;
}

async function replayAndTell(video: string, one: OneReplay): Promise<Conclusion> {
  const packages = join(one.folder, 'evidence', 'packages');
  const before = new Set(await packageNames(packages));
  const seen = await replayOne(resolve(video), one);
  for (const trouble of seen.troubles) process.stderr.write(`${video}: ${trouble}\n`);
  const made = (await packageNames(packages)).filter((name) => !before.has(name));
  const { ok, text } = await conclude(seen, one.camera, packages, made);
  return { ok: ok && seen.troubles.length === 0, text };
}

function pick(
  { cameras, file }: ResolvedConfig,
  name: string | undefined,
): ResolvedCamera | undefined {
  const camera = name === undefined ? cameras[0] : cameras.find(({ id }) => id === name);
  if (camera === undefined) {
    const known = cameras.map(({ id }) => id).join(', ') || 'none';
    process.stderr.write(`${file}: expected camera ${name ?? 'at least one'}; known: ${known}\n`);
  }
  return camera;
}

interface OneReplay {
  readonly config: ResolvedConfig;
  readonly camera: ResolvedCamera;
  readonly folder: string;
  readonly options: ReplayOptions;
  readonly stopped: Promise<void>;
}

async function replayOne(path: string, one: OneReplay): Promise<Seen> {
  const { config, camera, folder, options, stopped } = one;
  const ffmpeg = await locateFfmpeg(process.env);
  const { durationMs } = await probe(path, { timeoutMs: 15_000, measureMs: 1000 }, ffmpeg);
  const bar = progress(durationMs);
  const { fps, decode, stallAfter } = camera.source;
  const source = {
    ...({ kind: 'file', path, loop: false, pace: 'fast', fps, decode, stallAfter } as const),
    ...(options.start !== undefined && { startUtc: options.start }),
  };
  const troubles: string[] = [];
  const stages: string[] = [];
  const level = config.log.level === 'info' ? 'warn' : config.log.level;
  const agent = await startAgent({
    config: {
      ...config,
      node: { ...config.node, dataDir: folder },
      cameras: [{ ...camera, source }],
      targets: [],
    },
    log: troubleLog(createLogger(level), troubles),
    clock: systemClock(config.site.timezone),
    http: false,
    keepFor: TARGET,
    onEntries: (entries, { change }) => {
      if (entries.some(({ kind }) => kind === 'event')) stages.push(change.stage);
      print(entries, options.json === true);
    },
    onReport: (entries) => print(entries, options.json === true),
    onMoment: (_camera, { mediaMs }) => bar?.update(Math.round(mediaMs / 1000)),
  });
  try {
    await Promise.race([agent.ended.then(() => agent.idle()), stopped, failing(agent)]);
  } finally {
    await agent.stop();
    bar?.stop();
  }
  return { stages, troubles, durationMs };
}

function print(entries: readonly OutboxEntry[], json: boolean): void {
  for (const entry of entries) {
    if (entry.kind !== 'event') continue;
    const checked = json ? undefined : checkEvent(entry.body);
    process.stdout.write(`${checked?.ok ? inWords(checked.event) : entry.body}\n`);
  }
}

/** None where stderr is no terminal. */
function progress(durationMs: number | undefined): SingleBar | undefined {
  if (!process.stderr.isTTY || durationMs === undefined) return undefined;
  const format = '{bar} {percentage} % | {value} of {total} s | {eta_formatted} left';
  const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic);
  bar.start(Math.round(durationMs / 1000), 0);
  return bar;
}
