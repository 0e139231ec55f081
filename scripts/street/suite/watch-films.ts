import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEvents } from '../../../agent/app/commands/score-events-file.ts';
import type { TruthFile } from '../../../agent/core/scoring/truth.ts';
import { type FilmDeps, film, filmTo } from '../film/film.ts';
import type { Scenario } from '../world/scenario.ts';
import type { AgentWish } from './agent-config.ts';
import { conditionsOf } from './conditions.ts';
import { runAgent } from './run-agent.ts';
import { sceneOfScenario } from './scene-of.ts';
import type { Watched } from './tally.ts';

export interface WatchDeps extends FilmDeps {
  readonly folder: string;
  readonly wish: AgentWish;
  readonly say: (line: string) => void;
}

/** Films a scenario (or takes its film from the cache) and lets the agent watch it. */
export async function watchFilm(scenario: Scenario, deps: WatchDeps): Promise<Watched> {
  const { folder, wish, say } = deps;
  const made = await film(scenario, deps);
  const files = await filmTo(folder, scenario, made);
  const { events, trouble, seconds } = await runAgent(scenario, files.video, folder, wish);
  if (trouble !== '') say(`${scenario.name}: ${trouble}`);
  const path = join(folder, `${scenario.name}.ndjson`);
  await writeFile(path, events);
  const read = readEvents(events, path);
  if (read.problems.length > 0) throw new Error(read.problems.join('\n'));
  const truth = JSON.parse(await readFile(files.truth, 'utf8')) as TruthFile;
  const watched = watchedOf(scenario, { truth, events: read.events });
  const confirmed = read.events.filter(({ stage }) => stage === 'confirmed').length;
  const due = truth.episodes.filter(({ confirmMs }) => confirmMs !== undefined).length;
  say(`${scenario.name}: ${due} true, ${confirmed} confirmed (${seconds.toFixed(1)} s)`);
  return watched;
}

/** What the tables need of a scenario, with what was told of it. */
export function watchedOf(scenario: Scenario, recording: Watched['recording']): Watched {
  const { name, family, durationMs, shortened, faults } = scenario;
  const untrue = faults.some(({ kind }) => kind === 'nudge' || kind === 'frozen');
  const scene = sceneOfScenario(scenario);
  const conditions = conditionsOf(scenario);
  const about = { name, family, scene, conditions, durationMs, shortened };
  return { ...about, ...(untrue && { untrue }), recording };
}
