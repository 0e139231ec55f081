import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pairUp } from '../../core/scoring/pair-up.ts';
import type { Recording, ScoredEvent } from '../../core/scoring/scored.ts';
import type { TruthFile } from '../../core/scoring/truth.ts';
import { type ReadEvents, readEvents } from './score-events-file.ts';
import { readTruth } from './score-truth.ts';

const TRUTH = '.truth.json';
const EVENTS = '.ndjson';

/** A truth with the file that it stands in. */
export interface TruthSource {
  readonly file: string;
  readonly truth: TruthFile;
}

export interface ScoreInput {
  /** In the order of `recordings`. */
  readonly sources: readonly TruthSource[];
  readonly recordings: readonly Recording[];
  /** Events of cameras that no truth speaks of. */
  readonly strangers: readonly ScoredEvent[];
  /** Files without a single event: allowed, but hardly meant. */
  readonly empty: readonly string[];
}

/** All that is to be judged; undefined and every problem where something of it cannot be read. */
export async function readScoreInput(
  truthPaths: readonly string[],
  eventPaths: readonly string[],
): Promise<ScoreInput | { readonly problems: readonly string[] }> {
  const truths = await listed(truthPaths, TRUTH);
  const events = await listed(eventPaths, EVENTS);
  const problems = [...truths.problems, ...events.problems];
  const sources: TruthSource[] = [];
  for (const file of truths.files) {
    const read = readTruth(await readFile(file, 'utf8'), file);
    if (read.ok) sources.push({ file, truth: read.truth });
    else problems.push(...read.problems);
  }
  const told: ToldFile[] = [];
  for (const file of events.files) {
    const read = readEvents(await readFile(file, 'utf8'), file);
    problems.push(...read.problems);
    told.push({ file, ...read });
  }
  return problems.length > 0 ? { problems } : paired(sources, told);
}

interface ToldFile extends ReadEvents {
  readonly file: string;
}

/** Events in `a.ndjson` are those of `a.truth.json`; all others find theirs by camera and time. */
function paired(
  sources: readonly TruthSource[],
  told: readonly ToldFile[],
): ScoreInput | { readonly problems: readonly string[] } {
  const byName = new Map(sources.map((source) => [basename(source.file, TRUTH), source]));
  if (byName.size < sources.length) byName.clear(); // one name in two folders says nothing
  const own = new Map<TruthSource, ScoredEvent[]>();
  const free: ScoredEvent[] = [];
  for (const { file, events } of told) {
    const source = byName.get(basename(file, EVENTS));
    if (source === undefined) free.push(...events);
    else own.set(source, [...(own.get(source) ?? []), ...events]);
  }
  const named = sources.filter((source) => own.has(source));
  const others = sources.filter((source) => !own.has(source));
  try {
    const rest = pairUp(
      others.map(({ truth }) => truth),
      free,
    );
    const recordings = named.map((source) => mine(source.truth, own.get(source) ?? []));
    return {
      sources: [...named, ...others],
      recordings: [...recordings.map(({ recording }) => recording), ...rest.recordings],
      empty: told.flatMap(({ file, lines }) => (lines === 0 ? [file] : [])),
      strangers: [...recordings.flatMap(({ foreign }) => foreign), ...rest.strangers],
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { problems: [error.message] };
  }
}

function mine(truth: TruthFile, events: readonly ScoredEvent[]) {
  const foreign = events.filter(({ camera }) => camera !== truth.camera);
  const recording = { truth, events: events.filter(({ camera }) => camera === truth.camera) };
  return { recording, foreign };
}

/** The files themselves, and of folders all that end so, by name. */
async function listed(paths: readonly string[], end: string) {
  const files: string[] = [];
  const problems: string[] = [];
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) {
      files.push(path);
      continue;
    }
    const names = (await readdir(path)).filter((name) => name.endsWith(end)).toSorted();
    if (names.length === 0)
      problems.push(`${path}: expected files *${end} in this folder, found none`);
    files.push(...names.map((name) => join(path, name)));
  }
  return { files, problems };
}
