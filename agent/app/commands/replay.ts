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
import { configOrProblems } from './check.ts';

interface ReplayOptions {
  readonly config: string;
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
      'run recordings through the rules of a camera, as fast as the box can; nothing is sent',
    )
    .argument('<video...>', 'video files')
    .option(
      '-c, --config <file>',
      'configuration file (default: the whole picture is a sidewalk)',
      SHIPPED,
    )
    .option('--camera <name>', 'whose zones and rules to use; the first one where absent')
    .option('--out <folder>', 'where evidence goes (default: a new temporary folder)')
    .option('--start <time>', 'when the first recording begins, such as 2026-05-01T08:00:00+08:00')
    .option('--json', 'print one CloudEvent per line')
    .action(async (videos: string[], options: ReplayOptions) =>
      done(await replay(videos, options)),
    );
};

async function replay(videos: readonly string[], options: ReplayOptions): Promise<ExitCode> {
  const config = await configOrProblems(options.config);
  if (config === undefined) return EXIT.faults;
  const camera = pick(config, options.camera);
  if (camera === undefined) return EXIT.faults;
  const out = options.out ?? (await mkdtemp(join(tmpdir(), 'streetwarden-replay-')));
  await mkdir(out, { recursive: true });
  const stop = stopSignal();
  for (const [index, video] of videos.entries()) {
    if (stop.signal.aborted) break;
    const folder = videos.length === 1 ? out : join(out, `${index + 1}-${basename(video)}`);
    await replayOne(resolve(video), { config, camera, folder, options, stopped: stop.requested });
    if (!options.json)
      process.stdout.write(`evidence of ${video}: ${join(folder, 'evidence', 'packages')}\n`);
  }
  return EXIT.ok;
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

async function replayOne(path: string, one: OneReplay): Promise<void> {
  const { config, camera, folder, options, stopped } = one;
  const ffmpeg = await locateFfmpeg(process.env);
  const { durationMs = 0 } = await probe(path, { timeoutMs: 15_000, measureMs: 1000 }, ffmpeg);
  const bar = progress(durationMs);
  const { fps, decode, stallAfter } = camera.source;
  const source = {
    ...({ kind: 'file', path, loop: false, pace: 'fast', fps, decode, stallAfter } as const),
    ...(options.start !== undefined && { startUtc: options.start }),
  };
  const agent = await startAgent({
    config: {
      ...config,
      node: { ...config.node, dataDir: folder },
      cameras: [{ ...camera, source }],
      targets: [],
    },
    log: createLogger(config.log.level === 'info' ? 'warn' : config.log.level),
    clock: systemClock(config.site.timezone),
    http: false,
    keepFor: TARGET,
    onEntries: (entries) => print(entries, options.json === true),
    onMoment: (_camera, { mediaMs }) => bar?.update(Math.round(mediaMs / 1000)),
  });
  await Promise.race([agent.ended.then(() => agent.idle()), stopped]);
  await agent.stop();
  bar?.stop();
}

function print(entries: readonly OutboxEntry[], json: boolean): void {
  for (const entry of entries) {
    if (entry.kind !== 'event') continue;
    const checked = json ? undefined : checkEvent(entry.body);
    process.stdout.write(`${checked?.ok ? inWords(checked.event) : entry.body}\n`);
  }
}

/** None where stderr is no terminal. */
function progress(durationMs: number): SingleBar | undefined {
  if (!process.stderr.isTTY || durationMs === 0) return undefined;
  const format = '{bar} {percentage} % | {value} of {total} s | {eta_formatted} left';
  const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic);
  bar.start(Math.round(durationMs / 1000), 0);
  return bar;
}
