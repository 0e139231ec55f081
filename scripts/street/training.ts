import { availableParallelism } from 'node:os';
import process from 'node:process';
import { Command } from 'commander';
import { filmProgress } from './film/progress.ts';
import { makeSet } from './training/make-set.ts';
import { type Half, JUDGING, TRAINING } from './training/split.ts';

/** One for each core keeps all busy while another loads or writes; each takes about 1 GB. */
const BROWSERS = Math.min(4, availableParallelism());

interface Options {
  readonly pictures: string;
  readonly plates?: string;
  readonly out: string;
  readonly seed: string;
  readonly browsers: string;
  readonly half: string;
}

async function main({ pictures, plates, out, seed, browsers, half }: Options): Promise<void> {
  const count = whole(pictures, '--pictures');
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  using progress = filmProgress('training');
  const { boxes, plates: read } = await makeSet({
    ...{ out, half: halfOf(half), seed: whole(seed, '--seed'), pictures: count },
    plates: plates === undefined ? Math.round(count / 5) : whole(plates, '--plates'),
    browsers: Math.max(1, whole(browsers, '--browsers')),
    signal: stop.signal,
    onYield: (total) => progress.show(total.pictures, count),
  });
  process.stdout.write(`${out}: ${boxes} boxes, ${read} plates${progress.summary()}\n`);
}

function halfOf(name: string): Half {
  const half = [TRAINING, JUDGING].find(({ split }) => split === name);
  if (half === undefined)
    throw new Error(`--half: expected 'training' or 'judging', got '${name}'`);
  return half;
}

function whole(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0)
    throw new Error(`${option}: expected a whole number, got '${text}'`);
  return number;
}

new Command('training')
  .description(
    'random labelled pictures: of the training half of the street to learn from, of the judging half to measure on',
  )
  .requiredOption('--out <folder>', 'where the set goes')
  .option('--pictures <number>', 'how many', '100')
  .option('--plates <number>', 'crops of plates (default: a fifth of the pictures)')
  .option('--half <half>', 'training, or judging: only to measure on', 'training')
  .option('--seed <number>', 'the same seed gives the same set', '1')
  .option('--browsers <number>', 'browsers side by side', String(BROWSERS))
  .action(main)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
