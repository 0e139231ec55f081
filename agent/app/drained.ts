import { pause } from '../lib/abortable.ts';
import type { Agent } from './agent.ts';

/** How long the last events and files may take to be acknowledged. */
const DRAIN_MS = 30_000;
const LOOK_MS = 200;

/** After the end of all recordings: whether the platforms have acknowledged everything, in time. */
export async function drained(agent: Agent, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + DRAIN_MS;
  while (performance.now() < until && !signal.aborted) {
    const { targets } = await agent.status();
    if (!agent.busy() && targets.every(({ pending, sent }) => pending + sent === 0)) return true;
    await pause(LOOK_MS, signal);
  }
  return false;
}
