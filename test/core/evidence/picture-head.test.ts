import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPictureHead, unmetColour } from '../../../agent/core/evidence/picture-head.ts';
import { still } from './gate-fixture.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#446688' } });

describe('head of a picture', () => {
  it.each([
    ['a JPEG', () => picture(1280, 720).jpeg(), 24],
    ['a progressive JPEG', () => picture(1280, 720).jpeg({ progressive: true }), 24],
    [
      'a JPEG with EXIF',
      () =>
        picture(1280, 720)
          .withExif({ IFD0: { Make: 'x'.repeat(9000) } })
          .jpeg(),
      24,
    ],
    ['a grey JPEG', () => picture(1280, 720).toColourspace('b-w').jpeg(), 8],
    ['a PNG', () => picture(1280, 720).png(), 24],
    ['a PNG with alpha', () => picture(1280, 720).ensureAlpha().png(), 24],
    ['a grey PNG', () => picture(1280, 720).toColourspace('b-w').png(), 8],
  ] as const)('%s says its size and colours', async (_sentence, make, bits) => {
    const bytes = await make().toBuffer();
    expect(readPictureHead(bytes)).toEqual({ width: 1280, height: 720, bits });
  });

  it.each([
    ['nothing', []],
    ['something else', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
    ['a JPEG cut off in its tables', [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0, 0, 0, 0, 0, 0]],
    ['a JPEG gone wrong', [0xff, 0xd8, 0x00, 0xe0, 0, 16, 0, 0, 0, 0, 0, 0]],
  ])('%s has none', (_sentence, bytes) => {
    expect(readPictureHead(Uint8Array.from(bytes))).toBeUndefined();
  });

  it('a grey panorama is not enough, a grey close-up is', () => {
    const head = { width: 1280, height: 720, bits: 8 };
    expect(unmetColour(still('panorama-first', 0), head)).toEqual([
      'picture: panorama-first has 8 bits of colour, must be 24',
    ]);
    expect(unmetColour(still('closeup', 0), head)).toEqual([]);
  });
});
