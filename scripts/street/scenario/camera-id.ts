import { seedOf } from '../world/random.ts';
import type { Scenario } from '../world/scenario.ts';

/** Longest name of a camera in the agent's configuration. */
const LONGEST = 32;

/** The camera's name in configuration, events and truth: the scenario's, cut where it is too long. */
export function cameraId({ name }: Pick<Scenario, 'name'>): string {
  if (name.length <= LONGEST) return name;
  const tail = seedOf(0, name).toString(36).padStart(7, '0');
  return `${name.slice(0, LONGEST - tail.length - 1)}-${tail}`;
}
