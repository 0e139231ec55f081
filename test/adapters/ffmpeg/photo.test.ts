import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRing, type RecordedRing } from '../../../agent/adapters/ffmpeg/ring.ts';
import { BUILDS, connection, FFMPEG, fragmented } from './ring-footage.ts';

const folder = mkdtempSync(join(tmpdir(), 'photo-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LIMITS = { name: 'photo', keepMs: 60_000, maxBytes: 64 << 20, directory: folder };

describe.each(BUILDS)('with the $name ffmpeg', (build) => {
  let bytes: Buffer;
  beforeAll(async () => {
    const path = join(folder, `${build.name}.mp4`);
    const source = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=25:d=2'];
    const encode = ['-c:v', 'libx264', '-crf', '12', '-bf', '2', '-g', '25', '-pix_fmt', 'yuv420p'];
    execFileSync(FFMPEG.path, ['-y', '-v', 'error', ...source, ...encode, path]);
    bytes = await fragmented(build, path);
  });

  function opened(): RecordedRing {
    const ring = createRing(LIMITS, { ffmpeg: build });
    ring.begin(connection()).write(bytes);
    return ring;
  }

  test('a photo is the still of that moment, as a JPEG with all its colours', async () => {
    await using ring = opened();
    for (const atMs of [0, 360, 1240]) {
      const still = await ring.still(atMs);
      const photo = await ring.photo(atMs);
      expect(photo).toMatchObject({
        size: still.size,
        source: still.source,
        captureUtc: still.captureUtc,
      });
      expect(await sharp(photo.jpeg).metadata()).toMatchObject({
        ...{ format: 'jpeg', width: 640, height: 360 },
        ...{ channels: 3, depth: 'uchar' },
      });
      expect(new Set(samplingFactors(photo.jpeg)).size).toBe(1);
      expect(psnr(await rgb(photo.jpeg), still.pixels)).toBeGreaterThan(34);
    }
  });

  test('a part is cut from the same picture, and at its edge', async () => {
    await using ring = opened();
    const still = await ring.still(800);
    const box = { left: 0.701, top: 0.25, right: 1.2, bottom: 0.75 };
    const { jpeg, size, source } = await ring.photo(800, box);
    expect(source).toEqual(still.source);
    expect(size).toEqual({ width: 192, height: 180 });
    const raw = { raw: { ...still.size, channels: 3 } } as const;
    const place = { left: 448, top: 90, ...size };
    const cut = await sharp(still.pixels, raw).extract(place).raw().toBuffer();
    expect(psnr(await rgb(jpeg), cut)).toBeGreaterThan(32);
  });
});

function rgb(jpeg: Uint8Array): Promise<Buffer> {
  return sharp(jpeg).removeAlpha().raw().toBuffer();
}

/** Of each component, from the JPEG's baseline frame header (ITU-T T.81, B.2.2): equal ones are 4:4:4. */
function samplingFactors(jpeg: Uint8Array): number[] {
  const start = Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xc0]));
  const components = jpeg[start + 9] ?? 0;
  return Array.from({ length: components }, (_, at) => jpeg[start + 11 + 3 * at] ?? 0);
}

/** Peak signal-to-noise ratio, dB. */
function psnr(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  let sum = 0;
  a.forEach((value, at) => {
    sum += (value - (b[at] ?? 0)) ** 2;
  });
  return 10 * Math.log10(255 ** 2 / (sum / a.length));
}
