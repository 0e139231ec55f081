import { resolve } from 'node:path';
import { loadConfig } from '../../config/load.ts';
import type { ResolvedConfig } from '../../config/resolved.ts';
import { showProblem } from '../../lib/checked-yaml.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';

export const CONFIG_PATH = 'config/agent.yaml';

/** The configuration, or undefined after every problem was printed to stderr. */
export async function configOrProblems(path: string): Promise<ResolvedConfig | undefined> {
  const loaded = await loadConfig(resolve(path), process.env);
  if (loaded.ok) return loaded.value;
  for (const problem of loaded.problems) process.stderr.write(`${showProblem(path, problem)}\n`);
  const count = loaded.problems.length;
  process.stderr.write(
    `${count} problem${count === 1 ? '' : 's'} in ${path}; nothing was started\n`,
  );
  return undefined;
}

export const checkCommand: CommandAdder = (program, done) => {
  program
    .command('check')
    .description('check a configuration: every problem as file:line:col: setting: message')
    .option('-c, --config <file>', 'configuration file', CONFIG_PATH)
    .option('--json', 'print the settings as they were understood, secrets blanked')
    .action(async ({ config: path, json }: { config: string; json?: true }) => {
      const config = await configOrProblems(path);
      if (config === undefined) return done(EXIT.faults);
      if (json) process.stdout.write(`${JSON.stringify(config.redacted, null, 2)}\n`);
      else process.stdout.write(`${path}: ${summary(config)}\n`);
    });
};

function summary({ cameras, targets }: ResolvedConfig): string {
  const rules = cameras.reduce((sum, camera) => sum + camera.rules.length, 0);
  const some = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
  return `good: ${some(cameras.length, 'camera')}, ${some(rules, 'rule')} at work, ${some(targets.length, 'target')}`;
}
