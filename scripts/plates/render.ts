import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import sharp from 'sharp';
import { openStage, type Stage } from '../street/film/browser.ts';
import { develop, developmentOf } from '../street/training/develop.ts';
import { type PlateBatch, plateBatchOf } from '../street/training/plate-shots.ts';
import { JUDGING, TRAINING } from '../street/training/split.ts';
import { diceOf } from '../street/world/dice.ts';
import { frameAt, sceneOf } from '../street/world/frame-state.ts';
import { random } from '../street/world/random.ts';

interface Options {
  readonly out: string;
  readonly half: string;
  readonly seed: string;
  readonly plates: string;
  readonly vehicles: string;
  readonly from: string;
}

/** What a rendered picture shows; the picture is `<folder>/<file>`. */
const COLUMNS = 'file,plate,rows,light,weather,left,top,width,height';
const FOLDERS = ['plates', 'vehicles'] as const;

type Folder = (typeof FOLDERS)[number];
type Shot = PlateBatch['shots'][number];

async function main(options: Options): Promise<void> {
  const half = options.half === 'judging' ? JUDGING : TRAINING;
  const [seed, wanted] = [Number(options.seed), Number(options.plates)];
  for (const folder of FOLDERS) await mkdir(join(options.out, folder), { recursive: true });
  await using stage = await openStage();
  const lines: Record<Folder, string[]> = { plates: [], vehicles: [] };
  const shoot = async (folder: Folder, { cast, shots }: Pick<PlateBatch, 'cast' | 'shots'>) => {
    await stage.load({ ...sceneOf(cast), roaming: true });
    for (const shot of shots)
      lines[folder].push(await take(stage, join(options.out, folder), shot, seed));
    const table = [COLUMNS, ...lines[folder]].join('\n');
    await writeFile(join(options.out, `${folder}.csv`), `${table}\n`);
  };
  for (let number = Number(options.from); lines.plates.length < wanted; number += 1) {
    const batch = plateBatchOf(seed, number, half);
    await shoot('plates', batch);
    if (lines.vehicles.length < Number(options.vehicles)) await shoot('vehicles', batch.vehicles);
    process.stderr.write(`${lines.plates.length} of ${wanted} plates\n`);
  }
}

/** Takes one picture, as a cheap camera would, and returns its line of the table. */
async function take(stage: Stage, folder: string, shot: Shot, seed: number): Promise<string> {
  const { scenario, plate, cut, plateBox } = shot;
  const { light, weather } = scenario;
  const dice = diceOf(random(seed, 'develop', plate));
  const pixels = await stage.frame(frameAt(scenario, 0));
  const whole = await develop(pixels, scenario.camera.size, developmentOf(light, dice), dice);
  const file = `${plate}.jpg`;
  await sharp(whole).extract(cut).jpeg({ quality: 90 }).toFile(join(folder, file));
  const box = [plateBox.left, plateBox.top, plateBox.width, plateBox.height].map(Math.round);
  return [file, plate, shot.tall ? 2 : 1, light, weather, ...box].join(',');
}

await new Command('render')
  .description('pictures of plates and of the vehicles that carry them, from the rendered street')
  .requiredOption('--out <folder>', 'where they go')
  .option('--half <training|judging>', 'of the street: judging only to measure on', 'judging')
  .option('--plates <number>', 'how many, at least', '1000')
  .option('--vehicles <number>', 'how many vehicles, at least', '200')
  .option('--seed <number>', 'the same half and seed give the same set', '1')
  .option('--from <number>', 'number of the first batch', '0')
  .action(main)
  .parseAsync();
