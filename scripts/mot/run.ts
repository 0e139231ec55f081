import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_TRACKER } from '../../agent/core/tracking/params.ts';
import { type MotLine, parseMot } from './mot-file.ts';
import { type MotScore, scoreMot } from './score.ts';
import { SEQUENCES, type Sequence } from './sequences.ts';
import { thinned, track } from './track.ts';

/** Prints the table of docs/tracking.md. argv: the folder with the data (default ../shared/data/mot). */
const ROOT = process.argv[2] ?? join('..', 'shared', 'data', 'mot');

const read = (path: string): readonly MotLine[] => parseMot(readFileSync(join(ROOT, path), 'utf8'));

const percent = (value: number): string => (value * 100).toFixed(1);

function row(name: string, score: MotScore): string {
  const { mota, idf1, hota, idSwitches, falsePositives, falseNegatives } = score;
  const cells = [percent(mota), percent(idf1), percent(hota), idSwitches, falsePositives];
  return `| ${[name, ...cells, falseNegatives].join(' | ')} |`;
}

function rowsOf({ name, truth, detections, results, ...sequence }: Sequence): readonly string[] {
  const [gt, det] = [read(truth), read(detections)];
  const published =
    results === undefined ? [] : [row(results.name, scoreMot(gt, read(results.path)))];
  const ours = [1, 2, 5, 12].map((step) => {
    const guess = track(DEFAULT_TRACKER, thinned(det, step), sequence);
    const fps = Math.round((sequence.fps / step) * 10) / 10;
    return row(`${name}, ${fps} fps`, scoreMot(thinned(gt, step), guess));
  });
  return [...published, ...ours];
}

if (!existsSync(ROOT)) {
  console.error(`no data at ${ROOT}: name the folder as the argument`);
  process.exitCode = 1;
} else {
  console.log('| sequence, detections | MOTA | IDF1 | HOTA | ID switches | FP | FN |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const sequence of SEQUENCES) for (const line of rowsOf(sequence)) console.log(line);
}
