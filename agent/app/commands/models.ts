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
  const models = program.command('models').description('look at detection models');
  models
    .command('list')
    .description('the models in a folder; the shipped ones by default')
    .argument('[folder]', 'folder of model folders', join(packageRoot(), 'models'))
    .option('--json', 'print one report per line')
    .action(async (folder: string, { json }: { json?: true }) => {
      const reports = await listModels(folder);
      for (const report of reports)
        process.stdout.write(json ? `${JSON.stringify(report)}\n` : show(report));
      done(reports.every(({ ok }) => ok) ? EXIT.ok : EXIT.faults);
    });
  models
    .command('check')
    .description('load a model as the agent would, run it and time it')
    .argument('<folder>', 'folder with model.yaml and the ONNX file')
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
  const lines = [
    `${name ?? directory} ${version ?? ''}: ${ok ? 'good' : 'FAULTY'}`,
    ...(input === undefined ? [] : [`  ${task}, ${input.width} x ${input.height}, ${licence}`]),
    ...(labels === undefined ? [] : [`  labels: ${labels.join(', ')}`]),
    ...(timed === undefined ? [] : [`  one run: ${timed.toFixed(1)} ms`]),
    ...problems.map((problem) => `  wrong: ${problem}`),
  ];
  return `${lines.join('\n')}\n`;
}
