import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { openPlateEngine } from '../../agent/adapters/plate/plate-engine.ts';
import type { ClockTime } from '../../agent/core/plates/clock-grammar.ts';
import { random } from '../street/world/random.ts';

/**
 * How surely burned-in clocks are read: draws them over films, encodes, decodes and reads. Prints a table.
 * `npx tsx scripts/plates/clock-lines.ts FILM... [--clips 200] [--seed 1]`
 */
const run = promisify(execFile);
const SECONDS = 5;
const FPS = 5;
const NOTO = join(
  dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')),
  '..',
  'fonts',
  'NotoSansHans-Medium.otf',
);
const DEJAVU = '/usr/share/fonts/truetype/dejavu';
const LATIN = ['DejaVuSansMono-Bold', 'DejaVuSansMono', 'DejaVuSans', 'DejaVuSans-Bold'].map(
  (name) => `${DEJAVU}/${name}.ttf`,
);
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const ENGLISH = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

interface Style {
  readonly name: string;
  readonly draw: string;
}
const STYLES: readonly Style[] = [
  { name: 'outlined', draw: 'fontcolor=white:borderw=2:bordercolor=black' },
  { name: 'plain white', draw: 'fontcolor=white' },
  { name: 'white on black', draw: 'fontcolor=white:box=1:boxcolor=black:boxborderw=4' },
  { name: 'black on white', draw: 'fontcolor=black:box=1:boxcolor=white:boxborderw=4' },
];

interface Format {
  readonly name: string;
  /** strftime; W and w: the weekday in Chinese and English. */
  readonly text: string;
  readonly chinese?: boolean;
}
const FORMATS: readonly Format[] = [
  { name: '2026-11-26 14:45:03', text: '%Y-%m-%d %H:%M:%S' },
  { name: '2026年11月26日 星期四 14:45:03', text: '%Y年%m月%d日 星期W %H:%M:%S', chinese: true },
  { name: '2026-11-26 14:45:03 星期四', text: '%Y-%m-%d %H:%M:%S 星期W', chinese: true },
  { name: '11-26-2026 Thu 14:45:03', text: '%m-%d-%Y w %H:%M:%S' },
  { name: '26-11-2026 02:45:03 PM', text: '%d-%m-%Y %I:%M:%S %p' },
  { name: '2026/11/26 14:45:03', text: '%Y/%m/%d %H:%M:%S' },
];
const SIZES = [10, 12, 14, 18, 24, 32, 48];
const QUALITIES = [23, 28, 33, 38];

interface Clip {
  readonly film: string;
  readonly startS: number;
  readonly style: Style;
  readonly format: Format;
  readonly size: number;
  readonly crf: number;
  readonly font: string;
  /** What the clock shows at the first picture, seconds since 1970 as if it were UTC. */
  readonly epochS: number;
}

function clipOf(films: readonly string[], seed: string, at: number): Clip {
  const draw = random(Number(seed), 'clock-line', String(at));
  const one = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  const format = one(FORMATS);
  return {
    film: one(films),
    startS: Math.floor(draw() * 3),
    style: one(STYLES),
    format,
    size: one(SIZES),
    crf: one(QUALITIES),
    font: format.chinese === true ? NOTO : one([...LATIN, NOTO]),
    epochS: Math.floor(Date.UTC(2024, 0, 1) / 1000 + draw() * 6 * 365 * 86_400),
  };
}

