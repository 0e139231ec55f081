import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { createRing } from '../../../agent/adapters/ffmpeg/ring.ts';
import { readPpm } from '../../../agent/adapters/ffmpeg/still.ts';
import { colourOf } from '../../../agent/adapters/ffmpeg/still-colour.ts';
import { BUILDS, connection, FFMPEG, fragmented } from './ring-footage.ts';

const folder = mkdtempSync(join(tmpdir(), 'still-colour-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['yuv420p(tv, bt709, progressive)', 480, { matrix: 'bt709', range: 'tv', tagged: true }],
  ['yuv420p(tv, bt709)', 480, { matrix: 'bt709', range: 'tv', tagged: true }],
  ['yuvj420p(pc, bt470bg/unknown/unknown)', 1080, { matrix: 'bt601', range: 'pc', tagged: true }],
  ['yuv420p(tv, smpte170m)', 1080, { matrix: 'bt601', range: 'tv', tagged: true }],
  [
    'yuv420p10le(tv, bt2020nc/bt2020/smpte2084)',
    2160,
    { matrix: 'bt2020', range: 'tv', tagged: true },
  ],
  ['yuv420p', 1080, { matrix: 'bt709', range: 'tv', tagged: false }],
  ['yuv420p(progressive)', 720, { matrix: 'bt709', range: 'tv', tagged: false }],
  ['yuv420p(tv)', 576, { matrix: 'bt601', range: 'tv', tagged: false }],
  ['yuvj420p(pc)', 576, { matrix: 'bt601', range: 'pc', tagged: false }],
])('%s of %i lines', (format, height, expected) => {
  const words = `  Stream #0:0: Video: h264 (High) (avc1 / 0x31637661), ${format}, 640x480, 25 fps`;
  expect(colourOf(words, height)).toEqual(expected);
});

describe.each(BUILDS)('with the $name ffmpeg', (build) => {
  const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  test.each([
    ['tagged BT.709', 'bt709', 'tv', [...tags, '-color_range', 'tv'], '320x240'],
    ['tagged full range', 'bt709', 'pc', [...tags, '-color_range', 'pc'], '320x240'],
    ['untagged HD', 'bt709', 'tv', [], '1280x720'],
    ['untagged SD', 'bt601', 'tv', [], '320x240'],
  ])('%s: a colour comes back as it was', async (name, matrix, range, options, size) => {
    const path = join(folder, `${name.replace(/\W/g, '')}-${build.name}.mp4`);
    const source = ['-f', 'lavfi', '-i', `color=c=0x30C050:s=${size}:r=5:d=1,format=rgb24`];
    const scale = `scale=out_color_matrix=${matrix}:out_range=${range},format=yuv420p`;
    const encode = ['-c:v', 'libx264', '-crf', '1', ...options];
    execFileSync(FFMPEG.path, ['-y', '-v', 'error', ...source, '-vf', scale, ...encode, path]);
    const limits = { keepMs: 60_000, maxBytes: 1 << 24, directory: folder };
    await using ring = createRing({ name, ...limits }, { ffmpeg: build });
    ring.begin(connection()).write(await fragmented(build, path));
    const still = await ring.still(400);
    const photo = sharp((await ring.photo(400)).jpeg).removeAlpha();
    for (const pixels of [still.pixels, await photo.raw().toBuffer()]) {
      const middle = pixels.length / 2 - ((pixels.length / 2) % 3);
      const [red = 0, green = 0, blue = 0] = pixels.subarray(middle, middle + 3);
      expect(Math.abs(red - 0x30)).toBeLessThanOrEqual(3);
      expect(Math.abs(green - 0xc0)).toBeLessThanOrEqual(3);
      expect(Math.abs(blue - 0x50)).toBeLessThanOrEqual(3);
    }
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['half a picture', Buffer.from('P6\n4 4\n255\n123456')],
  ['something else', Buffer.from('GIF89a')],
])('%s is no still', (_name, bytes) => {
  expect(() => readPpm(bytes)).toThrow(/expected one decoded picture/);
});
