import type { Scenario } from '../world/scenario.ts';
import { FAMILIES } from './families.ts';

/** All stories that judge the agent, in a fixed order: every family as often as it says. */
export function suiteScenarios(): readonly Scenario[] {
  return FAMILIES.flatMap(({ films, make }) =>
    Array.from({ length: films }, (_, at) => make(at + 1, 'judging')),
  );
}
