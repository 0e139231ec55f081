import { expect, test } from 'vitest';
import { keepClear } from '../../../scripts/street/weeks/keep-clear.ts';
import { named, type Visitor } from '../../../scripts/street/weeks/visitor.ts';

/** From x = -50 to 50 on the lane `z`, from second to second. */
function drives(id: string, z: number, fromS: number, toS: number): Visitor {
  const at = (second: number, x: number) => ({ atMs: second * 1000, x, z, heading: 0 });
  return { id, asset: named('sedan-a'), path: [at(fromS, -50), at(toS, 50)] };
}

const TRUCK = drives('truck', 5, 0, 20);

test.each<[string, Visitor, boolean]>([
  [
    'faster, on its lane, from behind: it would drive through the truck',
    drives('a', 5, 4, 14),
    false,
  ],
  ['as fast, behind it', drives('a', 5, 4, 24), true],
  ['too near behind it', drives('a', 5, 1, 21), false],
  ['faster, on the next lane', drives('a', 8.5, 4, 14), true],
  ['when the truck has gone', drives('a', 5, 21, 31), true],
])('%s', (_, other, stays) => {
  expect(keepClear([TRUCK], [other]).length === 1).toBe(stays);
});
