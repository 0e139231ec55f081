import { expect, test } from 'vitest';
import { isOpen, NO_LAG, stepLag } from '../../../agent/core/health/lag.ts';

const after = (measured: readonly number[]) => measured.reduce(stepLag, NO_LAG);

test.each<[string, readonly number[], number]>([
  ['nothing was measured', [], 0],
  ['two measures are none', [3000, 3000], 0],
  ['three that agree', [2800, 3200, 3000], 3000],
  ['ahead', [-1500, -1600, -1400], -1500],
  ['too little to matter', [200, 250, 300], 0],
  ['three that do not agree', [3000, 0, -3000], 0],
  ['one that took one car for another', [3000, 3100, -2000, 3000], 3033],
  ['as good as before: nothing changes', [3000, 3000, 3000, 3200, 3200, 3200], 3000],
  ['it is over', [3000, 3000, 3000, 0, 50, 0], 0],
  ['it grows', [1000, 1000, 1000, 3000, 3000, 3000], 3000],
])('%s: %j is made up for as %d', (_, measured, correctedMs) => {
  expect(after(measured).correctedMs).toBe(correctedMs);
});

test.each<[readonly number[], boolean]>([
  [[], false],
  [[100], false],
  [[3000], true],
  [[3000, 3000, 3000], false],
  [[3000, 3000, 3000, 0], true],
])('after %j more comparisons are wanted: %s', (measured, wanted) => {
  expect(isOpen(after(measured))).toBe(wanted);
});
