import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ffmpeg, locateFfmpeg } from '../../../agent/adapters/ffmpeg/binary.ts';
import { probe } from '../../../agent/adapters/ffmpeg/probe.ts';
import { hasGstreamer, type RtspServer, startRtspServer } from '../../helpers/rtsp-server.ts';
import { BUILDS, encodeNumbered } from './ring-footage.ts';

describe.skipIf(!hasGstreamer())('a camera (needs the GStreamer RTSP server)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'probe-rtsp-'));
  let server: RtspServer;
  beforeAll(async () => {
    const plain = encodeNumbered(join(folder, 'plain.mp4'), { frames: 200, gop: 25 });
    const extra = ['-bf', '2'];
    const reordered = encodeNumbered(join(folder, 'b.mp4'), { frames: 200, gop: 25, extra });
    server = await startRtspServer({
      user: 'u',
      password: 'pa55word',
      mounts: [
        { path: '/plain', file: plain },
        { path: '/silent-clock', file: plain, rtcp: false },
        { path: '/reordered', file: reordered },
      ],
    });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  describe.each(BUILDS)('seen by the $name ffmpeg', (build) => {
    let ffmpeg: Ffmpeg;
    beforeAll(async () => {
      const system = { PATH: process.env['PATH'] };
      ffmpeg = await locateFfmpeg(build.name === 'system' ? system : { FFMPEG_PATH: build.path });
    });

    test.each([
      ['/plain', false, true],
      ['/silent-clock', false, false],
      ['/reordered', true, true],
    ])('%s: B-frames %s, camera clock %s', async (path, bFrames, clock) => {
      const report = await probe(server.url(path), { timeoutMs: 8000, measureMs: 5000 }, ffmpeg);
      expect(report).toMatchObject({ codec: 'h264', size: { width: 160, height: 96 } });
      expect(report.url).toBe(`rtsp://***@127.0.0.1:${server.port}${path}`);
      expect(report.firstPictureMs).toBeLessThan(8000);
      expect(report.measured).toMatchObject({ bFrames, gop: { pictures: 25 } });
      expect(Math.abs((report.measured.fps ?? 0) - 25)).toBeLessThan(2);
      // a clock that is there may stay unproved here, as this camera is on the same box; none may be invented
      if (!clock || build.name !== 'system') expect(report.measured.senderClock).toBeUndefined();
    });

    test('a wrong password is refused, and not told', async () => {
      const url = server.url('/plain').replace('pa55word', 'wr0ng');
      const error = await probe(url, { timeoutMs: 5000 }, ffmpeg).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({ code: 'source/refused' });
      expect(JSON.stringify(error) + String(error)).not.toContain('wr0ng');
    });
  });
});
