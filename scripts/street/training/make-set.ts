import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Closer } from '../../../agent/lib/closer.ts';
import { openStage, type Stage } from '../film/browser.ts';
import { LOAD_COLUMNS } from './crops.ts';
import { CLASSES, LEAST_PIXELS, LEAST_VISIBLE } from './labels.ts';
import { COVERS, LOADS, NIGHTS, type Recipe, STALLS, STREETS } from './recipe.ts';
import { makeFolders, shootBatch, shootPlates, tableOf, type Yield } from './shoot.ts';
import type { Half } from './split.ts';
import { VEHICLE_COLUMNS } from './vehicles.ts';

export interface SetWish {
  readonly out: string;
  /** Of judging only to measure on. */
  readonly half: Half;
  readonly seed: number;
  readonly pictures: number;
  /** Pictures of trucks near by. */
  readonly loads: number;
  /** Pictures of few trucks in clear view, laden with what is easily mistaken. */
  readonly covers: number;
  /** Pictures of stalls and who sells at them. */
  readonly stalls: number;
  /** Pictures of dark streets. */
  readonly nights: number;
  readonly plates: number;
  /** Browsers side by side. */
  readonly browsers: number;
  readonly signal?: AbortSignal;
  readonly onYield?: (total: Yield) => void;
}

type Job = (stage: Stage) => Promise<Yield>;

const NOTHING: Yield = { pictures: 0, boxes: 0, plates: 0, loads: '', vehicles: '' };

/**
 * Makes a set: images, labels (YOLO), crops of loads and of plates. The same seed gives the same
 * set, however many browsers make it.
 */
export async function makeSet(wish: SetWish): Promise<Yield> {
  const { out, signal, onYield } = wish;
  await makeFolders(out);
  const jobs = jobsOf(wish);
  const lines: Yield[] = [];
  let total = NOTHING;
  let next = 0;
  const closer = new Closer();
  const work = async () => {
    const stage = await openStage();
    closer.defer('a browser', () => stage[Symbol.asyncDispose]());
    while (next < jobs.length && signal?.aborted !== true) {
      const at = next;
      next += 1;
      const made = await jobs[at]?.(stage);
      if (made === undefined) return;
      lines[at] = made;
      total = {
        ...NOTHING,
        pictures: total.pictures + made.pictures,
        boxes: total.boxes + made.boxes,
        plates: total.plates + made.plates,
      };
      onYield?.(total);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(wish.browsers, jobs.length) }, work));
  } finally {
    await closer.close();
  }
  await writeTables(out, lines);
  return total;
}

/** Writes vehicles.csv of a set again, without its pictures. */
export async function makeTable(wish: SetWish): Promise<void> {
  await writeVehicles(
    wish.out,
    batchesOf(wish).map((batch) => tableOf({ ...wish, ...batch })),
  );
}

interface BatchWish {
  readonly recipe: Recipe;
  readonly number: number;
  readonly most: number;
}

function batchesOf({ pictures, loads, covers, stalls, nights }: SetWish): readonly BatchWish[] {
  const of = (recipe: Recipe, count: number) =>
    split(count, recipe.picturesPerBatch).map((one) => ({ ...one, recipe }));
  return [
    ...of(STREETS, pictures),
    ...of(LOADS, loads),
    ...of(COVERS, covers),
    ...of(STALLS, stalls),
    ...of(NIGHTS, nights),
  ];
}

function jobsOf(wish: SetWish): readonly Job[] {
  const { out, half, seed, plates } = wish;
  const base = { out, half, seed };
  return [
    ...batchesOf(wish).map(
      (batch): Job =>
        (stage) =>
          shootBatch(stage, { ...base, ...batch }),
    ),
    ...split(plates, PLATES_PER_BATCH).map(
      (batch): Job =>
        (stage) =>
          shootPlates(stage, { ...base, ...batch }),
    ),
  ];
}

function split(count: number, size: number): readonly { number: number; most: number }[] {
  return Array.from({ length: Math.ceil(count / size) }, (_, number) => ({
    number,
    most: Math.min(size, count - number * size),
  }));
}

/** A little less than a cast of vehicles has: some have no plate on the side that is seen. */
const PLATES_PER_BATCH = 48;

function writeVehicles(out: string, lines: readonly string[]): Promise<void> {
  return writeFile(join(out, 'vehicles.csv'), `${VEHICLE_COLUMNS}\n${lines.join('')}`);
}

async function writeTables(out: string, made: readonly Yield[]): Promise<void> {
  const loads = made.map((one) => one.loads).join('');
  await writeVehicles(
    out,
    made.map((one) => one.vehicles),
  );
  await writeFile(join(out, 'classes.txt'), `${CLASSES.join('\n')}\n`);
  await writeFile(join(out, 'loads.csv'), `${LOAD_COLUMNS}\n${loads}`);
  const names = CLASSES.map((name, index) => `  ${index}: ${name}\n`).join('');
  const bounds = `# no label: less than ${LEAST_VISIBLE} of it visible, or a side under ${LEAST_PIXELS} pixels\n`;
  await writeFile(join(out, 'data.yaml'), `${bounds}path: .\ntrain: images\nnames:\n${names}`);
}
