import type { Agent } from '../agent.ts';

/** Rejects with what the agent cannot go on after (its database is gone); else stays open for ever. */
export async function failing(agent: Agent): Promise<never> {
  const failed = 'failed' in agent ? agent.failed : undefined;
  throw await (failed ?? new Promise<never>(() => {}));
}