/** The pixels around the clock of one picture a second, each with what it shows. */
async function pictures(clip: Clip, folder: string) {
  const { film, startS, style, format, size, crf, font, epochS } = clip;
  const day = new Date(epochS * 1000).getUTCDay();
  const text = format.text.replace('W', WEEKDAYS[day] ?? '').replace('w', ENGLISH[day] ?? '');
  const shown = `%{pts\\:gmtime\\:${epochS}\\:${text.replaceAll(':', String.raw`\\\:`)}}`;
  // at the bottom left: rendered films have a clock of their own at the top
  const [x, y] = [size, 720 - 2 * size];
  const signs = [...text.replaceAll(/%Y/g, '0000').replaceAll(/%./g, '00')];
  const wide = signs.reduce((sum, sign) => sum + (sign > '\u2000' ? 1.05 : 0.68), 0);
  const box = {
    x: Math.round(x - size * 0.6),
    y: Math.round(y - size * 0.5),
    width: Math.min(1270, Math.round((wide + 1.2) * size)) & ~1,
    height: Math.round(size * 2) & ~1,
  };
  const path = join(folder, 'clip.mp4');
  const burn = `drawtext=fontfile='${font}':text='${shown}':x=${x}:y=${y}:fontsize=${size}:${style.draw}`;
  const scale = 'scale=1280:720:force_original_aspect_ratio=increase,crop=1280:720';
  await run('ffmpeg', [
    ...['-v', 'error', '-y', '-stream_loop', '-1', '-ss', `${startS}`, '-i', film],
    ...['-t', `${SECONDS}`, '-an', '-vf', `fps=${FPS},setpts=N/${FPS}/TB,${scale},${burn}`],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', `${crf}`, '-threads', '2', path],
  ]);
  const pick = `select='eq(mod(n\\,${FPS})\\,2)',crop=${box.width}:${box.height}:${box.x}:${box.y}`;
  const { stdout } = await run(
    'ffmpeg',
    [
      ...['-v', 'error', '-i', path, '-vf', pick, '-vsync', 'passthrough'],
      ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
    ],
    { encoding: 'buffer', maxBuffer: 1 << 27 },
  );
  const bytes = box.width * box.height * 3;
  return Array.from({ length: Math.floor(stdout.length / bytes) }, (_, second) => ({
    pixels: new Uint8Array(stdout.subarray(second * bytes, (second + 1) * bytes)),
    width: box.width,
    height: box.height,
    shownS: epochS + second,
  }));
}

function asSeconds({ year, month, day, hour, minute, second }: ClockTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

/** Read below it is not told: 0 to 1. */
const LEGIBLE = 0.5;

interface Outcome {
  readonly clip: Clip;
  readonly confidence: number;
  readonly right: boolean;
}

/** A line of the table. */
function row(name: string, outcomes: readonly Outcome[]): string {
  const told = outcomes.filter(({ confidence }) => confidence >= LEGIBLE);
  const right = told.filter((one) => one.right).length;
  const share = (of: number, all: number) =>
    all === 0 ? '-' : `${((100 * of) / all).toFixed(1)} %`;
  return `| ${name} | ${outcomes.length} | ${share(told.length, outcomes.length)} | ${share(right, told.length)} |`;
}

async function main(): Promise<void> {
  const { values, positionals: films } = parseArgs({
    allowPositionals: true,
    options: { clips: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
  });
  const engine = await openPlateEngine(1);
  const folder = mkdtempSync(join(tmpdir(), 'clock-lines-'));
  const outcomes: Outcome[] = [];
  for (let at = 0; at < Number(values.clips); at += 1) {
    const clip = clipOf(films, values.seed, at);
    for (const { shownS, ...picture } of await pictures(clip, folder)) {
      const sight = await engine.readClock(picture);
      const right = sight?.times.some((time) => asSeconds(time) === shownS) === true;
      outcomes.push({ clip, confidence: sight?.confidence ?? 0, right });
      if (!right && (sight?.confidence ?? 0) >= LEGIBLE)
        process.stderr.write(
          `wrong: ${sight?.text} for ${new Date(shownS * 1000).toISOString()} (${sight?.confidence.toFixed(2)}) ${clip.format.name} ${clip.size} ${clip.style.name} crf ${clip.crf} ${clip.font.split('/').at(-1)}\n`,
        );
    }
  }
  rmSync(folder, { recursive: true });
  await engine.release();
  const by = (name: string, of: (clip: Clip) => string | number) => {
    const keys = [...new Set(outcomes.map(({ clip }) => of(clip)))].sort();
    return keys.map((key) =>
      row(
        `${name} ${key}`,
        outcomes.filter(({ clip }) => of(clip) === key),
      ),
    );
  };
  const lines = [
    '| clocks | pictures | told | of these right |',
    '|---|---|---|---|',
    row('all', outcomes),
    ...by('height', ({ size }) => size),
    ...by('', ({ format }) => format.name),
    ...by('', ({ style }) => style.name),
    ...by('crf', ({ crf }) => crf),
    ...by('font', ({ font }) => font.split('/').at(-1) ?? ''),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

await main();
