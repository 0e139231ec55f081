import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FrameSet } from '../../../agent/ports/frame-source.ts';
import { hasGstreamer, type RtspServer, startRtspServer } from '../../helpers/rtsp-server.ts';
import { shownTime } from '../../helpers/shown-time.ts';
import { bench, clock, mediaTimes, read, spacings } from '../../helpers/source-bench.ts';

const LIVE = { width: 640, height: 360, fps: 25 };
const SINCE_1970_MS = 20_000 * 86_400_000;

interface Judged {
  readonly method: string;
  /** From the time that the picture shows. */
  readonly offMs: number;
  readonly maxErrorMs: number;
}

const judged = (sets: readonly FrameSet[]): Judged[] =>
  sets.map(([frame]) => {
    const { utcMs, method, maxErrorMs } = frame.captureUtc;
    return { method, offMs: Math.abs(utcMs - shownTime(frame)), maxErrorMs };
  });

describe.skipIf(!hasGstreamer())('cameras that show their clock (needs GStreamer)', () => {
  let server: RtspServer;

  beforeAll(async () => {
    const mount = (path: string) => ({ path, live: LIVE, srIntervalMs: 500 });
    server = await startRtspServer({
      mounts: [
        mount('/plain'),
        { ...mount('/b-frames'), live: { ...LIVE, bFrames: 2 } },
        { ...mount('/never-set'), reports: [{ atMs: 0, offsetMs: -SINCE_1970_MS }] },
        { ...mount('/set'), clock: [{ atMs: 8000, offsetMs: -20_000 }] },
        { ...mount('/ignored') },
        { ...mount('/no-reports'), rtcp: false },
      ],
    });
  });
  afterAll(() => server.kill());

  const open = (path: string, more: object = {}, deps: object = {}) =>
    bench(
      { kind: 'rtsp', url: server.url(path), fps: 25, ...more },
      { input: { width: 640, height: 360 }, ...deps },
    );

  test.each([
    ['TCP', '/plain', {}],
    ['UDP', '/plain', { transport: 'udp' }],
    ['reordered pictures', '/b-frames', {}],
  ])('%s: capture times are those of the camera', async (_, path, more) => {
    const { source } = await open(path, more);
    const all = judged(
      await read(
        source,
        (sets) => judged(sets).filter((one) => one.method === 'rtcp-sr').length > 50,
      ),
    );
    expect(all.filter(({ offMs, maxErrorMs }) => offMs > maxErrorMs)).toEqual([]);
    const reported = all.filter(({ method }) => method === 'rtcp-sr');
    expect(Math.max(...reported.map(({ maxErrorMs }) => maxErrorMs))).toBeLessThanOrEqual(100);
    expect(Math.max(...reported.map(({ offMs }) => offMs))).toBeLessThan(30);
  });

  test('reports from 1970 are named and never used', async () => {
    const { source } = await open('/never-set');
    const sets = await read(
      source,
      (some) => some.length > 400 || source.health().clock?.reports === 'implausible',
    );
    expect(source.health().clock?.reports).toBe('implausible');
    expect(source.health().clock?.offsetMs).toBeCloseTo(-SINCE_1970_MS, -4);
    expect(new Set(judged(sets).map(({ method }) => method))).toEqual(new Set(['arrival']));
  });

  test('a clock that is set is told with its step, and the time line goes on', async () => {
    const { source, notices } = await open('/set');
    let since = 0;
    const sets = await read(source, (some) => {
      if (notices.some(({ type }) => type === 'clock-step')) since += 1;
      return some.length > 800 || since > 25;
    });
    const [step, ...more] = notices.filter((notice) => notice.type === 'clock-step');
    expect(step?.stepMs).toBeGreaterThan(-20_200);
    expect(step?.stepMs).toBeLessThan(-19_800);
    expect(more).toEqual([]);
    const apart = spacings(mediaTimes(sets));
    expect(Math.min(...apart)).toBeGreaterThan(0);
    expect(Math.max(...apart)).toBeLessThan(2000);
    expect(judged(sets).at(-1)?.method).toBe('rtcp-sr');
    expect(judged(sets).at(-1)?.offMs).toBeLessThan(100);
    expect(source.health().clock?.offsetMs).toBeLessThan(-19_000);
  });

  test('reports that are not to be believed are not', async () => {
    const { source } = await open('/ignored', {}, { senderReports: false });
    const sets = await read(source, ({ length }) => length > 100);
    expect(source.health().clock).toEqual({ reports: 'ignored' });
    expect(new Set(judged(sets).map(({ method }) => method))).toEqual(new Set(['arrival']));
  });

  test('without reports the burned-in clock gives the times, once it was read', async () => {
    const { source } = await open('/no-reports');
    const aheadMs = 5000 + clock.utcMs() - clock.monotonicMs();
    const sets = await read(source, ({ length }) => {
      if (length === 60) source.correct?.({ offsetMs: aheadMs, maxErrorMs: 300 });
      if (length === 120) source.correct?.(undefined);
      return length > 140;
    });
    const methods = judged(sets).map(({ method }) => method);
    expect(new Set(methods.slice(0, 60))).toEqual(new Set(['arrival']));
    expect(new Set(methods.slice(62, 119))).toEqual(new Set(['osd']));
    expect(methods.at(-1)).toBe('arrival');
    const shown = judged(sets.slice(62, 119));
    for (const { offMs, maxErrorMs } of shown) {
      expect(maxErrorMs).toBeGreaterThanOrEqual(300);
      expect(Math.abs(offMs - 5000)).toBeLessThan(1000);
    }
  });
});
