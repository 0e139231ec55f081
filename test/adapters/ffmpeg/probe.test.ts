import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ffmpeg, locateFfmpeg } from '../../../agent/adapters/ffmpeg/binary.ts';
import { probe } from '../../../agent/adapters/ffmpeg/probe.ts';
import { describedInput } from '../../../agent/adapters/ffmpeg/probe-words.ts';
import { BUILDS, encodeNumbered } from './ring-footage.ts';

const folder = mkdtempSync(join(tmpdir(), 'probe-'));
afterAll(() => rmSync(folder, { recursive: true }));
const OPTIONS = { timeoutMs: 5000 };

async function locate(build: { path: string; name: string }): Promise<Ffmpeg> {
  return await locateFfmpeg(
    build.name === 'system' ? { PATH: process.env['PATH'] } : { FFMPEG_PATH: build.path },
  );
}

describe.each(BUILDS)('the $name ffmpeg', (build) => {
  let ffmpeg: Ffmpeg;
  beforeAll(async () => {
    ffmpeg = await locate(build);
  });

  test.each([
    ['h264', 'libx264', ['-bf', '2'], true, /^avc1\./, 'High'],
    ['h264', 'libx264', ['-bf', '0'], false, /^avc1\./, 'High'],
    ['hevc', 'libx265', ['-x265-params', 'log-level=none:bframes=0'], false, /^hvc1\./, 'Main'],
  ] as const)(
    'measures a file: %s, %s %j',
    async (codec, encoder, extra, bFrames, named, profile) => {
      const path = join(folder, `${build.name}-${codec}-${bFrames}.mp4`);
      encodeNumbered(path, { frames: 120, fps: 20, gop: 40, codec: encoder, extra });
      const report = await probe(path, OPTIONS, ffmpeg);
      expect(report).toMatchObject({
        codec,
        profile,
        pixelFormat: 'yuv420p',
        size: { width: 160, height: 96 },
        declaredFps: 20,
        via: ffmpeg.ffprobePath === undefined ? 'ffmpeg' : 'ffprobe',
      });
      expect(report.audio).toBeUndefined();
      expect(report.firstPictureMs).toBeGreaterThan(0);
      expect(report.measured).toMatchObject({ bFrames, gop: { pictures: 40, ms: 2000 } });
      expect(report.measured.fps).toBeCloseTo(20, 3);
      expect(report.measured.bitsPerSecond).toBeGreaterThan(100);
      expect(report.measured.codec).toMatch(named);
      expect(report.measured.senderClock).toBeUndefined();
    },
  );

  test('says the same without ffprobe', async () => {
    const path = encodeNumbered(join(folder, `${build.name}-plain.mp4`), { frames: 120 });
    const { ffprobePath: _, ...alone } = ffmpeg;
    const { via, firstPictureMs: _ms, ...report } = await probe(path, OPTIONS, alone);
    expect(via).toBe('ffmpeg');
    const { via: _via, firstPictureMs: _also, ...full } = await probe(path, OPTIONS, ffmpeg);
    expect(report).toEqual({ ...full, profile: 'High' });
  });

  describe('an address', () => {
    let server: Server;
    beforeAll(async () => {
      server = createServer((request, response) => {
        const status = request.url === '/refused' ? 401 : 404;
        response.writeHead(status).end('no');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => server.close());

    test.each([
      ['refused', 'source/refused'],
      ['missing', 'source/not-video'],
    ])('that is %s says so, without the password', async (path, code) => {
      const { port } = server.address() as AddressInfo;
      const error = await probe(
        `http://u:pa55word@127.0.0.1:${port}/${path}`,
        OPTIONS,
        ffmpeg,
      ).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code });
      const { message, facts } = error as { message: string; facts: object };
      expect(message + JSON.stringify(facts)).not.toContain('pa55word');
      expect(message).toContain('***@127.0.0.1');
    });

    test('where nobody listens is unreachable', async () => {
      const free = createTcpServer();
      await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
      const { port } = free.address() as AddressInfo;
      await new Promise((resolve) => free.close(resolve));
      await expect(
        probe(`rtsp://u:pa55word@127.0.0.1:${port}/`, OPTIONS, ffmpeg),
      ).rejects.toMatchObject({ code: 'source/unreachable' });
    });

    test('that accepts and says nothing ends in time', async () => {
      const sockets = new Set<{ destroy(): void }>();
      const silent = createTcpServer((socket) => sockets.add(socket));
      await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
      const { port } = silent.address() as AddressInfo;
      const outcome = probe(`rtsp://127.0.0.1:${port}/`, { timeoutMs: 1500 }, ffmpeg);
      await expect(outcome).rejects.toMatchObject({
        code: 'source/unreachable',
      });
      for (const socket of sockets) socket.destroy();
      silent.close();
    });
  });

  test.each([
    ['is not there', 'nothing.mp4', 'source/no-file'],
    ['is no video', 'text.mp4', 'source/not-video'],
  ])('a file that %s', async (_name, file, code) => {
    writeFileSync(join(folder, 'text.mp4'), 'no video');
    await expect(probe(join(folder, file), OPTIONS, ffmpeg)).rejects.toMatchObject({ code });
  });
});

test.each([
  [
    'a camera',
    "Input #0, rtsp, from 'rtsp://x':\n  Duration: N/A, start: 0.040000, bitrate: N/A\n" +
      '  Stream #0:0: Video: hevc (Main), yuvj420p(pc, bt709), 2560x1440, 25 fps, 25 tbr, 90k tbn\n' +
      '  Stream #0:1: Audio: pcm_alaw, 8000 Hz, mono, s16, 64 kb/s\n',
    {
      codec: 'hevc',
      profile: 'Main',
      pixelFormat: 'yuvj420p',
      size: { width: 2560, height: 1440 },
      fps: 25,
    },
    { audio: 'pcm_alaw', startMs: 40 },
  ],
  [
    'a file',
    '  Duration: 00:01:02.50, start: 1.400000, bitrate: 783 kb/s\n  Stream #0:0[0x1](und): Video: h264' +
      ' (avc1 / 0x31637661), yuv420p(tv, bt709/unknown/unknown, progressive), 640x360 [SAR 1:1 DAR 16:9], 29.97 fps\n',
    { codec: 'h264', pixelFormat: 'yuv420p', size: { width: 640, height: 360 }, fps: 29.97 },
    { startMs: 1400, durationMs: 62_500 },
  ],
])("reads ffmpeg's words about %s", (_name, words, video, rest) => {
  expect(describedInput(`${words}Output #0, mp4\n  Stream #0:0: Audio: aac\n`)).toEqual({
    video,
    ...rest,
  });
});
