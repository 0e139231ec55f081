import { FAMILIES } from '../families/families.ts';
import type { Scene } from '../families/family.ts';
import { kindsOf } from '../scenario/kinds.ts';
import type { Scenario } from '../world/scenario.ts';

const BY_FAMILY = new Map(FAMILIES.map(({ id, scene }) => [id, scene]));
const BY_KIND: readonly (readonly [RegExp, Scene])[] = [
  [/parking/, 'parking'],
  [/stall/, 'stall'],
  [/truck/, 'truck'],
];

/** Which scene a scenario belongs to: its family's, else that of the first kind it watches for. */
export function sceneOfScenario({ family, rules }: Scenario): Scene {
  const known = BY_FAMILY.get(family);
  if (known !== undefined) return known;
  const kinds = kindsOf(rules);
  return BY_KIND.find(([kind]) => kinds.some((one) => kind.test(one)))?.[1] ?? 'parking';
}
