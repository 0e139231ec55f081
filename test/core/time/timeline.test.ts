import { describe, expect, test } from 'vitest';
import {
  mediaAt,
  mediaOfPts,
  startTimeline,
  stepTimeline,
  type Timeline,
  unlink,
} from '../../../agent/core/time/timeline.ts';

type Arrival = readonly [ptsMs: number, monotonicMs: number] | 'reconnect';

/** mediaMs of each sample, and at which of them pts leapt. */
function play(arrivals: readonly Arrival[]) {
  let timeline: Timeline = startTimeline({ monotonicMs: 0, utcMs: 0 }).timeline;
  const media: number[] = [];
  const leaps: number[] = [];
  for (const arrival of arrivals) {
    if (arrival === 'reconnect') {
      timeline = unlink(timeline);
      continue;
    }
    const [ptsMs, monotonicMs] = arrival;
    const step = stepTimeline(timeline, { ptsMs, monotonicMs });
    if (step.leapt) leaps.push(media.length);
    media.push(step.mediaMs);
    timeline = step.timeline;
  }
  return { media, leaps };
}

const table: readonly [string, readonly Arrival[], number[], number[]][] = [
  [
    'spacing is that of pts, not of arrival',
    [
      [0, 100],
      [40, 190],
      [80, 191],
    ],
    [100, 140, 180],
    [],
  ],
  [
    'what came in a burst keeps its spacing',
    [
      [0, 0],
      [2000, 1],
      [4000, 2],
    ],
    [0, 2000, 4000],
    [],
  ],
  [
    'a pause of the network changes nothing',
    [
      [0, 0],
      [40, 14_000],
      [80, 14_001],
    ],
    [0, 40, 80],
    [],
  ],
  [
    'lost pictures leave a hole as long as they were',
    [
      [0, 0],
      [9000, 9000],
    ],
    [0, 9000],
    [],
  ],
  [
    'B-frames come out of order',
    [
      [0, 0],
      [120, 40],
      [40, 80],
      [80, 120],
    ],
    [0, 120, 40, 80],
    [],
  ],
  [
    'a reconnect is bridged by the monotonic clock',
    [[5000, 0], [6000, 1000], 'reconnect', [70, 4000]],
    [0, 1000, 4000],
    [],
  ],
  [
    'a leap ahead is not believed',
    [
      [0, 0],
      [40, 40],
      [3_600_080, 80],
      [3_600_120, 120],
    ],
    [0, 40, 80, 120],
    [2],
  ],
  [
    'nor a leap back',
    [
      [90_000, 0],
      [90_040, 40],
      [0, 80],
      [40, 120],
    ],
    [0, 40, 80, 120],
    [2],
  ],
  [
    'after a long stall the rest may catch up',
    [
      [0, 0],
      [40, 14_000],
      [14_000, 14_010],
    ],
    [0, 40, 14_000],
    [],
  ],
];

test.each(table)('%s', (_, arrivals, media, leaps) => {
  expect(play(arrivals)).toEqual({ media, leaps });
});

describe('over a restart', () => {
  const now = { monotonicMs: 50, utcMs: 1_000_000 };
  test.each([
    ['the pause is measured by UTC', { mediaMs: 7000, utcMs: 940_000 }, 67_000, undefined],
    [
      'a box clock that went back breaks the line',
      { mediaMs: 7000, utcMs: 1_000_001 },
      7001,
      /box clock/,
    ],
    [
      'so does a pause of more than a day',
      { mediaMs: 7000, utcMs: 1_000_000 - 86_400_001 },
      7001,
      /more than a day/,
    ],
  ])('%s', (_, resume, mediaMs, why) => {
    const { timeline, broken } = startTimeline(now, resume);
    expect(stepTimeline(timeline, { ptsMs: 0, monotonicMs: 50 }).mediaMs).toBe(mediaMs);
    if (why === undefined) expect(broken).toBeUndefined();
    else expect(broken).toMatch(why);
  });
});

test('a second stream finds its place by the monotonic clock, with and without a main stream', () => {
  const { timeline } = startTimeline({ monotonicMs: 1000, utcMs: 0 });
  expect(mediaAt(timeline, 1500)).toBe(500);
  expect(mediaOfPts(timeline, 0)).toBeUndefined();
  const linked = stepTimeline(timeline, { ptsMs: 90_000, monotonicMs: 2000 }).timeline;
  const quicker = stepTimeline(linked, { ptsMs: 90_100, monotonicMs: 2050 }).timeline;
  expect(mediaOfPts(quicker, 90_000)).toBe(1000);
  expect(mediaAt(quicker, 2050)).toBe(1100);
});
