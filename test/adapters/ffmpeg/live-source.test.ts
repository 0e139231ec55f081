import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FfmpegChild } from '../../../agent/adapters/ffmpeg/child.ts';
import type { Recording } from '../../../agent/adapters/ffmpeg/recording.ts';
import { createRing } from '../../../agent/adapters/ffmpeg/ring.ts';
import { RingSession } from '../../../agent/adapters/ffmpeg/ring-session.ts';
import { RingStore } from '../../../agent/adapters/ffmpeg/ring-store.ts';
import { makeClip } from '../../helpers/clip.ts';
import { hasGstreamer, type RtspServer, startRtspServer } from '../../helpers/rtsp-server.ts';
import { bench, clock, ffmpeg, mediaTimes, read, spacings } from '../../helpers/source-bench.ts';

/** A ring that gets bytes of another kind after so many. */
function brokenAfter(bytes: number): Recording {
  const events = { recorded: () => {}, ended: () => {} };
  return {
    begin: (connection) => {
      const store = new RingStore(tmpdir(), { keepMs: 0, maxBytes: 0 });
      const session = new RingSession(connection, store, events);
      let seen = 0;
      return {
        get broken() {
          return session.broken;
        },
        write: (chunk) => {
          seen += chunk.length;
          session.write(seen < bytes ? chunk : Buffer.alloc(64, 0xff));
        },
        end: () => session.end(),
      };
    },
  };
}

