import { expect, test } from 'vitest';
import { ClockWatch } from '../../agent/app/clock-watch.ts';
import type { CameraClockHealth } from '../../agent/ports/frame-source.ts';
import type { ShownClockStatus } from '../../agent/ports/status.ts';

/** What is told of two cameras over one look a minute. */
async function told(
  minutes: readonly (readonly (CameraClockHealth | undefined)[])[],
  shownClock?: ShownClockStatus,
) {
  const reports: unknown[] = [];
  let minute = 0;
  const camera = (at: number) => ({
    status: () => {
      const clock = minutes[minute]?.[at];
      const health = { state: 'live', connects: 1, frames: 1, dropped: 0, damaged: 0 } as const;
      const shown = at === 1 && shownClock !== undefined ? { shownClock } : {};
      return { id: `cam-${at}`, source: { ...health, ...(clock && { clock }) }, ...shown };
    },
  });
  const watch = new ClockWatch({
    cameras: [camera(0), camera(1)],
    clock: { monotonicMs: () => minute * 60_000 },
    operations: {
      report: async (what, { camera: id, message, facts }) => {
        reports.push([what, id, message, facts]);
      },
    },
  });
  for (; minute < minutes.length; minute += 1) await watch.look();
  return reports;
}

const steady = (offsetMs: number) => ({ reports: 'steady', offsetMs }) as const;

test('a camera clock that is off is one event, and one when it is right again', async () => {
  const right = steady(-200);
  const off = steady(20_050);
  expect(
    await told([
      [right, undefined],
      [off, undefined],
      [off, { reports: 'none' }],
      [right, right],
    ]),
  ).toEqual([
    [
      'clock-skew',
      'cam-0',
      "the camera's clock is 20.1 s ahead of the box's",
      { state: 'began', offsetMs: 20_050, reports: 'steady' },
    ],
    [
      'clock-skew',
      'cam-0',
      "the camera's clock is right again, after 2 min; it was 20.1 s ahead of the box's",
      {
        state: 'over',
        offsetMs: -200,
        reports: 'steady',
        lastedMs: 120_000,
        worstMs: 20_050,
      },
    ],
  ]);
});

test('a clock that was never set is told in days', async () => {
  const never = { reports: 'implausible', offsetMs: -20_780 * 86_400_000 } as const;
  expect(await told([[never], [never]])).toMatchObject([
    ['clock-skew', 'cam-0', "the camera's clock is 20780 days behind the box's", {}],
  ]);
});

test('a burned-in clock that differs from the reports is told, but not for what it may be off itself', async () => {
  const shown = (offsetMs: number) =>
    told([[undefined]], { against: 'reports', legible: true, offsetMs, maxErrorMs: 700 });
  expect(await shown(-1600)).toEqual([]);
  expect(await shown(-5000)).toEqual([
    [
      'clock-skew',
      'cam-1',
      "the camera's burned-in clock is 4.3 s behind its sender reports",
      { state: 'began', offsetMs: -5000, against: 'reports' },
    ],
  ]);
});
