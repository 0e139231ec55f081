import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { Command } from 'commander';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { byOtherLight, changed, type Deps, healthy, swapped } from './shifts/cases.ts';
import { type FilmOfCamera, realFilms, suiteFilms } from './shifts/films.ts';
import { type Outcome, tableOf } from './shifts/tally.ts';

interface Options {
  readonly real?: string;
  readonly rate: string;
  readonly part: 'develop' | 'judge' | 'all';
  readonly every: string;
  readonly brief?: true;
  readonly json?: string;
}

/** The films whose number leaves no rest are those to develop on. */
const THIRD = 3;

async function main(folder: string, options: Options): Promise<void> {
  const all = await suiteFilms(folder);
  const isOurs = (at: number) =>
    options.part === 'all' || (at % THIRD === 0) === (options.part === 'develop');
  const films = all
    .filter((_, at) => isOurs(at))
    .filter((_, at) => at % Number(options.every) === 0);
  const real = options.real === undefined ? [] : await realFilms(options.real);
  const deps = { ffmpeg: (await locateFfmpeg(process.env)).path, rate: Number(options.rate) };
  const outcomes: Outcome[] = [];
  const chosen = [...films, ...real].filter(({ faulty }) => !faulty);
  for (const [at, film] of chosen.entries()) {
    const found = await outcomesOf(film, at, all, deps, options.brief === true);
    outcomes.push(...found);
    if (options.json !== undefined) await writeFile(options.json, JSON.stringify(outcomes));
    const wrong = found
      .filter((one) => !one.found)
      .map(({ change, film: name }) => `${change}: ${name}`);
    process.stderr.write(`${at + 1}/${chosen.length} ${film.name}  ${wrong.join('; ')}\n`);
  }
  process.stdout.write(`${tableOf(inOrder(outcomes))}\n`);
}

async function outcomesOf(
  film: FilmOfCamera,
  number: number,
  all: readonly FilmOfCamera[],
  deps: Deps,
  brief: boolean,
): Promise<readonly Outcome[]> {
  const { outcomes, state } = await changed(film, number, deps, brief);
  const lights = all.filter(
    ({ camera, conditions, faulty }) =>
      camera === film.camera && conditions !== film.conditions && !faulty,
  );
  const later: Outcome[] = [];
  for (const then of lights.slice(0, brief ? 0 : 2))
    later.push(...(await byOtherLight(state, [film, then], number, deps)));
  const strangers = all.filter(({ camera, faulty }) => camera !== film.camera && !faulty);
  const other = strangers[(number * 29 + 7) % strangers.length];
  if (other !== undefined) later.push(await swapped(state, [film, other], deps));
  return [await healthy(film, deps), ...outcomes, ...later];
}

/** Same change together, in the order in which they were first seen. */
function inOrder(outcomes: readonly Outcome[]): readonly Outcome[] {
  const order = [...new Set(outcomes.map(({ change }) => change))];
  return [...outcomes].sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
}

new Command('shifts')
  .description(
    'pushes, turns, shakes and swaps the cameras of healthy films and judges what is said of it',
  )
  .argument('<folder>', 'films of the suite by name (suite.ts --reduced --out FOLDER)')
  .option('--real <folder>', 'other clips, each a camera of its own')
  .option('--rate <number>', 'pictures a second', '1')
  .option('--part <part>', 'develop (every third film), judge (the others) or all', 'develop')
  .option('--every <number>', 'only every so manieth film of the part; 0: none', '1')
  .option('--brief', 'only whole healthy films and swaps')
  .option('--json <file>', 'every case, to look into')
  .action(main)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
