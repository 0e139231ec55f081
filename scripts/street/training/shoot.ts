import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Stage } from '../film/browser.ts';
import { truthAt } from '../truth/truth-at.ts';
import { diceOf } from '../world/dice.ts';
import { frameAt, sceneOf } from '../world/frame-state.ts';
import { random } from '../world/random.ts';
import type { Scenario } from '../world/scenario.ts';
import { batchOf } from './batch.ts';
import { loadCrops } from './crops.ts';
import { develop, developmentOf } from './develop.ts';
import { yoloLabels } from './labels.ts';
import { plateBatchOf } from './plate-shots.ts';
import { type Recipe, STREETS } from './recipe.ts';
import type { Half } from './split.ts';
import { vehicleLines } from './vehicles.ts';

/** What one batch gave. */
export interface Yield {
  readonly pictures: number;
  readonly boxes: number;
  readonly plates: number;
  /** Lines of loads.csv. */
  readonly loads: string;
  /** Lines of vehicles.csv. */
  readonly vehicles: string;
}

/** The folders of a training set. */
const FOLDERS = ['images', 'labels', 'loads', 'plates'] as const;

export async function makeFolders(out: string): Promise<void> {
  for (const folder of FOLDERS) await mkdir(join(out, folder), { recursive: true });
}

/** Takes at most `most` pictures of batch `number` of a seed and writes them with their labels and crops. */
export async function shootBatch(
  stage: Stage,
  { out, seed, number, most, half, recipe }: BatchJob,
): Promise<Yield> {
  const { cast, pictures } = batchOf(seed, number, half, recipe);
  await stage.load({ ...sceneOf(cast), shuffled: true });
  let loads = '';
  let vehicles = '';
  let boxes = 0;
  const wanted = pictures.slice(0, most);
  const writing: Promise<void>[] = [];
  for (const [index, scenario] of wanted.entries()) {
    const name = pictureName(recipe, number, index);
    const pixels = await stage.frame(frameAt(scenario, 0));
    // the next picture is drawn while this one is written
    writing.push(
      writePicture(out, name, scenario, pixels, seed).then((made) => {
        loads += made.loads;
        vehicles += made.vehicles;
        boxes += made.boxes;
      }),
    );
  }
  await Promise.all(writing);
  const tables = { loads: sorted(loads), vehicles: sorted(vehicles) };
  return { pictures: wanted.length, boxes, plates: 0, ...tables };
}

/** Lines of vehicles.csv of one batch, without its pictures. */
export function tableOf({ seed, number, most, half, recipe }: BatchJob): string {
  const { pictures } = batchOf(seed, number, half, recipe);
  const lines = pictures
    .slice(0, most)
    .map((one, index) =>
      vehicleLines(one, truthAt(one, 0).objects, pictureName(recipe, number, index)),
    );
  return sorted(lines.join(''));
}

function pictureName(recipe: Recipe, number: number, index: number): string {
  const count = String(number * recipe.picturesPerBatch + index).padStart(6, '0');
  return recipe === STREETS ? count : `${recipe.name}-${count}`;
}

function sorted(lines: string): string {
  return lines
    .split(/(?<=\n)/)
    .sort()
    .join('');
}

export interface BatchJob {
  readonly out: string;
  readonly seed: number;
  readonly number: number;
  readonly most: number;
  readonly half: Half;
  readonly recipe: Recipe;
}

async function writePicture(
  out: string,
  name: string,
  scenario: Scenario,
  pixels: Buffer,
  seed: number,
): Promise<Pick<Yield, 'loads' | 'vehicles' | 'boxes'>> {
  const { size } = scenario.camera;
  const dice = diceOf(random(seed, 'develop', name));
  const jpeg = await develop(pixels, size, developmentOf(scenario.light, dice), dice);
  const { objects } = truthAt(scenario, 0);
  const labels = yoloLabels(objects, size);
  await writeFile(join(out, 'images', `${name}.jpg`), jpeg);
  await writeFile(join(out, 'labels', `${name}.txt`), labels);
  const crops = await loadCrops(jpeg, size, objects, scenario.actors, name);
  for (const crop of crops) await writeFile(join(out, 'loads', crop.name), crop.jpeg);
  const boxes = labels.split('\n').length - 1;
  const vehicles = vehicleLines(scenario, objects, name);
  return { loads: crops.map(({ line }) => line).join(''), vehicles, boxes };
}

/** Takes at most `most` plates of plate batch `number`; each file is named by its plate. */
export async function shootPlates(
  stage: Stage,
  { out, seed, number, most, half }: Omit<BatchJob, 'recipe'>,
): Promise<Yield> {
  const { cast, shots } = plateBatchOf(seed, number, half);
  await stage.load({ ...sceneOf(cast), roaming: true });
  const wanted = shots.slice(0, most);
  for (const { scenario, plate, cut } of wanted) {
    const { size, light } = { ...scenario.camera, ...scenario };
    const dice = diceOf(random(seed, 'develop', plate));
    const pixels = await stage.frame(frameAt(scenario, 0));
    const whole = await develop(pixels, size, developmentOf(light, dice), dice);
    const jpeg = await sharp(whole).extract(cut).jpeg({ quality: 90 }).toBuffer();
    await writeFile(join(out, 'plates', `${plate}.jpg`), jpeg);
  }
  return { pictures: 0, boxes: 0, plates: wanted.length, loads: '', vehicles: '' };
}
