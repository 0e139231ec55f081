/**
 * The same pictures through several models: how many of the persons that people marked each finds, how many of
 * its boxes are true, and what a run costs. Boxes count at an IoU of 0.5, each person once.
 *
 * Run: npx tsx scripts/compare-models.ts SEQUENCE MODEL... (SEQUENCE: a folder with gt/gt.txt and img1/)
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { loadManifest } from '../agent/adapters/onnx/load-manifest.ts';
import { thresholdsOf } from '../agent/adapters/onnx/manifest.ts';
import type { FrameItem } from '../agent/adapters/onnx/messages.ts';
import { ModelThread } from '../agent/adapters/onnx/model-thread.ts';
import { pictureItem } from '../agent/adapters/onnx/picture-item.ts';
import type { Box } from '../agent/core/geometry/box.ts';
import { iou } from '../agent/core/geometry/iou.ts';
import type { Detection } from '../agent/core/vision/detection.ts';
import { parseMot } from './mot/mot-file.ts';

const LEAST_IOU = 0.5;

const [sequence = '', ...directories] = process.argv.slice(2);
const files = readdirSync(join(sequence, 'img1')).sort();
const truth = parseMot(readFileSync(join(sequence, 'gt/gt.txt'), 'utf8'));

/** Marked persons of a picture, in shares of it; pictures count from 1. */
function personsOf(index: number, width: number, height: number): Box[] {
  return truth
    .filter(({ frame }) => frame === index + 1)
    .map(({ box }) => ({
      left: box.left / width,
      top: box.top / height,
      right: box.right / width,
      bottom: box.bottom / height,
    }));
}

/** How many boxes meet a person of their own, the surest first. */
function met(found: readonly Detection[], persons: readonly Box[]): number {
  const left = new Set(persons);
  let count = 0;
  for (const { box } of found) {
    const [best] = [...left].sort((a, b) => iou(b, box) - iou(a, box));
    if (best === undefined || iou(best, box) < LEAST_IOU) continue;
    left.delete(best);
    count += 1;
  }
  return count;
}

async function compare(directory: string): Promise<string> {
  const { manifest, path } = await loadManifest(directory);
  if (manifest.task !== 'detect') throw new Error(`${directory} is no detector`);
  const setup = { manifest, path, threads: 1, thresholds: thresholdsOf(manifest) };
  const thread = await ModelThread.open<FrameItem, Detection[]>(setup);
  const sums = { met: 0, found: 0, marked: 0 };
  const times: number[] = [];
  for (const [index, file] of files.entries()) {
    const picture = join(sequence, 'img1', file);
    const { width, height } = await sharp(picture).metadata();
    const { answers, runMs } = await thread.run([await pictureItem(picture, manifest.input)]);
    const found = (answers[0] ?? []).filter(({ label }) => label === 'person');
    const persons = personsOf(index, width, height);
    sums.met += met(found, persons);
    sums.found += found.length;
    sums.marked += persons.length;
    times.push(runMs);
  }
  await thread.close();
  const share = (part: number, whole: number) => (part / whole).toFixed(3);
  const ms = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]?.toFixed(1);
  const cells = [manifest.name, manifest.decoder, share(sums.met, sums.marked)];
  return `| ${[...cells, share(sums.met, sums.found), ms].join(' | ')} |`;
}

console.log('| model | decoder | persons found | boxes true | ms, 1 thread |');
console.log('|---|---|---:|---:|---:|');
for (const directory of directories) console.log(await compare(directory));
