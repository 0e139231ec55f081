import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../../../agent/config/package-root.ts';
import type { Scenario } from '../world/scenario.ts';
import { type AgentWish, agentConfig } from './agent-config.ts';

export interface AgentRun {
  /** One CloudEvent a line. */
  readonly events: string;
  /** What it complained about; empty where all went well. */
  readonly trouble: string;
  readonly seconds: number;
}

/** How an agent ends that ran to the end of the film: well, or with evidence that is not complete. */
const RAN = [0, 3];

/**
 * Lets the agent as it stands (agent/main.ts, in a process of its own) watch a film, as fast as this box
 * can. Its configuration stays in `folder`/NAME.agent.yaml, its evidence in `folder`/data/NAME. Throws
 * with the agent's own words where it refuses the configuration.
 */
export async function runAgent(
  scenario: Scenario,
  video: string,
  folder: string,
  wish: AgentWish,
): Promise<AgentRun> {
  const data = join(folder, 'data', scenario.name);
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { recursive: true });
  const config = join(folder, `${scenario.name}.agent.yaml`);
  await writeFile(config, agentConfig(scenario, video, { ...wish, data }));
  const start = new Date(scenario.startUtcMs).toISOString();
  const args = [
    ...['--import', 'tsx', join('agent', 'main.ts')],
    ...['replay', video, '-c', config, '--json', '--start', start, '--out', data],
  ];
  const startMs = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: packageRoot(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [events, trouble, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (!RAN.includes(code as number))
    throw new Error(`${scenario.name}: the agent ended with ${code}:\n${trouble.trim()}`);
  const seconds = (performance.now() - startMs) / 1000;
  return { events, trouble: code === 0 ? '' : trouble.trim(), seconds };
}
