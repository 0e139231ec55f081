import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { showProblem } from '../../../agent/lib/checked-yaml.ts';
import { nearest } from '../../../agent/lib/suggest.ts';
import { FAMILIES } from '../families/families.ts';
import { suiteScenarios } from '../families/suite.ts';
import { loadScenario } from '../scenario/load.ts';
import type { Scenario } from '../world/scenario.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'scenarios');

/** Everything that judges: the written scenarios of scripts/street/scenarios, then those of the families. */
export async function judgingScenarios(): Promise<readonly Scenario[]> {
  const written: Scenario[] = [];
  for (const file of await yamlFiles(FOLDER)) {
    const scenario = await read(join(FOLDER, file));
    if (scenario.split === 'judging') written.push(scenario);
  }
  return [...written, ...suiteScenarios()];
}

/**
 * Scenarios by file (*.yaml), by name ('parked-by-day-2': a family and a seed) or by family (all that the
 * suite has of it). Throws a sentence for what is not known, every problem of a file with its place.
 */
export async function namedScenarios(wanted: readonly string[]): Promise<readonly Scenario[]> {
  const known = wanted.every((one) => one.endsWith('.yaml')) ? [] : await judgingScenarios();
  const found: Scenario[] = [];
  for (const one of wanted) {
    if (/\.ya?ml$/.test(one)) found.push(await read(one));
    else found.push(...byName(one, known));
  }
  return found;
}

function byName(wanted: string, known: readonly Scenario[]): readonly Scenario[] {
  const listed = known.filter(({ name, family }) => name === wanted || family === wanted);
  if (listed.length > 0) return listed;
  const [, id, seed] = /^(.+)-(\d+)$/.exec(wanted) ?? [];
  const family = FAMILIES.find((one) => one.id === id);
  if (family !== undefined) return [family.make(Number(seed), 'judging')];
  const names = FAMILIES.map((one) => one.id);
  const near = nearest(wanted, names);
  const hint = near === undefined ? `there are ${names.join(', ')}` : `did you mean '${near}'?`;
  throw new Error(`expected a scenario file or a family, not '${wanted}'; ${hint}`);
}

async function read(file: string): Promise<Scenario> {
  const loaded = await loadScenario(file);
  if (loaded.ok) return loaded.value;
  throw new Error(loaded.problems.map((problem) => showProblem(file, problem)).join('\n'));
}

async function yamlFiles(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
