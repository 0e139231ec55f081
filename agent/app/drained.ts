import { pause } from '../lib/abortable.ts';
import type { Agent } from './agent.ts';

/** How long nothing may happen before the platforms are taken to be away: a slow box is not a dead one. */
const STUCK_MS = 60_000;
const LOOK_MS = 200;

/** After the end of all recordings: whether the platforms have acknowledged everything, before they fell silent. */
export async function drained(agent: Agent, signal: AbortSignal): Promise<boolean> {
  let before = '';
  let sinceMs = performance.now();
  while (performance.now() - sinceMs < STUCK_MS && !signal.aborted) {
    const { targets } = await agent.status();
    const waiting = targets.map(({ pending, sent }) => pending + sent);
    if (!agent.busy() && waiting.every((count) => count === 0)) return true;
    const now = `${agent.busy()} ${waiting}`;
    if (now !== before) {
      before = now;
      sinceMs = performance.now();
    }
    await pause(LOOK_MS, signal);
  }
  return false;
}
