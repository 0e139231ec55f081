import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkModel, listModels } from '../../adapters/onnx/check-model.ts';
import { packageRoot } from '../../config/package-root.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { addModelsAdd } from './models-add.ts';
import { modelReport, modelTable } from './models-words.ts';

/** Where the pictures lie that manifests name. */
const PICTURES = join(packageRoot(), 'models');
const NO_FOLDER = 'there is no such folder';

export const modelsCommand: CommandAdder = (program, done) => {
  const models = program.command('models').description('list models, try one out, or add one');
  models
    .command('list')
    .description('show the models in a folder: name, task, family, input, labels')
    .argument(
      '[folder]',
      'a folder with one folder per model (default: the models that come with streetwarden)',
    )
    .option('--json', 'print one report per line')
    .action(async (folder = PICTURES, { json }: { json?: true }) => {
      const reports = await listModels(folder);
      if (reports.length === 0) {
        const missing = existsSync(folder) ? `no model in ${folder}` : `${folder}: ${NO_FOLDER}`;
        process.stderr.write(`${missing}\n`);
        return done(EXIT.faults);
      }
      const lines = reports.map((report) => `${JSON.stringify(report)}\n`);
      process.stdout.write(json ? lines.join('') : modelTable(reports));
      done(reports.every(({ ok }) => ok) ? EXIT.ok : EXIT.faults);
    });
  models
    .command('check')
    .description('load a model as the agent would, compare what it answers, and time it')
    .argument('<folder>', 'the folder with model.yaml and the ONNX file')
    .option('--key <file>', 'public key (PEM) that model.yaml must be signed with')
    .option('--json', 'print the report as JSON')
    .action(async (folder: string, { json, key }: { json?: true; key?: string }) => {
      const pem = key === undefined ? {} : { key: readFileSync(key, 'utf8') };
      const report = await checkModel(folder, { pictures: PICTURES, ...pem });
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : modelReport(report));
      done(report.ok ? EXIT.ok : EXIT.faults);
    });
  addModelsAdd(models, done);
};
