import { expect, test } from 'vitest';
import { type StillOffset, stepStillOffset } from '../../../agent/core/time/still-offset.ts';

interface Stream {
  /** prft minus pts at picture n. */
  readonly offset: (n: number) => number;
  /** Arrival minus prft at picture n. */
  readonly delay: (n: number) => number;
}

const UTC = 1_800_000_000_000;

/** At which picture (25 a second) the clock is first believed, and what it says at the end. */
function watch({ offset, delay }: Stream, pictures = 1500) {
  let clock: StillOffset = {};
  let since: number | undefined;
  for (let n = 0; n < pictures; n += 1) {
    const ptsMs = n * 40;
    const prftUtcMs = UTC + ptsMs + offset(n);
    clock = stepStillOffset(clock, { ptsMs, prftUtcMs, arrivedUtcMs: prftUtcMs + delay(n) });
    if (clock.offsetMs !== undefined) since ??= n;
  }
  return { since, offsetMs: clock.offsetMs === undefined ? undefined : clock.offsetMs - UTC };
}

const jitter = (n: number) => ((n * 7919) % 23) - 11;
const far = () => 180;

test.each<[string, Stream, number | undefined, number | undefined]>([
  [
    'a clock that stands still is believed after two seconds',
    { offset: () => 500, delay: far },
    50,
    500,
  ],
  [
    'times of writing jitter and are never believed',
    { offset: jitter, delay: () => 1 },
    undefined,
    undefined,
  ],
  [
    'so close to the arrival it takes twenty seconds',
    { offset: () => 500, delay: () => 3 },
    500,
    500,
  ],
  [
    'garbage before the first report is passed over',
    { offset: (n) => (n < 100 ? jitter(n) : 500), delay: far },
    150,
    500,
  ],
  [
    'a camera clock that drifts is followed',
    { offset: (n) => Math.floor(n / 125) * 0.8, delay: far },
    50,
    8.8,
  ],
  [
    'a small correction is adopted once it holds',
    { offset: (n) => (n < 700 ? 500 : 530), delay: far },
    50,
    530,
  ],
  [
    'whole milliseconds of 30 pictures a second are still',
    { offset: (n) => (n % 3) / 3, delay: far },
    50,
    2 / 3,
  ],
])('%s', (_, stream, since, offsetMs) => {
  const seen = watch(stream);
  expect(seen.since).toBe(since);
  if (offsetMs === undefined) expect(seen.offsetMs).toBeUndefined();
  else expect(seen.offsetMs).toBeCloseTo(offsetMs, 1);
});

test('a leap of more than a second is void until it holds', () => {
  const offset = (n: number) => (n < 100 ? 0 : 5000);
  expect(watch({ offset, delay: far }, 110).offsetMs).toBeUndefined();
  expect(watch({ offset, delay: far }, 160).offsetMs).toBe(5000);
});
