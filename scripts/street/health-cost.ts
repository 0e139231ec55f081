import process from 'node:process';
import { Command } from 'commander';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { quantile } from '../../agent/core/health/grid.ts';
import type { HealthPicture } from '../../agent/core/health/health-picture.ts';
import { INITIAL_SIGNS, stepSigns } from '../../agent/core/health/signs.ts';
import { beginViews, stepViews } from '../../agent/core/scene/views.ts';
import { streamPictures } from './faults/watch-stream.ts';

/** Health at its usual two pictures a second, the scene at one. */
const STEP_MS = 500;
/** The first calls are those of a cold machine. */
const COLD = 40;

async function main(clips: readonly string[], { rounds }: { rounds: string }): Promise<void> {
  const { path: ffmpeg } = await locateFfmpeg(process.env);
  const rows = [
    '| clip | signs: ms, median (95 %) | scene: ms, median (95 %) | ms a second |',
    '|---|---|---|---|',
  ];
  for (const clip of clips) {
    const plan = { input: ['-i', clip], healthy: [], width: 0, fps: 1, grain: 0, seed: 1 } as const;
    const stream = { codec: 'h264', gopS: 1, kbps: 1, lengthS: 1, font: '' } as const;
    const pictures: HealthPicture[] = [];
    for await (const one of streamPictures(ffmpeg, { ...plan, ...stream })) pictures.push(one);
    rows.push(costOf(clip, pictures, Number(rounds)));
  }
  process.stdout.write(`${rows.join('\n')}\n`);
}

/** Time of the processor, so that others at work on the same box count little. */
function costOf(clip: string, pictures: readonly HealthPicture[], rounds: number): string {
  let [signs, views] = [INITIAL_SIGNS, beginViews([])];
  const [ofSigns, ofScene]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1)
    pictures.forEach((picture, index) => {
      const mediaMs = (round * pictures.length + index) * STEP_MS;
      ofSigns.push(timed(() => (signs = stepSigns(signs, picture, mediaMs).state)));
      if (index % 2 === 1) return;
      ofScene.push(
        timed(() => (views = stepViews(views, picture, mediaMs, { learn: true }).views)),
      );
    });
  const mean = (all: readonly number[]) => all.reduce((a, b) => a + b, 0) / all.length;
  const [a, b] = [ofSigns.slice(COLD), ofScene.slice(COLD)];
  const aSecond = 2 * mean(a) + mean(b);
  return `| ${clip.split('/').at(-1)} | ${spread(a)} | ${spread(b)} | ${aSecond.toFixed(1)} |`;
}

function timed(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function spread(all: readonly number[]): string {
  return `${quantile(all, 0.5).toFixed(1)} (${quantile(all, 0.95).toFixed(1)})`;
}

new Command('health-cost')
  .description('what health and scene cost of a core, at 544 x 306')
  .argument('<clip...>', 'films')
  .option('--rounds <n>', 'how often each film is looked through', '3')
  .action(main)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
