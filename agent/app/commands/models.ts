import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkModel,
  listModels,
  type ModelCheck,
  type ModelReport,
} from '../../adapters/onnx/check-model.ts';
import { packageRoot } from '../../config/package-root.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';

export const modelsCommand: CommandAdder = (program, done) => {
  const models = program.command('models').description('list models, or try one out');
  models
    .command('list')
    .description('show the models in a folder: name, task, labels')
    .argument(
      '[folder]',
      'a folder with one folder per model (default: the models that come with streetwarden)',
    )
    .option('--json', 'print one report per line')
    .action(async (given: string | undefined, { json }: { json?: true }) => {
      const folder = given ?? join(packageRoot(), 'models');
      const reports = await listModels(folder);
      for (const report of reports)
        process.stdout.write(json ? `${JSON.stringify(report)}\n` : show(report));
      if (reports.length === 0)
        process.stderr.write(
          existsSync(folder) ? `no model in ${folder}\n` : `${folder}: there is no such folder\n`,
        );
      done(reports.length > 0 && reports.every(({ ok }) => ok) ? EXIT.ok : EXIT.faults);
    });
  models
    .command('check')
    .description('load a model as the agent would, run it on a test picture and time it')
    .argument('<folder>', 'the folder with model.yaml and the ONNX file')
    .option('--json', 'print the report as JSON')
    .action(async (folder: string, { json }: { json?: true }) => {
      const report = await checkModel(folder);
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : show(report));
      done(report.ok ? EXIT.ok : EXIT.faults);
    });
};

function show(report: ModelReport | ModelCheck): string {
  const { directory, name, version, task, licence, input, labels, ok, problems } = report;
  const timed = 'runMs' in report && report.runMs !== undefined ? report.runMs : undefined;
  const title = [name ?? directory, version].filter((part) => part !== undefined).join(' ');
  const lines = [
    `${title}: ${ok ? 'good' : 'FAULTY'}`,
    ...(input === undefined ? [] : [`  ${task}, ${input.width} x ${input.height}, ${licence}`]),
    ...(labels === undefined ? [] : [`  labels: ${labels.join(', ')}`]),
    ...(timed === undefined ? [] : [`  one run: ${timed.toFixed(1)} ms`]),
    ...problems.map((problem) => `  wrong: ${problem}`),
  ];
  return `${lines.join('\n')}\n`;
}
