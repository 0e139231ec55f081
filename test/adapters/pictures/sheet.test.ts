import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { evidenceSheet } from '../../../agent/adapters/pictures/sheet.ts';
import type { SheetInput, SheetPicture } from '../../../agent/adapters/pictures/sheet-input.ts';
import { planSheet, type Rect } from '../../../agent/adapters/pictures/sheet-plan.ts';

const grey = await sharp({
  create: { width: 1280, height: 720, channels: 3, background: '#808080' },
})
  .jpeg()
  .toBuffer();

const picture: SheetPicture = {
  jpeg: grey,
  title: { zh: '首次全景', en: 'First panorama' },
  captureUtcMs: Date.UTC(2026, 2, 1, 0, 5, 9, 123),
  utcMaxErrorMs: 40,
  method: 'rtcp-sr',
  sha256: 'ab'.repeat(32),
};

const input = (pictures: readonly SheetPicture[], more: Partial<SheetInput> = {}): SheetInput => ({
  violation: 'sidewalk-parking',
  stage: 'confirmed',
  camera: '34020000001320000017',
  place: '解放路',
  evidenceId: '01JN6Z8W3K5Q9T2X7V4B1C0D8E',
  timezone: 'Asia/Shanghai',
  evidenceUse: 'clue',
  unmet: 3,
  facts: { dwellMs: 312_000, overlap: 0.8 },
  pictures,
  ...more,
});

/** RGB of one part of the sheet. */
async function part(jpeg: Buffer, { left, top, width, height }: Rect) {
  return sharp(jpeg).extract({ left, top, width, height }).raw().toBuffer();
}

/** Pixels that differ between two sheets: those well within `rect`, and those on its edge or outside. */
async function changes(before: Buffer, after: Buffer, rect: Rect) {
  const [a, b] = await Promise.all(
    [before, after].map((one) => sharp(one).greyscale().raw().toBuffer()),
  );
  const { width = 1 } = await sharp(before).metadata();
  const found = { dark: 0, outside: 0 };
  a?.forEach((value, at) => {
    if (Math.abs(value - (b?.[at] ?? 0)) < 60) return;
    const [x, y] = [(at % width) - rect.left, Math.floor(at / width) - rect.top];
    const within = x >= 8 && y >= 8 && x < rect.width - 8 && y < rect.height - 8;
    found[within ? 'dark' : 'outside'] += 1;
  });
  return found;
}

describe('the plan', () => {
  it.each([
    [1, 1, true],
    [2, 2, true],
    [3, 3, true],
    [4, 4, true],
    [7, 4, true],
  ])('for %d pictures shows %d and has room for the facts: %s', (count, shown, hasPanel) => {
    const { cells, panel } = planSheet(count);
    expect(cells).toHaveLength(shown);
    expect(panel !== undefined).toBe(hasPanel);
  });

  it.each([1, 2, 3, 4])('for %d pictures overlaps nowhere and stays on the sheet', (count) => {
    const { cells, panel, header, strip, footer, width, height } = planSheet(count);
    const rects = [header, strip, footer, ...cells.flatMap((c) => [c.picture, c.caption])];
    if (panel !== undefined) rects.push(panel);
    rects.forEach((a, index) => {
      expect(a.left + a.width).toBeLessThanOrEqual(width);
      expect(a.top + a.height).toBeLessThanOrEqual(height);
      for (const b of rects.slice(index + 1)) {
        const apartX = a.left + a.width <= b.left || b.left + b.width <= a.left;
        const apartY = a.top + a.height <= b.top || b.top + b.height <= a.top;
        expect(apartX || apartY).toBe(true);
      }
    });
  });
});

