import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFileRing } from '../../../agent/adapters/ffmpeg/file-ring.ts';
import { BUILDS, connection, encodeNumbered, FFMPEG, numberIn, numbersOf } from './ring-footage.ts';

const folder = mkdtempSync(join(tmpdir(), 'file-ring-'));
afterAll(() => rmSync(folder, { recursive: true }));
const SHIFT_MS = 100_000;

function open(path: string, build = FFMPEG) {
  const { toMediaMs, captureUtc } = connection(SHIFT_MS);
  const toPtsMs = (mediaMs: number): number => mediaMs - SHIFT_MS;
  const ffmpeg = { path: build.path, has: { writePrft: false } };
  return createFileRing({ path }, { ffmpeg, toMediaMs, toPtsMs, captureUtc });
}

const FILES = [
  ['an MP4 with B-frames', 'b.mp4', ['-bf', '3']],
  ['an MKV', 'a.mkv', ['-bf', '0']],
  ['a transport stream', 'a.ts', ['-bf', '2', '-mpegts_copyts', '1']],
  ['an MP4 with one key frame', 'long.mp4', ['-g', '9999']],
] as const;

describe.each(BUILDS)('with the $name ffmpeg', (build) => {
  describe.each(FILES)('%s', (_name, file, extra) => {
    const path = join(folder, `${build.name}-${file}`);
    beforeAll(() => encodeNumbered(path, { frames: 250, extra }));

    test('gives exactly the picture of each moment, in any order', async () => {
      await using ring = await open(path, build);
      const { fromMs = 0, toMs = 0 } = ring.span() ?? {};
      expect(toMs - fromMs).toBeCloseTo(10_000, -2);
      for (const number of [0, 200, 201, 249, 77, 150, 3]) {
        const still = await ring.still(fromMs + number * 40 + 3);
        expect(numberIn(still.pixels)).toBe(number);
        expect(still.source.ptsMs + SHIFT_MS).toBeCloseTo(still.source.mediaMs, 6);
        expect(Math.abs(still.source.mediaMs - fromMs - number * 40)).toBeLessThanOrEqual(1);
      }
    });

    test('cuts a clip that covers the moment, from the key frame before', async () => {
      await using ring = await open(path, build);
      const { fromMs = 0 } = ring.span() ?? {};
      const cut = join(folder, `${build.name}-${file}-cut.mp4`);
      const clip = await ring.clip(fromMs + 125 * 40 + 2, fromMs + 150 * 40 + 2, cut);
      const numbers = await numbersOf(build, cut);
      const [first = 0] = numbers;
      expect(first).toBe(file === 'long.mp4' ? 0 : 120);
      expect(numbers).toEqual(numbers.map((_, at) => first + at));
      expect(numbers.at(-1)).toBeGreaterThanOrEqual(150);
      expect(numbers.at(-1)).toBeLessThan(155);
      expect(clip.fromMediaMs).toBeLessThanOrEqual(fromMs + 125 * 40);
      expect(clip.toMediaMs).toBeGreaterThanOrEqual(fromMs + 150 * 40 + 2);
    });
  });
});

test('a moment beyond the end is gone; a clip over it takes what there is', async () => {
  const path = encodeNumbered(join(folder, 'end.mp4'), { frames: 50 });
  await using ring = await open(path);
  await expect(ring.still(SHIFT_MS + 9000)).rejects.toMatchObject({ code: 'ring/gone' });
  const clip = await ring.clip(SHIFT_MS + 1500, SHIFT_MS + 9000, join(folder, 'end-cut.mp4'));
  expect(clip).toMatchObject({ fromMediaMs: SHIFT_MS + 1200, toMediaMs: SHIFT_MS + 2000 });
});

test.each([
  ['is not there', 'nothing.mp4', 'source/no-file'],
  ['is no video', 'text.mp4', 'source/not-video'],
])('a file that %s', async (_name, file, code) => {
  writeFileSync(join(folder, 'text.mp4'), 'no video');
  await expect(open(join(folder, file))).rejects.toMatchObject({ code });
});
