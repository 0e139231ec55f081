import { Option } from 'commander';
import { scoreRecordings } from '../../core/scoring/score-events.ts';
import { SCORE_DEFAULTS } from '../../core/scoring/scored.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { seconds } from './arguments.ts';
import { readScoreInput } from './score-input.ts';
import { amount, broken, type Limits, shareOf } from './score-limits.ts';
import { writeFaultSheet } from './score-sheet.ts';
import { scoreWords } from './score-words.ts';
import { counted } from './words.ts';

interface ScoreFlags extends Limits {
  readonly truth: string[];
  readonly events: string[];
  readonly tolerance: number;
  readonly duplicates: 'false' | 'apart';
  readonly video?: string;
  readonly sheet?: string;
  readonly json?: true;
}

/** More problems than this are only counted: a file of another kind has one on each line. */
const MOST_PROBLEMS = 20;

export const scoreCommand: CommandAdder = (program, done) => {
  program
    .command('score')
    .description('judge confirmed violations against what really happened')
    .requiredOption('--truth <file...>', 'truth files, or folders with *.truth.json')
    .requiredOption(
      '--events <file...>',
      'events, one CloudEvent per line (replay --json), or folders with *.ndjson',
    )
    .option(
      '--tolerance <seconds>',
      'how much early, or late after it is gone, a confirmation may come',
      seconds,
      SCORE_DEFAULTS.toleranceMs / 1000,
    )
    .addOption(
      new Option('--duplicates <how>', 'how a second confirmation of one thing counts')
        .choices(['false', 'apart'])
        .default('false'),
    )
    .option('--sheet <file.jpg>', 'draw a picture of every miss and false alarm')
    .option('--video <path>', 'the recording, or the folder of those that the truth files name')
    .option('--min-recall <share>', 'end with 1 below this recall, of any kind', shareOf)
    .option('--min-precision <share>', 'end with 1 below this precision, of any kind', shareOf)
    .option('--max-false-per-day <n>', 'end with 1 above it, of any kind', amount)
    .option('--json', 'print the whole result with every miss and false alarm')
    .addHelpText(
      'after',
      '\nExit codes: 0 judged, and every limit holds; 1 a limit or a file is not well.',
    )
    .action(async (flags: ScoreFlags) => done(await score(flags)));
};

async function score(flags: ScoreFlags): Promise<ExitCode> {
  const input = await readScoreInput(flags.truth, flags.events);
  if ('problems' in input) return refuse(input.problems);
  const { sources, recordings, strangers, empty } = input;
  for (const file of empty)
    process.stderr.write(`${file}: no event in it: is it what replay --json printed?\n`);
  const settings = {
    toleranceMs: flags.tolerance * 1000,
    duplicatesAreFalse: flags.duplicates === 'false',
  };
  const result = scoreRecordings(recordings, settings, strangers);
  if (flags.sheet !== undefined) {
    const said = await writeFaultSheet(result, sources, { path: flags.sheet, video: flags.video });
    process.stderr.write(said.map((line) => `${line}\n`).join(''));
  }
  process.stdout.write(
    flags.json
      ? `${JSON.stringify({ ...result, truthFiles: sources.map(({ file }) => file) }, null, 2)}\n`
      : scoreWords(result),
  );
  const failed = broken(result, flags);
  for (const line of failed) process.stderr.write(`${line}\n`);
  return failed.length === 0 ? EXIT.ok : EXIT.faults;
}

function refuse(problems: readonly string[]): ExitCode {
  for (const problem of problems.slice(0, MOST_PROBLEMS)) process.stderr.write(`${problem}\n`);
  const rest = problems.length - MOST_PROBLEMS;
  if (rest > 0) process.stderr.write(`and ${rest} more\n`);
  process.stderr.write(`${counted(problems.length, 'problem')}; nothing was judged\n`);
  return EXIT.faults;
}
