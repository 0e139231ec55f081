import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { factText, timeText } from '../../../agent/adapters/pictures/sheet-words.ts';
import { escaped, renderText } from '../../../agent/adapters/pictures/text.ts';
import { renderedHash } from './fixtures/render.ts';

const style = { size: 24, color: '#14202c' } as const;

describe('text', () => {
  it('looks the same on a machine that has no fonts at all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fonts-'));
    const file = join(folder, 'fonts.conf');
    await writeFile(file, '<?xml version="1.0"?><fontconfig></fontconfig>');
    const script = fileURLToPath(new URL('fixtures/render.ts', import.meta.url));
    const env = { ...process.env, FONTCONFIG_FILE: file, FONTCONFIG_PATH: folder };
    const run = promisify(execFile);
    const bare = await run(process.execPath, ['--import', 'tsx', script, '--print'], { env });
    await rm(folder, { recursive: true });
    expect(bare.stdout).toBe(await renderedHash());
  });

  it('is as high with a dot as with Chinese, so that lines stand level', async () => {
    const heights = await Promise.all(
      ['.', '人行道', 'Ag', '—'].map((text) => renderText(text, style)),
    );
    const all = heights.map(({ height }) => height);
    expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(1);
  });

  it.each([200, 60, 40])('keeps to %d pixels, however long', async (maxWidth) => {
    const { width } = await renderText('解放路与人民路交叉口东北角人行道'.repeat(4), {
      ...style,
      maxWidth,
    });
    expect(width).toBeLessThanOrEqual(maxWidth);
  });

  it('takes markup and control characters as letters', async () => {
    expect(escaped('<b a="1">&\u0007')).toBe('&lt;b a=&quot;1&quot;&gt;&amp; ');
    expect((await renderText('</span><& "\u0000', style)).width).toBeGreaterThan(20);
  });
});

describe('words', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-01 08:05:09.123 UTC+08:00'],
    ['America/New_York', '2026-02-28 19:05:09.123 UTC-05:00'],
  ])('the time in %s has milliseconds and its offset', (timezone, expected) => {
    expect(timeText(Date.UTC(2026, 2, 1, 0, 5, 9, 123), timezone)).toBe(expected);
  });

  it.each([
    ['dwellMs', 312_340, '5 min 12.3 s'],
    ['longestGapMs', 3_725_000, '1 h 2 min 5.0 s'],
    ['overlap', 0.8333, '83.3 %'],
    ['label', 'truck', '货车 truck'],
    ['label', 'gondola', 'gondola'],
    ['warned', true, '是 yes'],
    ['parts', { parasol: 0.9, goods: 1 }, 'parasol 0.9 goods 1'],
    ['plates', ['A1', 'B2'], 'A1, B2'],
  ])('the fact %s = %j reads well', (name, value, expected) => {
    expect(factText(name, value)).toBe(expected);
  });
});
