/**
 * Does memory stay flat? One steady camera and one whose server is killed and started again, with events,
 * evidence and a platform all the while.
 *
 * Run: npx tsx scripts/bench/soak.ts [--minutes 30] [--main dist/main.js] [--plain] [--json]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { Closer } from '../../agent/lib/closer.ts';
import { freePort, mosquitto } from '../../test/helpers/mosquitto.ts';
import { startRtspServer } from '../../test/helpers/rtsp-server.ts';
import { AgentProcess } from './agent-process.ts';
import { startPlatformProcess } from './platform-process.ts';
import { memoryOf, openFiles, tree } from './proc.ts';
import { megabytes, round, slope } from './stats.ts';
import { plainStreet, WALK } from './street.ts';

const UP_MS = 27_000;
const DOWN_MS = 13_000;
const SAMPLE_MS = 10_000;

const options = new Command()
  .option('--minutes <n>', 'how long', Number, 30)
  .option('--main <file>', 'another build than dist/main.js')
  .option('--plain', 'start node without settings for memory', false)
  .option('--json', 'one line of JSON at the end', false)
  .parse()
  .opts<{ minutes: number; main?: string; plain: boolean; json: boolean }>();

interface Sample {
  readonly minute: number;
  readonly rss: number;
  readonly anonymous: number;
  readonly heap: number;
  readonly files: number;
  readonly children: number;
  readonly connects: number;
  readonly events: number;
}

const closer = new Closer();
try {
  await soak();
} finally {
  await closer.close();
}

async function soak(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sw-soak-'));
  closer.defer('folder', () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'media'));
  const mount = { path: '/cam', file: plainStreet };
  const steady = await startRtspServer({ mounts: [mount] });
  closer.defer('steady camera', () => steady.kill());
  const port = await freePort();
  const going = comeAndGo(port, mount);
  closer.defer('camera that comes and goes', () => going.stop());
  const broker = await mosquitto();
  closer.defer('broker', () => broker[Symbol.asyncDispose]());
  await broker.start();
  const platform = await startPlatformProcess(broker.url);
  closer.defer('platform', () => platform[Symbol.asyncDispose]());
  const urls = { steady: steady.url('/cam'), comes: `rtsp://127.0.0.1:${port}/cam` };
  const config = soakConfig(folder, urls, broker.url);
  const main = options.main === undefined ? {} : { main: options.main };
  const agent = await AgentProcess.start({ folder, config, plain: options.plain, ...main });
  closer.defer('agent', () => agent[Symbol.asyncDispose]());
  report(await watch(agent), going.times());
}

/** A camera that is there for 27 s and away for 13 s, for ever. */
function comeAndGo(port: number, mount: { readonly path: string; readonly file: string }) {
  const stop = new AbortController();
  let times = 0;
  const life = async () => {
    while (!stop.signal.aborted) {
      const server = await startRtspServer({ port, mounts: [mount] });
      times += 1;
      await pause(UP_MS, stop.signal);
      await server.kill();
      await pause(DOWN_MS, stop.signal);
    }
  };
  const lived = life();
  return {
    times: () => times,
    stop: () => {
      stop.abort();
      return lived;
    },
  };
}

/** Ends early when stopped. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

function soakConfig(folder: string, urls: Readonly<Record<string, string>>, url: string): object {
  const short = { settle: '4s', absence: '6s', rearm: '2s', perHour: 10_000, perDay: 10_000 };
  const clips = { preRoll: '2s', postRoll: '3s' };
  const cameras = Object.entries(urls).map(([name, source]) => [
    name,
    { source, zones: { walk: WALK }, rules: ['soak-parking', 'soak-stall'] },
  ]);
  return {
    node: { id: 'soak', data: join(folder, 'data') },
    cameras: Object.fromEntries(cameras),
    rules: {
      'soak-parking': { extends: 'sidewalk-parking', dwell: '12s', ...short, ...clips },
      'soak-stall': {
        extends: 'street-stall',
        labels: ['umbrella', 'stall'],
        parts: [{ name: 'seller', labels: ['person'] }],
        dwell: '12s',
        ...short,
        ...clips,
      },
    },
    targets: {
      platform: { kind: 'mqtt', url, media: { kind: 'directory', path: join(folder, 'media') } },
    },
    http: { port: 0 },
    log: { level: 'info' },
  };
}

async function watch(agent: AgentProcess): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const began = performance.now();
  console.log('minute  RSS MB  anonymous MB  heap MB  open files  children  connects  events');
  while (performance.now() - began < options.minutes * 60_000) {
    await sleep(SAMPLE_MS);
    const minute = (performance.now() - began) / 60_000;
    const one = await sample(agent, minute);
    const isNew = Math.floor(minute) > Math.floor(samples.at(-1)?.minute ?? 0);
    samples.push(one);
    if (isNew) show(one);
  }
  return samples;
}

async function sample(agent: AgentProcess, minute: number): Promise<Sample> {
  const memory = memoryOf(agent.pid);
  if (memory === undefined) throw new Error('the agent is gone');
  const metrics = await agent.metrics();
  return {
    minute,
    rss: memory.rss,
    anonymous: memory.anonymous,
    heap: metrics.sum('nodejs_heap_size_used_bytes'),
    files: openFiles(agent.pid),
    children: tree(agent.pid).length - 1,
    connects: metrics.sum('connects_total'),
    events: metrics.sum('events_total'),
  };
}

function show(one: Sample): void {
  const cells = [
    [round(one.minute, 0), 6],
    [megabytes(one.rss), 8],
    [megabytes(one.anonymous), 14],
    [megabytes(one.heap), 9],
    [one.files, 12],
    [one.children, 10],
    [one.connects, 10],
    [one.events, 8],
  ] as const;
  console.log(cells.map(([value, width]) => String(value).padStart(width)).join(''));
}

function report(samples: readonly Sample[], comings: number): void {
  const late = samples.slice(Math.floor(samples.length / 2));
  const perHour = (of: (one: Sample) => number) =>
    round(slope(late.map((one) => ({ x: one.minute / 60, y: of(one) }))));
  const most = (of: (one: Sample) => number) => Math.max(...samples.map(of));
  const last = samples.at(-1);
  const figures = {
    minutes: options.minutes,
    comings,
    connects: last?.connects,
    events: last?.events,
    rssMb: { largest: megabytes(most(({ rss }) => rss)), last: megabytes(last?.rss ?? 0) },
    secondHalfGrowthPerHour: {
      rssMb: perHour(({ rss }) => rss / 1e6),
      anonymousMb: perHour(({ anonymous }) => anonymous / 1e6),
      heapMb: perHour(({ heap }) => heap / 1e6),
      files: perHour(({ files }) => files),
    },
    openFiles: { largest: most(({ files }) => files), last: last?.files },
    children: { largest: most(({ children }) => children), last: last?.children },
  };
  if (options.json) console.log(JSON.stringify(figures));
  else console.log(JSON.stringify(figures, undefined, 2));
}
