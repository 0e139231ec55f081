import { expect, test } from 'vitest';
import { CameraClock } from '../../../agent/adapters/ffmpeg/camera-clock.ts';

const PLAIN = { senderReports: true, onBreak: () => {}, onStep: () => {} };

/** Moves only when told to. */
function handClock() {
  let nowMs = 1000;
  return {
    monotonicMs: () => nowMs,
    utcMs: () => 1_700_000_000_000 + nowMs,
    local: () => ({ date: '2026-01-01', weekday: 4, minute: 0 }),
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

/** One frame every 200 ms, copied until `copyEndsMs`; the media times, undefined where there is none. */
function watch(copyEndsMs: number, untilMs: number): (number | undefined)[] {
  const clock = handClock();
  const times = new CameraClock(clock, undefined, PLAIN).main();
  const seen: (number | undefined)[] = [];
  for (let ptsMs = 0; ptsMs < untilMs; ptsMs += 200) {
    if (ptsMs < copyEndsMs) times.onFragment({ ptsMs, keyframe: ptsMs % 2000 === 0 });
    seen.push(times.frameMs(ptsMs));
    clock.pass(200);
  }
  return seen;
}

test.each([
  ['is never made', 0],
  ['goes on', 20_000],
])('every frame has its time when the copy %s', (_, copyEndsMs) => {
  const seen = watch(copyEndsMs, 20_000);
  expect(seen).toEqual(seen.map((_ms, n) => n * 200));
});

test('a copy that fails costs a second of frames, not the camera', () => {
  const seen = watch(4000, 20_000);
  const times = seen.map((_ms, n) => n * 200);
  expect(seen).toEqual(times.map((ms) => (ms >= 5000 && ms < 6000 ? undefined : ms)));
});

test('a frame from before a leap of the stream is left out while the copy goes on', () => {
  const clock = handClock();
  const times = new CameraClock(clock, undefined, PLAIN).main();
  times.onFragment({ ptsMs: 100_000, keyframe: true });
  expect(times.frameMs(100_000)).toBe(0);
  clock.pass(200);
  times.onFragment({ ptsMs: 0, keyframe: true });
  expect(times.frameMs(100_040)).toBeUndefined();
  expect(times.frameMs(0)).toBe(200);
});
