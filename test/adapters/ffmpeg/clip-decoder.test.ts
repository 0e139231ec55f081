import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ClipDecoder,
  type ClipFrames,
  codecNotDecoded,
} from '../../../agent/adapters/ffmpeg/clip-decoder.ts';
import { createRing } from '../../../agent/adapters/ffmpeg/ring.ts';
import { jpegPixels } from '../../../agent/adapters/pictures/jpeg-pixels.ts';
import { pixelDifference } from '../../../agent/core/rederive/same-pixels.ts';
import { WHOLE } from '../../../agent/core/vision/view.ts';
import type { Photo } from '../../../agent/ports/ring.ts';
import { BUILDS, connection, FFMPEG, fragmented } from './ring-footage.ts';

const folder = mkdtempSync(join(tmpdir(), 'clip-decoder-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LIMITS = { name: 'deep', keepMs: 60_000, maxBytes: 64 << 20, directory: folder };
const PART = { left: 0.3, top: 0.2, right: 0.7, bottom: 0.8 };

const CODECS: readonly (readonly [string, readonly string[]])[] = [
  ['H.264', ['-c:v', 'libx264', '-bf', '0', '-g', '25']],
  ['H.264 with B-frames', ['-c:v', 'libx264', '-bf', '3', '-g', '25']],
  ['H.265', ['-c:v', 'libx265', '-x265-params', 'log-level=error:bframes=0:keyint=25']],
  [
    'H.265 with B-frames and open groups',
    ['-c:v', 'libx265', '-x265-params', 'log-level=error:bframes=4:keyint=25:open-gop=1'],
  ],
];

describe.each(CODECS)('%s', (name, encode) => {
  const film = join(folder, `${name}.mp4`);
  beforeAll(() => {
    const input = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25:d=6', '-pix_fmt', 'yuv420p'];
    execFileSync(FFMPEG.path, ['-y', '-v', 'error', ...input, ...encode, film]);
  });

  describe.each(BUILDS)('recorded and decoded with the $name ffmpeg', (build) => {
    let photos: Photo[];
    let part: Photo;
    let clipFromMs: number;
    const clip = join(folder, `${name}-${build.name}-clip.mp4`);
    beforeAll(async () => {
      await using ring = createRing(LIMITS, { ffmpeg: build });
      ring.begin(connection(100)).write(await fragmented(build, film));
      photos = await Promise.all([1940, 2580, 3980].map((atMs) => ring.photo(atMs)));
      part = await ring.photo(2580, PART);
      clipFromMs = (await ring.clip(1500, 4500, clip, 0)).fromMediaMs;
    });

    test('every photograph is found in the clip by its hash, at its time', async () => {
      const { frames } = await new ClipDecoder(clip, build.path).frames();
      for (const { decoded, source } of [...photos, part]) {
        const found = frames.filter(({ sha256 }) => sha256 === decoded?.sha256);
        expect(found).toHaveLength(1);
        // pictures shown before the key frame come first in a clip that begins with an open group
        expect(Math.abs((found[0]?.timeMs ?? 0) - (source.mediaMs - clipFromMs))).toBeLessThan(201);
        expect(decoded).toMatchObject({ pixFmt: 'yuv420p', width: 640, height: 360 });
      }
    });

    test('and made again byte for byte, whole and in part', async () => {
      const decoder = new ClipDecoder(clip, build.path);
      const frames = await decoder.frames();
      for (const photo of [...photos, part]) {
        const made = await decoder.photo(indexOf(frames, photo), frames.colour, photo.rect);
        expect(made.equals(Buffer.from(photo.jpeg))).toBe(true);
      }
      expect(part.rect).toEqual({ left: 192, top: 72, width: 256, height: 216 });
    });

    test.each(BUILDS)('and by the $name ffmpeg, but for rounding', async (other) => {
      const decoder = new ClipDecoder(clip, other.path);
      const frames = await decoder.frames();
      for (const photo of photos) {
        const made = await decoder.photo(indexOf(frames, photo), frames.colour);
        const [a, b] = [await jpegPixels(made), await jpegPixels(photo.jpeg)];
        const { largest, mean } = pixelDifference(a?.pixels ?? PART_OF_NOTHING, b?.pixels ?? OTHER);
        expect(largest).toBeLessThanOrEqual(16);
        expect(mean).toBeLessThanOrEqual(0.5);
      }
    });
  });
});

const PART_OF_NOTHING = new Uint8Array([0]);
const OTHER = new Uint8Array([255]);

function indexOf({ frames }: ClipFrames, { decoded }: Photo): number {
  return frames.find(({ sha256 }) => sha256 === decoded?.sha256)?.index ?? Number.NaN;
}

test('several pictures come in their order, as the detector and the readers get them', async () => {
  const decoder = new ClipDecoder(join(folder, 'H.264.mp4'), FFMPEG.path);
  const frames = await decoder.frames();
  const input = { width: 416, height: 416 };
  const views = await decoder.views([3, 40], { view: WHOLE, input }, frames);
  expect(views.map(({ content, picture, mediaMs }) => ({ content, picture, mediaMs }))).toEqual(
    [120, 1600].map((mediaMs) => ({
      ...{ content: { width: 416, height: 234 }, picture: { width: 640, height: 360 }, mediaMs },
    })),
  );
  const [one, two] = await decoder.stills([3, 40], frames);
  expect(one?.length).toBe(640 * 360 * 3);
  expect(Buffer.from(one ?? []).equals(Buffer.from(two ?? []))).toBe(false);
  const [again] = await decoder.stills([40], frames);
  expect(Buffer.from(again ?? []).equals(Buffer.from(two ?? []))).toBe(true);
});

test.each([
  ['Decoder (codec hevc) not found for input stream #0:0', 'hevc'],
  ['Decoding requested, but no decoder found for: hevc', 'hevc'],
  [
    'Could not find codec parameters for stream 0 (Video: none (xxxx / 0x78787878), 640x360): unknown codec',
    'unknown',
  ],
  ['moov atom not found', undefined],
])('%s: the codec that is not decoded is %s', (words, codec) => {
  expect(codecNotDecoded(words)).toBe(codec);
});

test('a film that is damaged at its head is an error with the words of ffmpeg', async () => {
  const path = join(folder, 'empty.mp4');
  execFileSync('sh', ['-c', `head -c 100 '${join(folder, 'H.264.mp4')}' > '${path}'`]);
  await expect(new ClipDecoder(path, FFMPEG.path).frames()).rejects.toMatchObject({
    code: 'ffmpeg/failed',
    facts: { tail: expect.stringMatching(/moov|Invalid data/) },
  });
});