describe.skipIf(!hasGstreamer())('a camera over RTSP (needs GStreamer)', () => {
  let server: RtspServer;

  beforeAll(async () => {
    const plain = await makeClip({ gop: 50 });
    server = await startRtspServer({
      mounts: [
        { path: '/plain', file: plain },
        { path: '/b-frames', file: await makeClip({ bFrames: 2 }) },
        { path: '/h265', file: await makeClip({ codec: 'h265' }), codec: 'h265' },
        { path: '/wide', file: await makeClip({ width: 1280, height: 320, gop: 25 }) },
        { path: '/no-reports', file: plain, rtcp: false },
        { path: '/silent', file: plain, stopAfterMs: 2000 },
        {
          path: '/changing',
          file: [
            await makeClip({ seconds: 8 }),
            await makeClip({ width: 320, height: 240, seconds: 12 }),
          ],
        },
      ],
    });
  });

  afterAll(() => server.kill());

  test.each([
    ['TCP', '/plain', { transport: 'tcp' }, 'h264'],
    ['UDP', '/plain', { transport: 'udp' }, 'h264'],
    ['H.265', '/h265', {}, 'hevc'],
    ['B-frames', '/b-frames', {}, 'h264'],
  ])(
    '%s: pictures are never invented and keep the times they were taken at',
    async (_, path, more, codec) => {
      const { source, notices } = await bench({ kind: 'rtsp', url: server.url(path), ...more });
      const sets = await read(source, ({ length }) => length >= 12);
      for (const apart of spacings(mediaTimes(sets))) {
        expect(apart).toBeGreaterThan(0);
        expect(Math.abs(apart - 40 * Math.round(apart / 40))).toBeLessThanOrEqual(1); // 25 pictures a second
      }
      expect(
        spacings(mediaTimes(sets)).filter((ms) => Math.abs(ms - 200) <= 1).length,
      ).toBeGreaterThan(6);
      expect(notices[0]).toEqual({ type: 'up', picture: { width: 640, height: 360 }, codec });
      expect(source.health()).toMatchObject({ state: 'ended', connects: 1, codec });
    },
  );

  test('key frames only: one picture a group', async () => {
    const { source } = await bench({
      kind: 'rtsp',
      url: server.url('/plain'),
      decode: 'keyframes',
    });
    const [first = 0, ...apart] = spacings(
      mediaTimes(await read(source, ({ length }) => length >= 4)),
    );
    expect(apart.every((ms) => Math.abs(ms - 2000) <= 2)).toBe(true);
    // the first picture of a connection has no time over RTSP: it lies within a picture of its place
    expect(Math.abs(first - 2000)).toBeLessThanOrEqual(42);
  });

  test('capture times come from sender reports once they are proven, before that from arrival', async () => {
    const { source } = await bench({ kind: 'rtsp', url: server.url('/plain') });
    const sets = await read(source, (all) => all.at(-1)?.[0].captureUtc.method === 'rtcp-sr');
    expect(sets[0]?.[0].captureUtc).toMatchObject({ method: 'arrival' });
    const now = clock.utcMs();
    const { utcMs, maxErrorMs } = sets.at(-1)?.[0].captureUtc ?? { utcMs: 0, maxErrorMs: 0 };
    expect(Math.abs(now - utcMs)).toBeLessThan(1500);
    expect(maxErrorMs).toBeLessThanOrEqual(100);
  });

  test('without sender reports the arrival stays the method, and says how far off it may be', async () => {
    const { source } = await bench({ kind: 'rtsp', url: server.url('/no-reports') });
    const sets = await read(source, ({ length }) => length >= 25);
    expect(new Set(sets.map(([f]) => f.captureUtc.method))).toEqual(new Set(['arrival']));
    const { utcMs, maxErrorMs } = sets.at(-1)?.[0].captureUtc ?? { utcMs: 0, maxErrorMs: 0 };
    expect(Math.abs(clock.utcMs() - utcMs)).toBeLessThan(maxErrorMs);
  });

  test('a change of the picture size is told, and the new size is used', async () => {
    const url = server.url('/changing');
    // a second reader, so that the server does not begin anew when the first one reconnects
    await using other = new FfmpegChild(
      await ffmpeg(),
      ['-v', 'error', '-rtsp_transport', 'tcp', '-i', url, '-c', 'copy', '-f', 'null', '-'],
      0,
      () => {},
    );
    expect(other.pid).toBeGreaterThan(0);
    const { source, notice } = await bench({ kind: 'rtsp', url });
    const sets = await read(source, (all) => all.at(-1)?.[0].picture.width === 320);
    expect(sets[0]?.[0].content).toEqual({ width: 64, height: 36 });
    expect(sets.at(-1)?.[0].content).toEqual({ width: 64, height: 48 });
    expect(await notice(({ type }) => type === 'changed')).toEqual({
      type: 'changed',
      before: { width: 640, height: 360 },
      after: { width: 320, height: 240 },
    });
  });

  test('a camera that stands still is given up and called again', async () => {
    const options = { kind: 'rtsp', url: server.url('/silent'), stallAfter: '2s' };
    const { source, notice } = await bench(options);
    const reading = read(source, () => source.health().connects >= 2);
    expect(await notice(({ type }) => type === 'down')).toMatchObject({ code: 'source/stalled' });
    const times = mediaTimes(await reading);
    // the time line goes on over the pause: about as long as the watchdog waited
    expect(Math.max(...spacings(times))).toBeGreaterThan(2000);
    expect(Math.max(...spacings(times))).toBeLessThan(8000);
  });

  test('detection goes on, on one connection, when the ring cannot write', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'live-ring-'));
    const limits = { keepMs: 20_000, maxBytes: 64 << 20 };
    const found = await ffmpeg();
    await using ring = createRing({ name: 'cam', directory: parent, ...limits }, { ffmpeg: found });
    const options = { kind: 'rtsp', url: server.url('/plain') };
    const { source } = await bench(options, { recording: ring });
    const sets = await read(source, ({ length }) => {
      if (length === 10) rmSync(parent, { recursive: true });
      return length >= 45; // 7 s more: beyond the silence of a copy that failed
    });
    const apart = spacings(mediaTimes(sets));
    expect(apart.every((ms) => ms > 0 && ms < 1000)).toBe(true);
    expect(source.health().connects).toBe(1);
    rmSync(parent, { recursive: true, force: true });
  });

  test('detection goes on, on one connection, when the copy cannot be read', async () => {
    const options = { kind: 'rtsp', url: server.url('/plain') };
    const { source, notices } = await bench(options, { recording: brokenAfter(100_000) });
    const sets = await read(source, ({ length }) => length >= 45);
    const apart = spacings(mediaTimes(sets));
    expect(Math.min(...apart)).toBeGreaterThan(0);
    expect(Math.max(...apart)).toBeLessThan(2500);
    expect(notices.map(({ type }) => type)).toEqual(['up']);
  });

  test('a camera that says nothing did not answer, whatever ffmpeg calls it', async () => {
    const silent = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const { source, notice } = await bench({ kind: 'rtsp', url: `rtsp://127.0.0.1:${port}/cam` });
    const stop = new AbortController();
    const reading = source.frames(stop.signal)[Symbol.asyncIterator]().next();
    expect(await notice(({ type }) => type === 'down')).toMatchObject({
      code: 'source/unreachable',
    });
    stop.abort();
    await reading;
    silent.close();
  });

  test('main and sub stream share one time line', async () => {
    const options = { kind: 'rtsp', url: server.url('/wide'), sub: server.url('/plain') };
    const fragments: number[] = [];
    const { source, notice } = await bench(options, {
      recording: {
        begin: (connection) => {
          let bytes = 0;
          return {
            write: (chunk) => {
              bytes += chunk.length;
              fragments.push(connection.toMediaMs(0), bytes);
            },
            end: () => {},
          };
        },
      },
    });
    // until both have come: either may be first
    const sets = await read(source, ({ length }) => length >= 5 && (fragments.at(-1) ?? 0) > 1000);
    expect(sets[0]?.[0].picture).toEqual({ width: 640, height: 360 });
    await notice((n) => n.type === 'up' && n.stream === 'main');
  });
});
