import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import sharp from 'sharp';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { realClips } from './faults/clip.ts';
import { openShared } from './film/shared-stage.ts';
import { type DayCamera, dayCameras } from './health-days/camera.ts';
import type { Canvas } from './health-days/canvas.ts';
import { DAY_FAULTS } from './health-days/day-faults.ts';
import { type FootageDeps, footageOf } from './health-days/footage.ts';
import { streetDay } from './health-days/street-day.ts';
import { type CameraDays, daysTable, type FaultFound, faultsTable } from './health-days/table.ts';
import { watchDay } from './health-days/watch-day.ts';

interface Options {
  readonly hours: number;
  readonly dayHours: number;
  readonly start: number;
  readonly cameras: number;
  readonly seed: number;
  readonly from: number;
  readonly faults: boolean;
  readonly real?: string;
  readonly out?: string;
  readonly pictures?: string;
}

const HOUR_MS = 3_600_000;
/** Of a fault that is put in: when in the day, how long before it the camera is watched, and how long after. */
const FAULT_HOURS = { day: 13, night: 22 } as const;
const LEAD_MS = 90_000;
const FAULT_MS = 40_000;

async function main(options: Options): Promise<void> {
  const { path: ffmpeg } = await locateFfmpeg(process.env);
  await using stage = openShared();
  const deps: FootageDeps = { ffmpeg, stage: stage.get };
  const clips = options.real === undefined ? [] : await realClips(options.real);
  const paths = clips.map(({ path }) => path);
  const cameras = dayCameras(options.cameras, options.seed, paths).slice(options.from);
  if (options.faults) {
    const found: FaultFound[] = [];
    for (const camera of cameras) found.push(...(await faultsOn(camera, options, deps)));
    process.stdout.write(`${faultsTable(found)}\n`);
    return;
  }
  const days = [...(await done(options))];
  for (const camera of cameras) {
    if (days.some(({ seed }) => seed === camera.seed)) continue;
    const one = await daysOf(camera, options, deps);
    days.push(one);
    if (options.out !== undefined) await appendFile(options.out, `${JSON.stringify(one)}\n`);
    process.stderr.write(`camera ${camera.name}: ${one.alarms.length} false alarms\n`);
  }
  process.stdout.write(`${daysTable(days)}\n`);
}

/** What an earlier run has written of days of this length. */
async function done({ out, dayHours, hours }: Options): Promise<readonly CameraDays[]> {
  if (out === undefined) return [];
  const text = await readFile(out, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CameraDays)
    .filter((one) => one.dayHours === dayHours && one.hours === hours);
}

async function daysOf(
  camera: DayCamera,
  { hours, dayHours, start, pictures }: Options,
  deps: FootageDeps,
): Promise<CameraDays> {
  const dayMs = dayHours * HOUR_MS;
  const fromMs = Math.round((dayMs * start) / 24);
  const saved: Promise<unknown>[] = [];
  const watched = watchDay({
    ...{ seed: camera.seed, fromMs, toMs: fromMs + hours * HOUR_MS },
    pictureAt: streetDay(camera, await dayAndNight(camera, deps), dayMs),
    onChange: ({ condition, to, atMs }, picture) => {
      const name = `${camera.seed}-${condition}-${to}-${atMs}.png`;
      if (pictures !== undefined) saved.push(save(picture, pictures, name));
    },
  });
  await Promise.all(saved);
  return { camera: camera.name, seed: camera.seed, hours, dayHours, ...watched };
}

async function dayAndNight(camera: DayCamera, deps: FootageDeps) {
  const day = await footageOf(camera, 'day', deps);
  return { day, night: await footageOf(camera, 'night', deps) };
}

/** Every fault by day and by night, after a minute and a half of good pictures. */
async function faultsOn(
  camera: DayCamera,
  { dayHours }: Options,
  deps: FootageDeps,
): Promise<readonly FaultFound[]> {
  const dayMs = dayHours * HOUR_MS;
  const [other] = dayCameras(1, camera.seed + 1, []);
  if (other === undefined) throw new RangeError('expected another camera');
  const place = { street: 'market-street-c', mount: 'pole-10m-long' };
  const elsewhere = streetDay(
    { ...other, place, night: camera.night },
    await dayAndNight({ ...other, place, night: camera.night }, deps),
    dayMs,
  );
  const pictureAt = streetDay(camera, await dayAndNight(camera, deps), dayMs);
  return (['day', 'night'] as const).flatMap((time) =>
    DAY_FAULTS.map((fault): FaultFound => {
      const atMs = Math.round((dayMs * FAULT_HOURS[time]) / 24);
      const { alarms } = watchDay({
        ...{ seed: camera.seed, pictureAt, fromMs: atMs - LEAD_MS, toMs: atMs + FAULT_MS },
        fault: { ...fault, atMs, elsewhere },
      });
      const first = alarms.find((one) => fault.conditions.includes(one.condition));
      return {
        ...{ fault: fault.name, time, camera: camera.name },
        ...(first !== undefined && { afterS: (first.atMs - atMs) / 1000 }),
        said: alarms.map(({ condition }) => condition),
      };
    }),
  );
}

async function save({ luma, width, height }: Canvas, folder: string, name: string) {
  await mkdir(folder, { recursive: true });
  await sharp(luma, { raw: { width, height, channels: 1 } })
    .png()
    .toFile(join(folder, name));
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('expected a number above 0');
  return value;
}

new Command('health-days')
  .description('simulates days of a camera as small pictures and counts false alarms of its health')
  .option('--hours <n>', 'hours of pictures of each camera', positive, 6)
  .option('--day-hours <n>', 'a whole day passes in so many hours', positive, 24)
  .option('--start <hour>', 'of the day, at which the cameras are put up', Number, 9)
  .option('--cameras <n>', 'how many cameras', positive, 6)
  .option('--from <n>', 'leave out the first n of them', Number, 0)
  .option('--seed <n>', 'the same seed gives the same pictures', Number, 1)
  .option('--real <folder>', 'clips of real cameras (*.mp4) besides the rendered streets')
  .option('--out <file>', 'results, one camera a line; what is in it is not done again')
  .option('--pictures <folder>', 'the pictures at which something was told')
  .option('--faults', 'put one fault of each kind in, to see that each is found', false)
  .action(main)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
