import { expect, test } from 'vitest';
import {
  type SenderClock,
  type SenderState,
  senderState,
  senderTime,
  stepSenderClock,
} from '../../../agent/core/time/sender-clock.ts';

const UTC = 1_800_000_000_000;
const PICTURE_MS = 40;

interface Stream {
  /** What reports say of UTC minus pts, from this second of the stream on; undefined: none came yet. */
  readonly reports: readonly (readonly [atS: number, offsetMs: number | undefined])[];
  /** pts minus true media time from this second on. */
  readonly leaps?: readonly (readonly [atS: number, byMs: number])[];
}

const at = <T>(list: readonly (readonly [number, T])[], s: number): T | undefined =>
  list.findLast(([fromS]) => s >= fromS)?.[1];

/** The clock after so many seconds, and the pts then. */
function watch({ reports, leaps = [] }: Stream, seconds: number) {
  let clock: SenderClock | undefined;
  let ptsMs = 0;
  for (let ms = 0; ms < seconds * 1000; ms += PICTURE_MS) {
    ptsMs = ms + (at(leaps, ms / 1000) ?? 0);
    const offsetMs = at(reports, ms / 1000);
    const said = offsetMs === undefined ? {} : { reportUtcMs: UTC + offsetMs + ptsMs };
    clock = stepSenderClock(clock, { ptsMs, monotonicMs: 5000 + ms, ...said });
  }
  return { clock, ptsMs };
}

/** A report every five seconds, each a few microseconds from the one before. */
const regular = (untilS: number, offsetMs = 500, fromS = 5) =>
  Array.from({ length: Math.ceil((untilS - fromS) / 5) }, (_, n): [number, number] => [
    fromS + n * 5,
    offsetMs + (n % 2) * 0.006,
  ]);

/** Five seconds behind, and up again by a picture's time with every picture. */
const caughtUp = (fromS: number) =>
  Array.from({ length: 125 }, (_, n): [number, number] => [
    fromS + n * 0.04,
    500 - 5000 + (n + 1) * 40,
  ]);

test.each<[string, Stream, number, SenderState, number | undefined]>([
  ['no report, no time', { reports: [] }, 30, 'none', undefined],
  ['one report is not enough', { reports: [[2, 500]] }, 30, 'waiting', undefined],
  ['two that agree are', { reports: regular(11) }, 11, 'steady', 500.006],
  [
    'a first one that is off is passed over by the second',
    { reports: [[0, 9000], ...regular(20)] },
    20,
    'steady',
    500,
  ],
  ['reports that stopped hold for three minutes', { reports: regular(21) }, 190, 'steady', 500.006],
  ['and then no longer', { reports: regular(21) }, 205, 'stale', undefined],
  [
    'a clock that drifts is followed',
    { reports: regular(600).map(([s], n) => [s, n * 0.5]) },
    600,
    'steady',
    59,
  ],
  [
    'a clock that was set is not believed before the second report',
    { reports: [...regular(31), [31, 20_500]] },
    35,
    'waiting',
    undefined,
  ],
  [
    'and then it is',
    { reports: [...regular(31), [31, 20_500], [36, 20_500.01]] },
    40,
    'steady',
    20_500.01,
  ],
  [
    'reports that contradict one another by 90 ms are no clock',
    { reports: regular(60).map(([s], n) => [s, (n % 2) * 90]) },
    60,
    'unsteady',
    undefined,
  ],
  [
    'reports that jump about are no clock',
    { reports: regular(60).map(([s], n) => [s, n * 700]) },
    60,
    'waiting',
    undefined,
  ],
  [
    'RTP times that leap forward void what was known',
    { reports: regular(31), leaps: [[30.5, 5000]] },
    34,
    'waiting',
    undefined,
  ],
  [
    'RTP times that leap back too',
    { reports: regular(31), leaps: [[30.5, -5000]] },
    34,
    'waiting',
    undefined,
  ],
  [
    'reports that do not know of the leap are never believed again',
    { reports: regular(90), leaps: [[30.5, 5000]] },
    90,
    'waiting',
    undefined,
  ],
  [
    'RTP times that leap back, with pts held by ffmpeg: unknowing reports are never believed again',
    { reports: [...regular(31), ...caughtUp(30.5), ...regular(90, 500, 40)] },
    90,
    'waiting',
    undefined,
  ],
  [
    'knowing ones are',
    { reports: [...regular(31), ...caughtUp(30.5), ...regular(90, 5500, 40)] },
    90,
    'steady',
    5500.006,
  ],
  [
    'until two reports have told where they are now',
    { reports: [...regular(31), [35, -4500], [40, -4499.99]], leaps: [[30.5, 5000]] },
    42,
    'steady',
    -4499.99,
  ],
])('%s', (_, stream, seconds, state, offsetMs) => {
  const { clock, ptsMs } = watch(stream, seconds);
  expect(senderState(clock, ptsMs)).toBe(state);
  const sent = senderTime(clock, ptsMs);
  if (offsetMs === undefined) expect(sent).toBeUndefined();
  else expect((sent?.utcMs ?? 0) - UTC - ptsMs).toBeCloseTo(offsetMs, 2);
});

test('the error bound grows while no report comes, and never passes 100 ms', () => {
  const errors = [21, 60, 120, 195].map((seconds) => {
    const { clock, ptsMs } = watch({ reports: regular(21) }, seconds);
    return senderTime(clock, ptsMs)?.maxErrorMs ?? Number.NaN;
  });
  expect(errors).toEqual(errors.toSorted((a, b) => a - b));
  expect(errors[0]).toBeLessThan(61);
  expect(errors[3]).toBeGreaterThan(75);
  expect(errors[3]).toBeLessThan(100);
});

test('pictures between the last report before a step and the first after it have no time', () => {
  const reports = [...regular(31), [31, 20_500], [36, 20_500.01]] as const;
  const { clock } = watch({ reports }, 60);
  const offsets = [24_000, 30_500, 30_900, 31_000, 40_000].map((ptsMs) => {
    const sent = senderTime(clock, ptsMs);
    return sent && Math.round(sent.utcMs - UTC - ptsMs);
  });
  expect(offsets).toEqual([500, undefined, undefined, 20_500, 20_500]);
});

test('a clock that is set for ever keeps no more than a few of its settings', () => {
  const reports = Array.from({ length: 400 }, (_, n) => [n, n * 3000] as const);
  expect(watch({ reports }, 400).clock?.mappings.length).toBeLessThanOrEqual(8);
});
