import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { factText, factWords, panelFacts } from '../../../agent/adapters/pictures/fact-words.ts';
import {
  errorText,
  methodWords,
  stageWords,
  timeText,
  useText,
} from '../../../agent/adapters/pictures/sheet-words.ts';
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
    ['parts', { parasol: 0.9, goods: 1 }, 'parasol 90 % · 货物 goods 100 %'],
    ['ground', 'part', '组成部分 part'],
    ['ground', 'anchor', '主体 anchor'],
    ['outcome', 'self-corrected', '自行纠正 self-corrected'],
    ['outcome', 'time-break', '时间中断 time-break'],
    ['direction', 'right', '向右 right'],
    ['stillThereHours', 4, '4 h'],
    ['moved', 0.01, '0.01'],
    ['box', [0.7523, 0.3017, 0.9693, 0.6603], '0.7523, 0.3017, 0.9693, 0.6603'],
    ['constructor', 'toString', 'toString'],
    ['load', { state: 'heaped', posterior: 0.984, looks: 5 }, '冒装 heaped 98.4 % · 5 次 5 looks'],
    ['plough', { state: 'up', posterior: 1, looks: 1 }, 'up 100 % · 1 次 1 look'],
    ['plough', { state: 'up' }, 'state up'],
    ['plates', ['A1', 'B2'], 'A1, B2'],
  ])('the fact %s = %j reads well', (name, value, expected) => {
    expect(factText(name, value)).toBe(expected);
  });

  it.each(['box', 'ground', 'parts', 'outcome', 'stillThereHours', 'observations', 'moved'])(
    'the fact %s has a name in both languages',
    (name) => {
      const { zh, en } = factWords(name);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[A-Z]/);
    },
  );

  it('the panel shows the telling facts first, and none that stand elsewhere', () => {
    const facts = { box: [], mine: 1, overlap: 1, outcome: 'left', zoneId: 'a', dwellMs: 1 };
    const shown = panelFacts({ ...facts, plate: undefined, from: [0, 0], states: { cover: 1 } });
    expect(shown.map(([name]) => name)).toEqual(['outcome', 'cover', 'overlap', 'box', 'mine']);
  });

  it.each([
    [0, '0 s'],
    [39.2, '0.04 s'],
    [50, '0.05 s'],
    [1000, '1 s'],
    [2500, '2.5 s'],
    [90_000, '1 min 30 s'],
    [86_400_000, '24 h'],
    [3_660_001, '1 h 1 min 0.001 s'],
  ])('an error of %d ms reads %s', (ms, expected) => {
    expect(errorText(ms)).toBe(expected);
  });

  it.each([
    ['rtcp-sr', '摄像机时钟', 'camera clock'],
    ['file', '录像时间', 'recording time'],
    ['arrival', '到达时间', 'arrival time'],
  ])('a time by %s is the one of %s, %s', (method, zh, en) => {
    expect(methodWords(method)).toEqual({ zh, en });
  });

  it.each([
    ['confirmed', { dwellMs: 1 }, '持续时间已满', 'Dwell reached'],
    ['confirmed', { posterior: 0.9 }, '已识别', 'Recognised'],
    ['suspected', { dwellMs: 1 }, '疑似', 'Suspected'],
    ['cleared', { dwellMs: 1 }, '已结束', 'Ended'],
    ['reviewed', {}, 'reviewed', ''],
  ])('the stage %s with %j is no verdict', (stage, facts, zh, en) => {
    expect(stageWords(stage, facts)).toEqual({ zh, en });
  });

  it.each([
    ['clue', 6, '仅供线索 Clue only · 6 项条件未满足 6 conditions unmet'],
    ['clue', 1, '仅供线索 Clue only · 1 项条件未满足 1 condition unmet'],
    ['penalty', 0, '证据级 Penalty-grade, subject to review'],
  ] as const)('a %s with %d unmet reads %s', (use, unmet, expected) => {
    expect(useText(use, unmet)).toBe(expected);
  });
});
