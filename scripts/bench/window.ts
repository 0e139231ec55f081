import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentProcess } from './agent-process.ts';
import type { Metrics } from './metrics.ts';
import {
  machineBusyMs,
  memoryOf,
  type ProcessCpu,
  threadsOf,
  tree,
  treeCpuMs,
  writtenBy,
} from './proc.ts';
import type { Stage } from './stage.ts';

export interface WindowFigures {
  readonly seconds: number;
  /** Shares of one core. */
  readonly cpu: {
    readonly all: number;
    readonly nodeUser: number;
    readonly nodeSystem: number;
    /** Node's threads, the busiest first. */
    readonly threads: readonly number[];
    readonly cameras: number;
    /** Children that come and go: stills and clips. */
    readonly jobs: number;
    readonly rtspServer: number;
    readonly platform: number;
    /** What else the machine did: it should be little. */
    readonly foreign: number;
  };
  readonly judgedPerSecond: readonly number[];
  readonly framesPerSecond: readonly number[];
  readonly dropped: number;
  readonly superseded: number;
  readonly runsPerSecond: number;
  readonly nodeRss: number;
  readonly nodePeakRss: number;
  readonly childRss: readonly number[];
  readonly events: number;
  readonly writtenPerSecond: number;
}

interface Reading {
  readonly atMs: number;
  readonly processes: readonly ProcessCpu[];
  readonly threads: ReadonlyMap<number, number>;
  readonly metrics: Metrics;
  readonly written: number;
  readonly machine: number;
  readonly others: ReturnType<Stage['othersMs']>;
}

async function read({ agent, ...stage }: Stage): Promise<Reading> {
  const metrics = await agent.metrics();
  return {
    atMs: performance.now(),
    processes: tree(agent.pid),
    threads: new Map(threadsOf(agent.pid).map(({ id, ms }) => [id, ms])),
    metrics,
    written: writtenBy(agent.pid),
    machine: machineBusyMs(),
    others: stage.othersMs(),
  };
}

/** The agent's long-lived children: one or two a camera. */
export function cameraChildren({ pid }: AgentProcess, before: readonly ProcessCpu[]): number[] {
  return tree(pid).flatMap((one) =>
    one.pid !== pid && before.some((other) => other.pid === one.pid) ? [one.pid] : [],
  );
}

/** What the agent did and needed in the next `seconds`. */
export async function measureWindow(stage: Stage, seconds: number): Promise<WindowFigures> {
  const before = await read(stage);
  await sleep(seconds * 1000);
  const after = await read(stage);
  return compare(stage, before, after);
}

function compare({ agent, cameras: count }: Stage, before: Reading, after: Reading): WindowFigures {
  const ms = after.atMs - before.atMs;
  const of = ({ processes }: Reading, pid: number) => processes.find((one) => one.pid === pid);
  const own = (one: ProcessCpu | undefined) => (one?.userMs ?? 0) + (one?.systemMs ?? 0);
  const grown = (pid: number) => own(of(after, pid)) - own(of(before, pid));
  const children = cameraChildren(agent, before.processes);
  const cameras = children.reduce((sum, pid) => sum + grown(pid), 0);
  const all = treeCpuMs(after.processes) - treeCpuMs(before.processes);
  const [node, nodeBefore] = [of(after, agent.pid), of(before, agent.pid)];
  const counted = (name: string, labels = {}) =>
    after.metrics.sum(name, labels) - before.metrics.sum(name, labels);
  const perCamera = (name: string) =>
    Array.from(
      { length: count },
      (_, index) => (counted(name, { camera: `cam${index + 1}` }) * 1000) / ms,
    );
  const server = after.others.rtspServer - before.others.rtspServer;
  const platform = after.others.platform - before.others.platform;
  const threads = [...after.threads].map(([id, busy]) => busy - (before.threads.get(id) ?? 0));
  return {
    seconds: ms / 1000,
    cpu: {
      all: all / ms,
      nodeUser: ((node?.userMs ?? 0) - (nodeBefore?.userMs ?? 0)) / ms,
      nodeSystem: ((node?.systemMs ?? 0) - (nodeBefore?.systemMs ?? 0)) / ms,
      threads: threads.map((busy) => busy / ms).sort((a, b) => b - a),
      cameras: cameras / ms,
      jobs: (all - cameras - grown(agent.pid)) / ms,
      rtspServer: server / ms,
      platform: platform / ms,
      foreign: (after.machine - before.machine - all - server - platform) / ms,
    },
    judgedPerSecond: perCamera('steps_total'),
    framesPerSecond: perCamera('frames_total'),
    dropped: counted('frames_dropped_total'),
    superseded: counted('model_superseded_total'),
    runsPerSecond: (counted('model_runs_total') * 1000) / ms,
    nodeRss: memoryOf(agent.pid)?.rss ?? Number.NaN,
    nodePeakRss: memoryOf(agent.pid)?.peak ?? Number.NaN,
    childRss: children.flatMap((pid) => memoryOf(pid)?.rss ?? []),
    events: counted('events_total'),
    writtenPerSecond: ((after.written - before.written) * 1000) / ms,
  };
}
