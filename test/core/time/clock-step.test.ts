import { expect, test } from 'vitest';
import { type ClockPace, stepClockPace } from '../../../agent/core/time/clock-step.ts';

/** The steps told over looks at [monotonic, camera UTC minus monotonic]. */
function steps(looks: readonly (readonly [atMs: number, offsetMs: number])[]) {
  let pace: ClockPace | undefined;
  return looks.flatMap(([monotonicMs, offsetMs]) => {
    const step = stepClockPace(pace, { monotonicMs, cameraUtcMs: monotonicMs + offsetMs });
    pace = step.pace;
    return step.stepMs === undefined ? [] : [step.stepMs];
  });
}

test.each<[string, readonly (readonly [number, number])[], readonly number[]]>([
  [
    'a clock that runs on',
    [
      [0, 500],
      [1000, 502],
      [2000, 498],
    ],
    [],
  ],
  ['the first look is none', [[0, 86_400_000]], []],
  [
    'set forward',
    [
      [0, 500],
      [1000, 20_500],
      [2000, 20_500],
    ],
    [20_000],
  ],
  [
    'set back',
    [
      [0, 500],
      [1000, -19_500],
    ],
    [-20_000],
  ],
  [
    'set to and fro',
    [
      [0, 0],
      [1000, 5000],
      [2000, 0],
    ],
    [5000, -5000],
  ],
  [
    'two seconds are let pass',
    [
      [0, 0],
      [1000, 2000],
    ],
    [],
  ],
  ['slewed', Array.from({ length: 100 }, (_, n) => [n * 1000, n * 500] as const), []],
  [
    'set while it was not looked at',
    [
      [0, 0],
      [600_000, 3000],
    ],
    [3000],
  ],
])('%s', (_, looks, expected) => {
  expect(steps(looks)).toEqual(expected);
});
