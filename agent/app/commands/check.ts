import { resolve } from 'node:path';
import { loadConfig } from '../../config/load.ts';
import type { ResolvedCamera, ResolvedConfig } from '../../config/resolved.ts';
import { showProblem } from '../../lib/checked-yaml.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { counted } from './words.ts';

export const CONFIG_PATH = 'config/agent.yaml';

/** The configuration, or undefined after every problem was printed to stderr. */
export async function configOrProblems(path: string): Promise<ResolvedConfig | undefined> {
  const loaded = await loadConfig(resolve(path), process.env);
  if (loaded.ok) return loaded.value;
  for (const problem of loaded.problems) process.stderr.write(`${showProblem(path, problem)}\n`);
  process.stderr.write(
    `${counted(loaded.problems.length, 'problem')} in ${path}; nothing was started\n`,
  );
  return undefined;
}

/** Prints to stderr what is allowed, but hardly meant. */
export function printWarnings(path: string, { warnings }: ResolvedConfig): void {
  for (const { message, ...place } of warnings)
    process.stderr.write(`${showProblem(path, { ...place, message: `warning: ${message}` })}\n`);
}

export const checkCommand: CommandAdder = (program, done) => {
  program
    .command('check')
    .description('read a configuration and show every problem as file:line:col: setting: message')
    .option('-c, --config <file>', 'configuration file', CONFIG_PATH)
    .option('--json', 'print the settings as they were understood, secrets blanked')
    .action(async ({ config: path, json }: { config: string; json?: true }) => {
      const config = await configOrProblems(path);
      if (config === undefined) return done(EXIT.faults);
      printWarnings(path, config);
      if (json) process.stdout.write(`${JSON.stringify(config.redacted, null, 2)}\n`);
      else process.stdout.write(`${path}: ${summary(config)}\n`);
    });
};

function summary({ cameras, targets }: ResolvedConfig): string {
  if (cameras.length === 0) return NOTHING_TO_WATCH;
  const rules = cameras.reduce((sum, camera) => sum + atWork(camera), 0);
  return `good: ${counted(cameras.length, 'camera')}, ${counted(rules, 'rule')} at work, ${counted(targets.length, 'target')}`;
}

export const NOTHING_TO_WATCH = 'nothing to watch yet: add a camera';

/** Rules about attributes stay silent where nothing reads them. */
function atWork({ rules, readers }: ResolvedCamera): number {
  return rules.filter(({ rule }) => rule.type !== 'attribute' || readers.length > 0).length;
}
