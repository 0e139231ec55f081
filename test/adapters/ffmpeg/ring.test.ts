import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRing, type RecordedRing } from '../../../agent/adapters/ffmpeg/ring.ts';
import {
  BUILDS,
  connection,
  encodeNumbered,
  FFMPEG,
  fragmented,
  numberIn,
  numbersOf,
} from './ring-footage.ts';

const folder = mkdtempSync(join(tmpdir(), 'ring-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SPAN = { keepMs: 60_000, maxBytes: 64 << 20 };
const START_MS = 5000;

function openRing(options: Partial<typeof SPAN> = {}, build = FFMPEG): RecordedRing {
  const full = { name: 'cam 1', directory: folder, ...SPAN, ...options };
  return createRing(full, { ffmpeg: build });
}

function play(ring: RecordedRing, bytes: Buffer, shiftMs = 0): () => void {
  const sink = ring.begin(connection(shiftMs));
  for (let at = 0; at < bytes.length; at += 3000) sink.write(bytes.subarray(at, at + 3000));
  return () => sink.end();
}

const counting = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

const CODECS = [
  ['H.264', 'libx264', ['-bf', '0']],
  ['H.264 with B-frames', 'libx264', ['-bf', '3']],
  ['H.264, open groups', 'libx264', ['-bf', '3', '-x264-params', 'open-gop=1']],
  ['H.265, open groups', 'libx265', ['-x265-params', 'log-level=none:bframes=3:open-gop=1']],
] as const;

describe.each(BUILDS)('with the $name ffmpeg', (build) => {
  describe.each(CODECS)('%s', (name, codec, extra) => {
    let bytes: Buffer;
    beforeAll(async () => {
      const path = join(folder, `${name.replace(/\W/g, '')}-${build.name}.mp4`);
      encodeNumbered(path, { frames: 45, codec, extra });
      bytes = await fragmented(build, path, START_MS / 1000);
    });

    test('a still is exactly the picture asked for, wherever it lies in its group', async () => {
      await using ring = openRing({}, build);
      play(ring, bytes);
      const { fromMs } = ring.span() ?? { fromMs: 0 };
      for (const number of [0, 1, 8, 9, 10, 11, 12, 17, 20, 29, 39, 40, 43, 44]) {
        const still = await ring.still(fromMs + number * 40 + 11);
        expect(numberIn(still.pixels)).toBe(number);
        expect(still.source.ptsMs).toBeCloseTo(fromMs + number * 40, 5);
        expect(still.source.keyframe).toBe(number % 10 === 0);
        expect(still.captureUtc.utcMs).toBeCloseTo(1_700_000_000_000 + still.source.ptsMs, 2);
        expect(still.size).toEqual({ width: 160, height: 96 });
      }
    });

    test('a clip begins at the key frame before and decodes to its end', async () => {
      await using ring = openRing({}, build);
      play(ring, bytes)();
      const { fromMs } = ring.span() ?? { fromMs: 0 };
      const path = join(folder, `${name.replace(/\W/g, '')}-${build.name}-clip.mp4`);
      const clip = await ring.clip(fromMs + 15 * 40, fromMs + 31 * 40, path);
      const numbers = await numbersOf(build, path);
      const last = numbers.at(-1) ?? 0;
      // B-frames need one shown after them: then the clip runs on to that one, without a gap
      expect(last).toBeGreaterThanOrEqual(31);
      expect(last).toBeLessThan(31 + 5);
      expect(numbers).toEqual(counting(10, last));
      expect(clip.fromMediaMs - fromMs).toBeCloseTo(400, 5);
      expect(clip.toMediaMs - fromMs).toBeCloseTo((last + 1) * 40, 5);
    });
  });
});

describe('the ring', () => {
  let bytes: Buffer;
  let larger: Buffer;
  beforeAll(async () => {
    bytes = await fragmented(FFMPEG, encodeNumbered(join(folder, 'a.mp4'), { frames: 100 }));
    const scaled = ['-bf', '0', '-vf', 'scale=320:192'];
    const other = encodeNumbered(join(folder, 'b.mp4'), { frames: 50, extra: scaled });
    larger = await fragmented(FFMPEG, other);
  });

  test('gives the newest picture although its group is still being written', async () => {
    await using ring = openRing();
    play(ring, bytes.subarray(0, bytes.length - 2000));
    const newest = (ring.span()?.toMs ?? 0) - 40;
    const still = await ring.still(newest);
    expect(still.source.mediaMs).toBe(newest);
    expect(numberIn(still.pixels)).toBe(Math.round(newest / 40));
  });

  test('a still waits for a stream that lags behind', async () => {
    await using ring = openRing();
    const sink = ring.begin(connection());
    const half = bytes.length / 2;
    sink.write(bytes.subarray(0, half));
    const at = (ring.span()?.toMs ?? 0) + 200;
    const still = ring.still(at);
    sink.write(bytes.subarray(half));
    expect(numberIn((await still).pixels)).toBe(Math.round(at / 40));
  });

  test('keeps the time asked for, in whole groups, and counts nothing as lost', async () => {
    await using ring = openRing({ keepMs: 1000 });
    play(ring, bytes);
    expect(ring.span()).toMatchObject({ fromMs: 2400, toMs: 4000 });
    expect(ring.stats()).toMatchObject({ pieces: 4, evictedForRoom: 0, skipped: 0 });
    const files = readdirSync(folder, { recursive: true }).map(String);
    expect(files.filter((file) => file.endsWith('.m4s'))).toHaveLength(4);
    await expect(ring.still(500)).rejects.toMatchObject({ code: 'ring/gone' });
  });

  test('keeps within its bytes: the oldest goes and is counted', async () => {
    await using ring = openRing({ maxBytes: bytes.length / 3 });
    play(ring, bytes);
    expect(ring.stats().bytes).toBeLessThanOrEqual(bytes.length / 3);
    expect(ring.stats().evictedForRoom).toBeGreaterThan(4);
    expect(ring.span()?.toMs).toBe(4000);
  });

  test('a group larger than the ring is given up, and the next one begins anew', async () => {
    await using ring = openRing({ maxBytes: 600 });
    play(ring, bytes);
    expect(ring.stats().skipped).toBeGreaterThan(0);
    expect(ring.stats().bytes).toBeLessThanOrEqual(600);
  });

  test('a clip waits for the future, and resolves as soon as it is there', async () => {
    await using ring = openRing();
    const sink = ring.begin(connection());
    const half = bytes.length / 2;
    sink.write(bytes.subarray(0, half));
    const path = join(folder, 'future.mp4');
    const clip = ring.clip(1000, 3500, path, 30_000);
    sink.write(bytes.subarray(half));
    expect(await clip).toMatchObject({ fromMediaMs: 800, toMediaMs: 3520 });
    expect(await numbersOf(FFMPEG, path)).toEqual(counting(20, 87));
  });

  test.each([
    ['the connection ends', 30_000, true],
    ['the time to wait is over', 50, false],
  ])('a clip takes what there is when %s', async (_name, waitMs, ends) => {
    await using ring = openRing();
    const end = play(ring, bytes);
    const clip = ring.clip(3000, 60_000, join(folder, 'short.mp4'), waitMs);
    if (ends) end();
    expect(await clip).toMatchObject({ fromMediaMs: 2800, toMediaMs: 4000 });
  });

  test('a clip over a reconnect with the same picture runs on, the outage as a pause', async () => {
    await using ring = openRing();
    play(ring, bytes, 0)();
    play(ring, bytes, 10_000)();
    const path = join(folder, 'reconnect.mp4');
    const clip = await ring.clip(3600, 10_700, path);
    expect(clip).toMatchObject({ fromMediaMs: 3600, toMediaMs: 10_720 });
    expect(await numbersOf(FFMPEG, path)).toEqual([...counting(90, 99), ...counting(0, 17)]);
  });

  test.each([
    ['the first', 2000, 4800, { width: 160, height: 96 }, 2000, 4000],
    ['the second', 3600, 6000, { width: 320, height: 192 }, 4000, 6000],
  ])('a clip over a change of size takes the part that covers the most: %s', async (...row) => {
    const [name, from, to, size, begins, ends] = row;
    await using ring = openRing();
    play(ring, bytes)();
    play(ring, larger, 4000)();
    const clip = await ring.clip(from, to, join(folder, `${name}.mp4`));
    expect(clip).toMatchObject({ size, fromMediaMs: begins, toMediaMs: ends });
    expect((await ring.still(5000)).size).toEqual({ width: 320, height: 192 });
  });

  test.each([
    ['before its first picture', -5000, -3000],
    ['after its last', 7000, 9000],
  ])('a clip of a time %s is gone', async (_name, from, to) => {
    await using ring = openRing();
    play(ring, bytes)();
    const path = join(folder, 'gone.mp4');
    await expect(ring.clip(from, to, path)).rejects.toMatchObject({ code: 'ring/gone' });
    await expect(ring.still(to)).rejects.toThrow('it holds 0 to 4000');
    expect(existsSync(path)).toBe(false);
  });

  test('begins at the first key frame of a connection', async () => {
    await using ring = openRing();
    const head = bytes.indexOf('moof') - 4 - (FFMPEG.name === 'system' ? 32 : 0);
    const second = bytes.indexOf('moof', head + 100) - 4;
    play(ring, Buffer.concat([bytes.subarray(0, head), bytes.subarray(second)]));
    expect(ring.stats().skipped).toBe(9);
    expect(ring.span()?.fromMs).toBe(400);
  });

  test('a broken stream ends its recording with a reason, and what came before stays', async () => {
    await using ring = openRing();
    play(ring, Buffer.concat([bytes, Buffer.alloc(64, 0xff)]));
    expect(ring.stats().lastError).toMatch(/says it has 4294967295 bytes/);
    expect(numberIn((await ring.still(3960)).pixels)).toBe(99);
  });

  test('closing it ends running work and leaves no file behind', async () => {
    const ring = openRing();
    play(ring, bytes);
    const path = join(folder, 'never.mp4');
    const clip = ring.clip(0, 99_000, path, 60_000);
    const stills = [0, 400, 800, 1200].map((ms) => ring.still(ms)); // more than work at once
    const outcome = Promise.allSettled([clip, ...stills]);
    await ring[Symbol.asyncDispose]();
    const closed = { status: 'rejected', reason: { code: 'ring/closed' } };
    expect(await outcome).toMatchObject(stills.map(() => closed).concat(closed));
    await expect(ring.still(0)).rejects.toMatchObject({ code: 'ring/closed' });
    const left = readdirSync(folder).filter((name) => /^streetwarden|never/.test(name));
    expect(left).toEqual([]);
  });
});
