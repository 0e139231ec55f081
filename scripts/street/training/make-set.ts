import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Closer } from '../../../agent/lib/closer.ts';
import { openStage, type Stage } from '../film/browser.ts';
import { PICTURES_PER_BATCH } from './batch.ts';
import { LOAD_COLUMNS } from './crops.ts';
import { CLASSES, LEAST_PIXELS, LEAST_VISIBLE } from './labels.ts';
import { type BatchJob, makeFolders, shootBatch, shootPlates, type Yield } from './shoot.ts';
import type { Half } from './split.ts';

export interface SetWish {
  readonly out: string;
  /** Of judging only to measure on. */
  readonly half: Half;
  readonly seed: number;
  readonly pictures: number;
  readonly plates: number;
  /** Browsers side by side. */
  readonly browsers: number;
  readonly signal?: AbortSignal;
  readonly onYield?: (total: Yield) => void;
}

type Job = (stage: Stage) => Promise<Yield>;

/**
 * Makes a set: images, labels (YOLO), crops of loads and of plates. The same seed gives the same
 * set, however many browsers make it.
 */
export async function makeSet(wish: SetWish): Promise<Yield> {
  const { out, signal, onYield } = wish;
  await makeFolders(out);
  const jobs = jobsOf(wish);
  const lines: string[] = [];
  let total: Yield = { pictures: 0, boxes: 0, plates: 0, loads: '' };
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
      lines[at] = made.loads;
      total = {
        pictures: total.pictures + made.pictures,
        boxes: total.boxes + made.boxes,
        plates: total.plates + made.plates,
        loads: '',
      };
      onYield?.(total);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(wish.browsers, jobs.length) }, work));
  } finally {
    await closer.close();
  }
  await writeTables(out, lines.join(''));
  return total;
}

function jobsOf({ out, half, seed, pictures, plates }: SetWish): readonly Job[] {
  const split = (
    count: number,
    size: number,
    shoot: (stage: Stage, job: BatchJob) => Promise<Yield>,
  ) =>
    Array.from({ length: Math.ceil(count / size) }, (_, number): Job => {
      const most = Math.min(size, count - number * size);
      return (stage) => shoot(stage, { out, half, seed, number, most });
    });
  return [
    ...split(pictures, PICTURES_PER_BATCH, shootBatch),
    ...split(plates, PLATES_PER_BATCH, shootPlates),
  ];
}

/** A little less than a cast of vehicles has: some have no plate on the side that is seen. */
const PLATES_PER_BATCH = 48;

async function writeTables(out: string, loads: string): Promise<void> {
  await writeFile(join(out, 'classes.txt'), `${CLASSES.join('\n')}\n`);
  await writeFile(join(out, 'loads.csv'), `${LOAD_COLUMNS}\n${loads}`);
  const names = CLASSES.map((name, index) => `  ${index}: ${name}\n`).join('');
  const bounds = `# no label: less than ${LEAST_VISIBLE} of it visible, or a side under ${LEAST_PIXELS} pixels\n`;
  await writeFile(join(out, 'data.yaml'), `${bounds}path: .\ntrain: images\nnames:\n${names}`);
}
