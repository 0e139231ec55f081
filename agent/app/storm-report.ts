import type { Moment } from './camera-loop.ts';
import type { Operations } from './operations.ts';

/** Tells the platform that a rule of a camera finds more than it may tell. */
export async function reportStorm(
  operations: Pick<Operations, 'report'>,
  camera: string,
  { ruleId, ...budget }: Moment['storms'][number],
): Promise<void> {
  const message = `rule ${ruleId} is over its alarm budget: it goes on silently`;
  await operations.report('alarm-storm', { camera, message, facts: { ruleId, ...budget } });
}
