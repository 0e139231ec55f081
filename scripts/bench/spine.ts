/**
 * What the whole chain costs against its floor: N cameras over RTSP, a real broker and a platform that
 * acknowledges. Rounds of (agent, floor) in one run; figures are medians over the rounds.
 *
 * Run: npx tsx scripts/bench/spine.ts [--seconds 60] [--cameras 4] [--rounds 1] [--busy] [--plain] [--json]
 */
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { inputList } from '../../agent/adapters/ffmpeg/input-list.ts';
import { Closer } from '../../agent/lib/closer.ts';
import { latencyFigures, type RoundFigures, show, verdict } from './figures.ts';
import { type Floor, measureFloor } from './floor.ts';
import { commandLine, tree } from './proc.ts';
import { type Stage, setStage } from './stage.ts';
import { noisyStreet, type Piece } from './street.ts';
import { cameraChildren, measureWindow, type WindowFigures } from './window.ts';

const WARM_UP_MS = 12_000;

interface Options {
  readonly seconds: number;
  readonly cameras: number;
  readonly rounds: number;
  readonly latencySeconds: number;
  readonly main?: string;
  readonly busy: boolean;
  readonly plain: boolean;
  readonly profile?: string;
  readonly json: boolean;
}

const options = new Command()
  .option('--seconds <n>', 'length of each window', Number, 60)
  .option('--cameras <n>', 'how many', Number, 4)
  .option('--rounds <n>', 'rounds of agent and floor', Number, 1)
  .option('--latency-seconds <n>', 'length of the window with many events; 0: none', Number, 120)
  .option(
    '--busy',
    'a car that comes back after 8 s is a new one: an event every few seconds',
    false,
  )
  .option('--main <file>', 'another build than dist/main.js')
  .option('--plain', 'start node without settings for memory', false)
  .option('--profile <folder>', 'write CPU profiles of node there')
  .option('--json', 'one line of JSON', false)
  .parse()
  .opts<Options>();

const log = (line: string) => {
  if (!options.json) console.log(line);
};

/** The street minute in four pieces; each camera begins with another one. */
const MINUTE: readonly Piece[] = [0, 15, 30, 45].map((fromS) => ({ fromS, seconds: 15 }));
/** A car stands, then leaves: something to suspect every 16 s. */
const SHORT: readonly Piece[] = [40, 44, 48, 52].map((fromS) => ({ fromS, seconds: 4 }));

const rounds: RoundFigures[] = [];
for (let round = 0; round < options.rounds; round += 1) {
  rounds.push(await oneRound());
  log(`round ${round + 1}: ${show(rounds.at(-1))}`);
}
const latency = options.latencySeconds > 0 ? await measureLatency() : undefined;
const figures = verdict(rounds, latency, { cameras: options.cameras, cores: cpus().length });
console.log(options.json ? JSON.stringify(figures) : JSON.stringify(figures, undefined, 2));

async function oneRound(): Promise<RoundFigures> {
  const cameras = await streets(MINUTE);
  const rules = { parking: options.busy ? { absence: '8s', rearm: '5s' } : {} };
  return onStage(cameras, rules, async (stage, stopAgent) => {
    const window = await measureWindow(stage, options.seconds);
    const children = cameraChildren(stage.agent, tree(stage.agent.pid));
    const commands = children.map(commandLine).filter((words) => words.includes('-filter_complex'));
    await stopAgent();
    const floor = await floorOf(commands, stage.urls, window);
    return { window, floor };
  });
}

/** The same street for every camera, each at another moment of it. */
async function streets(parts: readonly Piece[]): Promise<string[][]> {
  const files: string[] = [];
  for (const part of parts) files.push(await noisyStreet(part));
  return Array.from({ length: options.cameras }, (_, index) => {
    const first = index % files.length;
    return [...files.slice(first), ...files.slice(0, first)];
  });
}

async function floorOf(
  commands: readonly (readonly string[])[],
  urls: readonly string[],
  { runsPerSecond }: WindowFigures,
): Promise<Floor> {
  const { has } = await locateFfmpeg(process.env);
  const rest = { kind: 'rtsp', transport: 'tcp', decode: 'sampled', fps: 5 } as const;
  const lists = urls.map((url) => inputList({ ...rest, url, timeoutMs: 30_000 }, has) ?? '');
  return measureFloor({ commands, lists, runsPerSecond, seconds: options.seconds });
}

async function measureLatency() {
  const cameras = await streets(SHORT);
  const quick = { dwell: '10m', absence: '2s', rearm: '0s', preRoll: '1s', postRoll: '1s' };
  const rules = Object.fromEntries(
    [2, 3, 4, 5].map((settle) => [`parking-${settle}`, { ...quick, settle: `${settle}s` }]),
  );
  return onStage(cameras, rules, async (stage) => {
    const before = stage.arrivals.length;
    await sleep(options.latencySeconds * 1000);
    return latencyFigures(stage.arrivals.slice(before));
  });
}

async function onStage<T>(
  cameras: readonly (readonly string[])[],
  rules: Readonly<Record<string, object>>,
  work: (stage: Stage, stopAgent: () => Promise<void>) => Promise<T>,
): Promise<T> {
  await using closer = new Closer();
  const nodeOptions =
    options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`];
  const { plain, main } = options;
  const how = { plain, nodeOptions, ...(main !== undefined && { main }) };
  const stage = await setStage({ cameras, rules, ...how }, closer);
  await sleep(WARM_UP_MS);
  return await work(stage, () => stage.agent[Symbol.asyncDispose]());
}
