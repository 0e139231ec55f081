import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { SheetInput } from '../../../agent/adapters/pictures/sheet-input.ts';
import { pictureStrip, stripLines } from '../../../agent/adapters/pictures/strip.ts';

const grey = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer();

const input = (jpeg: Uint8Array): SheetInput => ({
  ...{ violation: 'sidewalk-parking', stage: 'confirmed', camera: '34020000001320000017' },
  ...{ place: '106.5516, 29.563 wgs84', road: '解放路', timezone: 'Asia/Shanghai' },
  ...{ evidenceId: '01JN6Z8W3K5Q9T2X7V4B1C0D8E', evidenceUse: 'clue', unmet: 3, redacted: true },
  facts: {},
  pictures: [0, 1].map(() => ({
    ...{ jpeg, method: 'rtcp-sr', utcMaxErrorMs: 40, sha256: 'ab'.repeat(32) },
    title: { zh: '全景一', en: 'Panorama, first' },
    captureUtcMs: Date.UTC(2026, 2, 1, 0, 5, 9, 123),
  })),
});

/** Pixels, dark or red, of rows of a strip. */
async function inked(jpeg: Buffer, top: number, height: number): Promise<number> {
  const { width = 0 } = await sharp(jpeg).metadata();
  const part = { left: 0, top, width, height };
  const pixels = await sharp(jpeg).extract(part).greyscale().raw().toBuffer();
  return pixels.filter((value) => value < 90).length;
}

describe('the strip of a picture', () => {
  it.each([
    ['the kind', '人行道违停 Parking on the sidewalk'],
    ['which picture of how many', '图 Picture 2/2'],
    ['the time with milliseconds', '2026-03-01 08:05:09.123 UTC+08:00'],
    ['how far off it may be', '±0.04 s'],
    ['the place', '解放路 · 106.5516, 29.563 wgs84'],
    ['the device', '设备 Device 34020000001320000017'],
    ['the evidence number', '01JN6Z8W3K5Q9T2X7V4B1C0D8E'],
    ['all of the hash of the original', 'ab'.repeat(32)],
    ['that it is a review copy', '审阅副本 Review copy'],
  ])('names %s', async (_, text) => {
    const some = input(await grey(64, 36));
    const [picture] = some.pictures;
    if (picture === undefined) throw new Error('no picture');
    expect(stripLines(picture, some, '2/2').flat().join('\n')).toContain(text);
  });

  it.each([
    [1920, 1080],
    [330, 200],
  ])('of a picture of %d x %d lies below it and nowhere on it', async (width, height) => {
    const strip = await pictureStrip(input(await grey(width, height)), 1);
    expect(strip.width).toBe(Math.max(1280, width));
    expect(await sharp(strip.jpeg).metadata()).toMatchObject({ height: strip.height });
    expect(await inked(strip.jpeg, 0, height - 8)).toBe(0);
    expect(await inked(strip.jpeg, height + 8, strip.height - height - 8)).toBeGreaterThan(5000);
  });

  it('is refused for what is no picture', async () => {
    await expect(pictureStrip(input(Buffer.of(1, 2)), 0)).rejects.toMatchObject({
      code: 'evidence/incomplete',
    });
  });
});
