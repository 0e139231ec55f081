import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceOptions } from '../../../agent/adapters/ffmpeg/options.ts';
import type { View } from '../../../agent/core/vision/view.ts';
import { makeClip } from '../../helpers/clip.ts';
import { bench, ffmpeg, mediaTimes, read, spacings } from '../../helpers/source-bench.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-source-'));
});
afterAll(() => rm(folder, { recursive: true }));

const all = () => false;

describe('a recording', () => {
  test('gives every sampled picture, however slow the reader, and ends', async () => {
    const { source, notices } = await bench({ kind: 'file', path: await makeClip() });
    const times: number[] = [];
    for await (const [frame] of source.frames(new AbortController().signal)) {
      times.push(frame.mediaMs);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(times).toEqual(Array.from({ length: 20 }, (_, n) => n * 200));
    expect(notices.map(({ type }) => type)).toEqual(['up']);
    expect(source.health()).toMatchObject({ state: 'ended', frames: 20, dropped: 0 });
  });

  test('gives every view, cut and scaled as the frame says', async () => {
    const left: View = { id: 'left', source: { left: 0, top: 0.5, right: 0.5, bottom: 1 } };
    const whole: View = { id: 'all', source: { left: 0, top: 0, right: 1, bottom: 1 } };
    // red everywhere, so that the grey beside the picture shows where it ends
    const path = await makeClip({ pattern: 'color=c=red', seconds: 1, width: 400, height: 100 });
    const { source } = await bench({ kind: 'file', path }, { views: [whole, left] });
    const [[first, second] = []] = await read(source, ({ length }) => length === 1);
    expect(first?.content).toEqual({ width: 64, height: 16 });
    expect(second?.content).toEqual({ width: 64, height: 16 });
    const at = (row: number) => [
      ...(second?.pixels.subarray(row * 64 * 3, row * 64 * 3 + 3) ?? []),
    ];
    expect(at(15)[0]).toBeGreaterThan(200);
    expect(at(16)).toEqual([114, 114, 114]);
    expect(first?.pixels.byteOffset).toBe(0);
    expect(first?.pixels.byteLength).toBe(first?.pixels.buffer.byteLength);
  });

  test('played like a camera, round after round, the time line goes on', async () => {
    const path = await makeClip({ seconds: 1 });
    const { source } = await bench({ kind: 'file', path, loop: true, pace: 'live' });
    const before = performance.now();
    const sets = await read(source, ({ length }) => length >= 12);
    expect(performance.now() - before).toBeGreaterThan(1500);
    expect(spacings(mediaTimes(sets)).every((ms) => ms > 0 && ms % 200 === 0)).toBe(true);
  });

  test.each([
    ['startUtc', { startUtc: '2026-05-01T08:00:00+08:00' }, 1000],
    ['the time in the file', {}, 60_000],
  ])('knows its time by %s', async (_, more, maxErrorMs) => {
    const path = await makeClip({ seconds: 1, createdUtc: '2026-05-01T00:00:00Z' });
    const { source } = await bench({ kind: 'file', path, ...more });
    const sets = await read(source, all);
    expect(sets[2]?.[0].captureUtc).toEqual({
      utcMs: Date.parse('2026-05-01T00:00:00.400Z'),
      method: 'file',
      maxErrorMs,
    });
  });

  test('else by when the file was last written, which is its end and may be far off', async () => {
    const path = join(folder, 'copy.mp4');
    await writeFile(path, await readFile(await makeClip({ seconds: 1 })));
    await utimes(path, new Date('2026-05-01T00:00:01Z'), new Date('2026-05-01T00:00:01Z'));
    const { source } = await bench({ kind: 'file', path });
    const [[frame] = []] = await read(source, all);
    expect(frame?.captureUtc).toEqual({
      utcMs: Date.parse('2026-05-01T00:00:00Z'),
      method: 'file',
      maxErrorMs: 86_400_000,
    });
  });

  test('a file that was cut off gives what it has, and says so', async () => {
    const whole = await readFile(await makeClip({ container: 'mkv', seconds: 2 }));
    const path = join(folder, 'cut.mkv');
    await writeFile(path, whole.subarray(0, Math.floor(whole.length * 0.6)));
    const { source, notices } = await bench({ kind: 'file', path });
    const sets = await read(source, all);
    expect(sets.length).toBeGreaterThan(2);
    expect(sets.length).toBeLessThan(10);
    // the build of 2018 takes the cut for the end and says nothing of it
    const { origin } = await ffmpeg();
    if (origin !== 'bundled')
      expect(notices.at(-1)).toMatchObject({ type: 'down', code: 'source/ended' });
  });

  test.each([
    ['startUtc is no time', { startUtc: 'noon' }, 'config/invalid', 0],
    ['each round breaks off in the same way', { loop: true }, 'source/not-video', 2],
  ])('ends with an error, and is not begun again, when %s', async (_, more, code, rounds) => {
    // the picture changes in the middle, which ends a round
    const parts = [
      await makeClip({ container: 'ts', seconds: 1 }),
      await makeClip({ container: 'ts', seconds: 1, width: 320, height: 240 }),
    ];
    const path = join(folder, 'changes.ts');
    await writeFile(path, Buffer.concat(await Promise.all(parts.map((part) => readFile(part)))));
    const options = { ...sourceOptions.parse({ kind: 'file', path, loop: true }), ...more };
    const { source } = await bench({ kind: 'file', path }, {}, options);
    await expect(read(source, all)).rejects.toMatchObject({ code });
    expect(source.health().connects).toBe(rounds);
  });

  test.each([
    ['is not there', 'absent.mp4', undefined, 'source/no-file'],
    ['is no video', 'text.mp4', 'plain words', 'source/not-video'],
  ])('a file that %s is an error at once', async (_, name, content, code) => {
    const path = join(folder, name);
    if (content !== undefined) await writeFile(path, content);
    const { source } = await bench({ kind: 'file', path });
    await expect(read(source, all)).rejects.toMatchObject({ code });
  });
});
