import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { evidenceSheet } from '../../../agent/adapters/pictures/sheet.ts';
import type { SheetInput } from '../../../agent/adapters/pictures/sheet-input.ts';
import { sheetAside } from '../../../agent/adapters/pictures/sheet-process.ts';
import { pictureStrip } from '../../../agent/adapters/pictures/strip.ts';

const background = { r: 90, g: 120, b: 30 };
const jpeg = await sharp({ create: { width: 640, height: 360, channels: 3, background } })
  .jpeg()
  .toBuffer();

const input = (picture: Uint8Array): SheetInput => ({
  violation: 'sidewalk-parking',
  stage: 'confirmed',
  camera: '34020000001320000017',
  evidenceId: '01JN6Z8W3K5Q9T2X7V4B1C0D8E',
  timezone: 'Asia/Shanghai',
  facts: { dwellMs: 312_000 },
  evidenceUse: 'clue',
  unmet: 0,
  pictures: [
    {
      jpeg: picture,
      title: { zh: '首次全景', en: 'First panorama' },
      captureUtcMs: Date.UTC(2026, 2, 1, 0, 5, 9, 123),
      utcMaxErrorMs: 40,
      method: 'rtcp-sr',
      sha256: 'ab'.repeat(32),
    },
  ],
});

describe('a sheet drawn in a process of its own', () => {
  it('is the same to the byte as one drawn here', async () => {
    const [aside, here] = [await sheetAside(input(jpeg)), await evidenceSheet(input(jpeg))];
    expect(Buffer.compare(aside.sheet.jpeg, here.jpeg)).toBe(0);
    expect(aside.sheet).toMatchObject({ width: here.width, height: here.height });
    const strip = await pictureStrip(input(jpeg), 0);
    expect(aside.strips).toHaveLength(1);
    expect(Buffer.compare(aside.strips[0]?.jpeg ?? Buffer.of(), strip.jpeg)).toBe(0);
  });

  it('that fails says why, and the next one is drawn all the same', async () => {
    const [bad, good] = await Promise.allSettled([
      sheetAside(input(Buffer.from('no picture'))),
      sheetAside(input(jpeg)),
    ]);
    expect(bad).toMatchObject({ reason: { code: 'evidence/incomplete', name: 'AgentError' } });
    expect(bad.status === 'rejected' && bad.reason.message).toContain('cannot be decoded');
    expect(good.status).toBe('fulfilled');
  });

  it.skipIf(process.platform !== 'linux')('leaves no process behind', async () => {
    const pids = new Set<string>();
    const watch = setInterval(() => {
      for (const pid of sheetChildren()) pids.add(pid);
    }, 5);
    await sheetAside(input(jpeg));
    clearInterval(watch);
    expect(pids.size).toBe(1);
    expect(sheetChildren()).toEqual([]);
  });
});

/** Processes below this one that draw sheets. */
function sheetChildren(): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const parent = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1];
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return parent === String(process.pid) && words.includes('sheet-child');
    } catch {
      return false; // it ended meanwhile
    }
  });
}
