import { AgentError } from '../../ports/errors.ts';

const MOST_TIMES = 100;
/** A run this short is fast enough, whatever the one before took. */
const SHORT_MS = 50;

/** Throws AgentError 'model/too-slow' for a model that takes 100 times longer than the one before it. */
export function tooSlow(times: {
  readonly name: string;
  readonly runMs: number;
  readonly beforeMs: number;
}): void {
  const { name, runMs, beforeMs } = times;
  if (runMs <= SHORT_MS || runMs < MOST_TIMES * beforeMs) return;
  throw new AgentError(
    'model/too-slow',
    `${name}: a run takes ${runMs.toFixed(0)} ms, ${(runMs / beforeMs).toFixed(0)} times as long as with the model before (${beforeMs.toFixed(1)} ms). The one before stays.`,
    { runMs, beforeMs },
  );
}
