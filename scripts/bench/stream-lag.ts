/**
 * How well the lag between two streams of one camera is measured: each clip against a small, poor copy of itself
 * that is ahead or behind by a known time, 30 comparisons of each.
 *
 *   npx tsx scripts/bench/stream-lag.ts CLIP...
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '../../agent/adapters/clock/clock.ts';
import { type Ffmpeg, locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { openSource } from '../../agent/adapters/ffmpeg/open-source.ts';
import { sourceOptions } from '../../agent/adapters/ffmpeg/options.ts';
import { healthPicture } from '../../agent/core/health/health-picture.ts';
import { NO_LAG, stepLag } from '../../agent/core/health/lag.ts';
import { small } from '../../agent/core/health/small.ts';
import { compareStreams, type SmallAt } from '../../agent/core/health/streams.ts';
import { WHOLE } from '../../agent/core/vision/view.ts';

const run = promisify(execFile);

const LAGS_MS = [0, 500, 1300, 3000, -2000];
const COMPARISONS = 30;
/** As the agent looks at the small stream, and how far around the moment it keeps pictures. */
const SMALL_FPS = 2;
const AROUND_MS = 5000;
const MAIN_FPS = 10;
const NEAR_MS = 300;
const LITTLE_MS = 100;

async function picturesOf(ffmpeg: Ffmpeg, path: string, fps: number): Promise<SmallAt[]> {
  const source = openSource(sourceOptions.parse({ kind: 'file', path, pace: 'fast', fps }), {
    ffmpeg,
    views: [WHOLE],
    input: { width: 544, height: 320 },
    clock: systemClock('UTC'),
    onNotice: () => {},
  });
  const pictures: SmallAt[] = [];
  for await (const [frame] of source.frames(new AbortController().signal)) {
    const { mediaMs, pixels } = frame;
    pictures.push({ mediaMs, picture: small(healthPicture(pixels, frame)) });
  }
  return pictures;
}

/** What is measured where the main stream lies behind by `lagMs`; undefined for nothing said. */
function measured(main: readonly SmallAt[], poor: readonly SmallAt[], lagMs: number) {
  const lengthMs = poor.at(-1)?.mediaMs ?? 0;
  const [fromMs, toMs] = [AROUND_MS, lengthMs - AROUND_MS];
  return Array.from({ length: COMPARISONS }, (_, at) => {
    const atMs = fromMs + ((at + 0.37) / COMPARISONS) * (toMs - fromMs);
    const around = poor.filter(({ mediaMs }) => Math.abs(mediaMs - atMs) <= AROUND_MS);
    const shown = main.reduce((a, b) =>
      Math.abs(b.mediaMs - atMs + lagMs) < Math.abs(a.mediaMs - atMs + lagMs) ? b : a,
    );
    return compareStreams(shown.picture, around, shown.mediaMs + lagMs)?.lagMs;
  });
}

function report(clip: string, lagMs: number, told: readonly (number | undefined)[]): void {
  const lags = told.filter((lag) => lag !== undefined);
  const off = lags.map((lag) => Math.abs(lag - lagMs)).sort((a, b) => a - b);
  const states = lags.map((_, at) => lags.slice(0, at + 1).reduce(stepLag, NO_LAG).correctedMs);
  const worse = states.filter((ms) => Math.abs(ms - lagMs) > Math.abs(lagMs) + LITTLE_MS);
  const near = states.filter((ms) => Math.abs(ms - lagMs) <= NEAR_MS);
  const at = (share: number) => Math.round(off[Math.floor(share * (off.length - 1))] ?? Number.NaN);
  console.log(
    `| ${clip} | ${lagMs} | ${lags.length} of ${told.length} | ${at(0.5)}, ${at(0.9)}, ${at(1)} | ${near.length}, ${worse.length} of ${states.length} |`,
  );
}

async function main(): Promise<void> {
  const ffmpeg = await locateFfmpeg(process.env);
  const folder = await mkdtemp(join(tmpdir(), 'stream-lag-'));
  console.log(
    '| clip | lag, ms | told | off by, ms: median, 90 %, most | made up for to 0.3 s, made worse |',
  );
  for (const clip of process.argv.slice(2)) {
    const copy = join(folder, 'poor.mp4');
    const poor = ['-vf', 'scale=320:-2,noise=alls=6:allf=t', '-c:v', 'libx264', '-crf', '32'];
    await run(ffmpeg.path, ['-v', 'error', '-y', '-i', clip, '-t', '75', ...poor, copy]);
    const [big, little] = [
      await picturesOf(ffmpeg, clip, MAIN_FPS),
      await picturesOf(ffmpeg, copy, SMALL_FPS),
    ];
    for (const lagMs of LAGS_MS)
      report(clip.split('/').at(-1) ?? clip, lagMs, measured(big, little, lagMs));
  }
  await rm(folder, { recursive: true });
}

await main();
