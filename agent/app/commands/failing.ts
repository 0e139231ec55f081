import type { Agent } from '../agent.ts';

/** Rejects with what the agent cannot go on after (its database is gone); else stays open for ever. */
export async function failing({ failed }: Pick<Agent, 'failed'>): Promise<never> {
  throw await failed;
}
