import { expect, test } from 'vitest';
import {
  type ArrivalClock,
  arrivalErrorMs,
  arrivalMs,
  stepArrivalClock,
} from '../../../agent/core/time/arrival-clock.ts';

function arrive(samples: readonly (readonly [ptsMs: number, monotonicMs: number])[]): ArrivalClock {
  let clock: ArrivalClock | undefined;
  for (const [ptsMs, monotonicMs] of samples)
    clock = stepArrivalClock(clock, { ptsMs, monotonicMs });
  if (clock === undefined) throw new Error('give it samples');
  return clock;
}

test('the sample with the least delay stands for all', () => {
  const clock = arrive([
    [0, 1000],
    [40, 1020],
    [80, 1300],
  ]);
  expect(arrivalMs(clock, 80)).toBe(1060);
  expect(arrivalErrorMs(clock)).toBe(1000 + 240);
});

test('a stream whose clock is slow is followed within two minutes', () => {
  const slow = Array.from({ length: 400 }, (_, n) => [n * 1000, n * 1001] as const);
  const clock = arrive(slow);
  expect(399 * 1001 - arrivalMs(clock, 399_000)).toBeLessThanOrEqual(120);
});
