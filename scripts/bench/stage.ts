import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closer } from '../../agent/lib/closer.ts';
import { mosquitto } from '../../test/helpers/mosquitto.ts';
import { startRtspServer } from '../../test/helpers/rtsp-server.ts';
import { AgentProcess } from './agent-process.ts';
import { type Arrival, listenForArrivals } from './arrivals.ts';
import { startPlatformProcess } from './platform-process.ts';
import { cpuOf } from './proc.ts';
import { WALK } from './street.ts';

export interface StageOptions {
  /** Files of one camera each, which follow each other without a break. */
  readonly cameras: readonly (readonly string[])[];
  /** Changes to the parking rule, by the name of the rule. */
  readonly rules: Readonly<Record<string, object>>;
  readonly main?: string;
  readonly plain: boolean;
  readonly nodeOptions: readonly string[];
}

export interface Stage {
  readonly folder: string;
  readonly cameras: number;
  /** Of the cameras. */
  readonly urls: readonly string[];
  readonly agent: AgentProcess;
  readonly arrivals: readonly Arrival[];
  /** CPU time so far of what belongs to the test and not to the agent. */
  othersMs(): Readonly<Record<'rtspServer' | 'platform', number>>;
}

/** Cameras, broker, platform and the agent, each a process of its own. Everything ends with `closer`. */
export async function setStage(options: StageOptions, closer: Closer): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'sw-bench-'));
  closer.defer('folder', () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'media'));
  const mounts = options.cameras.map((file, index) => ({ path: `/cam${index + 1}`, file }));
  const server = await startRtspServer({ mounts });
  closer.defer('cameras', () => server.kill());
  const broker = await mosquitto();
  closer.defer('broker', () => broker[Symbol.asyncDispose]());
  await broker.start();
  const platform = await startPlatformProcess(broker.url);
  closer.defer('platform', () => platform[Symbol.asyncDispose]());
  const arrivals = await listenForArrivals(broker.url);
  closer.defer('listener', () => arrivals[Symbol.asyncDispose]());
  const urls = mounts.map(({ path }) => server.url(path));
  const config = agentConfig(folder, urls, options.rules, broker.url);
  const { plain, nodeOptions, main } = options;
  const how = { plain, nodeOptions, ...(main !== undefined && { main }) };
  const agent = await AgentProcess.start({ folder, config, ...how });
  closer.defer('agent', () => agent[Symbol.asyncDispose]());
  const busy = (pid: number) => {
    const cpu = cpuOf(pid);
    return cpu === undefined ? 0 : cpu.userMs + cpu.systemMs;
  };
  return {
    folder,
    cameras: urls.length,
    urls,
    agent,
    arrivals: arrivals.list,
    othersMs: () => ({ rtspServer: busy(server.pid), platform: busy(platform.pid) }),
  };
}

function agentConfig(
  folder: string,
  urls: readonly string[],
  rules: StageOptions['rules'],
  url: string,
): object {
  const cameras = urls.map((source, index) => [
    `cam${index + 1}`,
    { source, zones: { walk: WALK }, rules: Object.keys(rules) },
  ]);
  const many = { perHour: 10_000, perDay: 10_000 };
  const own = Object.entries(rules).map(([name, changes]) => [
    name,
    { extends: 'sidewalk-parking', ...many, ...changes },
  ]);
  return {
    node: { id: 'bench', data: join(folder, 'data') },
    cameras: Object.fromEntries(cameras),
    rules: Object.fromEntries(own),
    targets: {
      platform: { kind: 'mqtt', url, media: { kind: 'directory', path: join(folder, 'media') } },
    },
    http: { port: 0 },
  };
}
