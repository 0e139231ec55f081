import { availableParallelism } from 'node:os';
import process from 'node:process';
import { Command } from 'commander';
import { filmProgress } from './film/progress.ts';
import { makeSet, makeTable } from './training/make-set.ts';
import { type Half, JUDGING, TRAINING } from './training/split.ts';

/** One for each core keeps all busy while another loads or writes; each takes about 1 GB. */
const BROWSERS = Math.min(4, availableParallelism());

interface Options {
  readonly pictures: string;
  readonly loads: string;
  readonly covers: string;
  readonly stalls: string;
  readonly nights: string;
  readonly table?: true;
  readonly plates?: string;
  readonly out: string;
  readonly seed: string;
  readonly browsers: string;
  readonly half: string;
}

async function main(options: Options): Promise<void> {
  const { pictures, plates, out, seed, browsers, half } = options;
  const streets = whole(pictures, '--pictures');
  const loads = whole(options.loads, '--loads');
  const covers = whole(options.covers, '--covers');
  const stalls = whole(options.stalls, '--stalls');
  const nights = whole(options.nights, '--nights');
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  using progress = filmProgress('training');
  const wish = {
    ...{ out, half: halfOf(half), seed: whole(seed, '--seed') },
    ...{ pictures: streets, loads, covers, stalls, nights },
    plates: plates === undefined ? Math.round(streets / 5) : whole(plates, '--plates'),
    browsers: Math.max(1, whole(browsers, '--browsers')),
    signal: stop.signal,
    onYield: (total: { readonly pictures: number }) =>
      progress.show(total.pictures, streets + loads + covers + stalls + nights),
  };
  if (options.table) return makeTable(wish);
  const { boxes, plates: read } = await makeSet(wish);
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
  .option('--loads <number>', 'pictures of tipper trucks near by, beside these', '0')
  .option(
    '--covers <number>',
    'pictures of loads and covers that are easily mistaken, beside these',
    '0',
  )
  .option('--stalls <number>', 'pictures of stalls and who sells at them, beside these', '0')
  .option('--nights <number>', 'pictures of dark streets, beside these', '0')
  .option('--table', 'only vehicles.csv again, of the set with these numbers and this seed')
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