describe('the sheet', () => {
  it.each([1, 2, 3, 4, 5])('of %d pictures is a 24-bit JPEG of the size it says', async (count) => {
    const sheet = await evidenceSheet(input(Array<SheetPicture>(count).fill(picture)));
    const { width, height } = planSheet(count);
    expect([sheet.width, sheet.height]).toEqual([width, height]);
    expect(await sharp(sheet.jpeg).metadata()).toMatchObject({
      ...{ format: 'jpeg', width, height, channels: 3 },
    });
  });

  it('draws zone and box in their places, on a copy', async () => {
    const before = Buffer.from(grey);
    const box = { left: 0.25, top: 0.25, right: 0.5, bottom: 0.75 };
    const zone = [
      [0.6, 0.2],
      [0.9, 0.2],
      [0.9, 0.8],
      [0.6, 0.8],
    ] as const;
    const { jpeg } = await evidenceSheet(input([{ ...picture, box, zone }]));
    const at = planSheet(1).cells[0]?.picture as Rect;
    const colour = async (x: number, y: number) => {
      const left = at.left + Math.round(x * at.width) - 1;
      const top = at.top + Math.round(y * at.height) - 1;
      return [...(await part(jpeg, { left, top, width: 1, height: 1 }))];
    };
    const [onFrame, inZone, elsewhere] = [
      await colour(0.25, 0.5),
      await colour(0.75, 0.5),
      await colour(0.05, 0.05),
    ];
    expect((onFrame[0] ?? 0) - (onFrame[2] ?? 0)).toBeGreaterThan(100);
    expect((inZone[0] ?? 0) - (inZone[2] ?? 0)).toBeGreaterThan(15);
    expect(Math.abs((elsewhere[0] ?? 0) - (elsewhere[2] ?? 0))).toBeLessThan(8);
    expect(grey.equals(before)).toBe(true);
  });

  it.each([
    ['the evidence number', 'header', { evidenceId: '01JN6Z8W3K5Q9T2X7V4B1C0D8F' }],
    ['an unknown violation by its id', 'header', { violation: 'burning-leaves' }],
    ['the stage', 'header', { stage: 'cleared' }],
    ['that it is no clue', 'header', { evidenceUse: 'penalty', unmet: 0 }],
    ['how many conditions are unmet', 'header', { unmet: 4 }],
    ['a recognised property by another word than a dwell', 'header', { facts: {} }],
    ['the place', 'strip', { place: '人民路' }],
    ['the camera', 'strip', { camera: '34020000001320000018' }],
    ['the dwell', 'strip', { facts: { dwellMs: 900_000 } }],
    ['the time zone', 'strip', { timezone: 'UTC' }],
  ] as const)('shows %s in the %s', async (_, where, more) => {
    const rect = planSheet(1)[where];
    const [plain, changed] = [
      await evidenceSheet(input([picture])),
      await evidenceSheet(input([picture], more)),
    ];
    expect((await part(plain.jpeg, rect)).equals(await part(changed.jpeg, rect))).toBe(false);
  });

  it.each([
    ['the clock that the error is measured against', { method: 'file' }],
    ['the error', { utcMaxErrorMs: 86_400_000 }],
  ] as const)('shows %s in the caption', async (_, more) => {
    const rect = planSheet(1).cells[0]?.caption as Rect;
    const [plain, changed] = [
      await evidenceSheet(input([picture])),
      await evidenceSheet(input([{ ...picture, ...more }])),
    ];
    expect((await part(plain.jpeg, rect)).equals(await part(changed.jpeg, rect))).toBe(false);
  });

  it.each([1, 2, 3, 4])(
    'of %d pictures keeps the facts in their panel, however many',
    async (count) => {
      const pictures = Array<SheetPicture>(count).fill(picture);
      const many = Object.fromEntries(
        Array.from({ length: 40 }, (_, n) => [
          `factWithALongName${n}`.repeat(3),
          '事实'.repeat(60),
        ]),
      );
      const [plain, full] = [
        await evidenceSheet(input(pictures, { facts: {} })),
        await evidenceSheet(input(pictures, { facts: many })),
      ];
      const panel = planSheet(count).panel as Rect;
      const { dark, outside } = await changes(plain.jpeg, full.jpeg, panel);
      expect(dark).toBeGreaterThan(1000);
      expect(outside).toBe(0);
    },
  );

  it.each([
    ['no picture at all', []],
    ['a picture that is none', [{ ...picture, jpeg: Buffer.from('not a picture') }]],
    ['a picture of no bytes', [{ ...picture, jpeg: Buffer.alloc(0) }]],
  ])('refuses %s', async (_, pictures) => {
    await expect(evidenceSheet(input(pictures))).rejects.toMatchObject({
      code: 'evidence/incomplete',
    });
  });
});
