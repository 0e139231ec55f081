import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { openStage, type Stage } from './film/browser.ts';
import { filmProgress } from './film/progress.ts';
import { judgingScenarios, namedScenarios } from './suite/named-scenarios.ts';
import { sceneOfScenario } from './suite/scene-of.ts';
import { develop, developmentOf } from './training/develop.ts';
import { passageLooks } from './training/passage-looks.ts';
import { VEHICLE_COLUMNS, vehicleLines } from './training/vehicles.ts';
import { truthAt } from './truth/truth-at.ts';
import { diceOf } from './world/dice.ts';
import { frameAt, sceneOf } from './world/frame-state.ts';
import { random } from './world/random.ts';
import type { Scenario } from './world/scenario.ts';

interface Options {
  readonly out: string;
  readonly only?: string;
}

/** Pictures of the moments at which the agent would look at passing trucks, without the films around them. */
async function main({ out, only }: Options): Promise<void> {
  const scenarios = only === undefined ? await truckFilms() : await namedScenarios(only.split(','));
  await mkdir(join(out, 'images'), { recursive: true });
  using progress = filmProgress('passages');
  await using stage = await openStage();
  const lines: string[] = [];
  for (const [index, scenario] of scenarios.entries()) {
    lines.push(await takeLooks(stage, scenario, out));
    progress.show(index + 1, scenarios.length);
    await writeFile(join(out, 'vehicles.csv'), `${VEHICLE_COLUMNS}\n${lines.join('')}`);
  }
  process.stdout.write(`${out}: ${scenarios.length} films${progress.summary()}\n`);
}

async function truckFilms(): Promise<readonly Scenario[]> {
  return (await judgingScenarios()).filter((one) => sceneOfScenario(one) === 'truck');
}

/** -> lines of vehicles.csv: of each picture those that it was taken for. */
async function takeLooks(stage: Stage, scenario: Scenario, out: string): Promise<string> {
  const wanted = new Map<number, string[]>();
  for (const { actor, moments } of passageLooks(scenario))
    for (const atMs of moments) wanted.set(atMs, [...(wanted.get(atMs) ?? []), actor]);
  await stage.load(sceneOf(scenario));
  const { size } = scenario.camera;
  let lines = '';
  for (const atMs of [...wanted.keys()].sort((a, b) => a - b)) {
    const name = `${scenario.name}@${String(atMs).padStart(6, '0')}`;
    const dice = diceOf(random(scenario.seed, 'develop', name));
    const pixels = await stage.frame(frameAt(scenario, atMs));
    const jpeg = await develop(pixels, size, developmentOf(scenario.light, dice), dice);
    await writeFile(join(out, 'images', `${name}.jpg`), jpeg);
    const actors = wanted.get(atMs) ?? [];
    const { objects } = truthAt(scenario, atMs);
    lines += vehicleLines(
      scenario,
      objects.filter(({ actor }) => actors.includes(actor)),
      name,
    );
  }
  return lines;
}

new Command('passages')
  .description('looks at the trucks of the judging films, with their truth: to measure readers on')
  .requiredOption('--out <folder>', 'where the set goes')
  .option('--only <names>', 'films or families, separated by commas')
  .action(main)
  .parseAsync()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
