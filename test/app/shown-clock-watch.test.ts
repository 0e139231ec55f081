import { expect, test } from 'vitest';
import { ShownClockWatch } from '../../agent/app/shown-clock-watch.ts';
import type { CaptureUtc } from '../../agent/core/time/capture-utc.ts';
import type { ClockReader } from '../../agent/ports/clock-reader.ts';
import { AgentError } from '../../agent/ports/errors.ts';
import type { FrameSource, ShownTime, SourceNotice } from '../../agent/ports/frame-source.ts';
import type { Ring } from '../../agent/ports/ring.ts';
import { memoryLog } from '../helpers/outbox.ts';

const START_UTC = Date.UTC(2026, 10, 26, 6, 45, 3, 0);
const CHINA_MS = 8 * 3_600_000;
const BOX = { left: 0, top: 0, right: 1, bottom: 1 };

/** A camera in China whose pictures show a clock, on a box whose time passes when told. */
function stage(method: CaptureUtc['method'] = 'arrival') {
  let nowMs = 10_000;
  const state = { shownAheadMs: 0, confidence: 0.99, stolen: false };
  let correction: ShownTime | undefined;
  let shownUtcMs = 0;
  const notices: SourceNotice[] = [];
  const utcOf = (mediaMs: number) => START_UTC + mediaMs;
  const ring = {
    span: () => ({ fromMs: nowMs - 10_000, toMs: nowMs, bytes: 1 }),
    still: async (mediaMs: number) => {
      if (state.stolen) throw new AgentError('ring/gone', 'gone');
      shownUtcMs = utcOf(mediaMs) + state.shownAheadMs;
      const isOsd = method === 'arrival' && correction !== undefined;
      const utcMs = isOsd ? mediaMs + (correction?.offsetMs ?? 0) : utcOf(mediaMs);
      return {
        size: { width: 2, height: 2 },
        pixels: new Uint8Array(12),
        captureUtc: { utcMs, method: isOsd ? 'osd' : method, maxErrorMs: 1000 } as const,
        source: { ptsMs: mediaMs, mediaMs, keyframe: true },
      };
    },
  } as Partial<Ring> as Ring;
  const reader: ClockReader = {
    readClock: async () => {
      const wall = new Date(shownUtcMs + CHINA_MS);
      const time = {
        year: wall.getUTCFullYear(),
        month: wall.getUTCMonth() + 1,
        day: wall.getUTCDate(),
        hour: wall.getUTCHours(),
        minute: wall.getUTCMinutes(),
        second: wall.getUTCSeconds(),
      };
      return { text: wall.toISOString(), confidence: state.confidence, times: [time] };
    },
  };
  const source = {
    correct: (shown: ShownTime | undefined) => {
      correction = shown;
    },
  } as Partial<FrameSource> as FrameSource;
  const watch = new ShownClockWatch({
    ...{ box: BOX, ring, reader, log: memoryLog() },
    clock: {
      monotonicMs: () => nowMs,
      utcMs: () => utcOf(nowMs),
      local: (utcMs) => {
        const wall = new Date(utcMs + CHINA_MS);
        const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
        return { date: wall.toISOString().slice(0, 10), weekday: wall.getUTCDay(), minute };
      },
    },
    onNotice: (notice) => notices.push(notice),
  });
  return {
    state,
    watch,
    notices,
    correction: () => correction,
    look: async (times = 1) => {
      for (let n = 0; n < times; n += 1) {
        nowMs += 60_370; // at another part of the second each time
        await watch.look(source);
      }
    },
  };
}

test('one look is enough for a clock that two pictures show alike; more make it sharper', async () => {
  const { watch, look, correction } = stage();
  expect(watch.status()).toBeUndefined();
  await look();
  const first = watch.status();
  expect(first).toMatchObject({ against: 'box', legible: true });
  expect(Math.abs(first?.offsetMs ?? 9999)).toBeLessThanOrEqual(first?.maxErrorMs ?? 0);
  await look(8);
  expect(watch.status()?.maxErrorMs).toBeLessThan(500);
  expect(Math.abs(watch.status()?.offsetMs ?? 9999)).toBeLessThan(250);
  expect(correction()?.maxErrorMs).toBeLessThan(500);
  expect(Math.abs((correction()?.offsetMs ?? 0) - START_UTC)).toBeLessThan(250);
});

test('a clock that is ahead is measured from the box also after it gave the times', async () => {
  const { state, watch, look, notices } = stage();
  state.shownAheadMs = 7000;
  await look(9);
  expect(Math.abs((watch.status()?.offsetMs ?? 0) - 7000)).toBeLessThan(250);
  expect(notices).toEqual([]);
  state.shownAheadMs = -13_000;
  await look(9);
  expect(Math.abs((watch.status()?.offsetMs ?? 0) + 13_000)).toBeLessThan(250);
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatchObject({ type: 'clock-step' });
});

test('with sender reports it is a cross-check and corrects nothing', async () => {
  const { state, watch, look, correction } = stage('rtcp-sr');
  state.shownAheadMs = 3000;
  await look(9);
  expect(watch.status()).toMatchObject({ against: 'reports', legible: true });
  expect(Math.abs((watch.status()?.offsetMs ?? 0) - 3000)).toBeLessThan(250);
  expect(correction()).toBeUndefined();
});

test('what cannot be read says so, and what was known stays', async () => {
  const { state, watch, look } = stage();
  await look(3);
  const known = watch.status()?.offsetMs;
  state.confidence = 0.2;
  await look();
  expect(watch.status()).toMatchObject({ legible: false, offsetMs: known });
  state.stolen = true;
  await look();
});
