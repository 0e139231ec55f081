import { basename } from 'node:path';
import type { Command } from 'commander';
import { addModel } from '../../adapters/onnx/add-model.ts';
import { recogniseInspected } from '../../adapters/onnx/draft-manifest.ts';
import { inspectModel } from '../../adapters/onnx/inspect-model.ts';
import { packageRoot } from '../../config/package-root.ts';
import { AgentError } from '../../ports/errors.ts';
import type { CommandAdder } from '../command-line.ts';
import { EXIT } from '../exit-codes.ts';
import { ask, classNames } from './models-ask.ts';
import { type AddOptions, addOptions, inputWishes } from './models-options.ts';
import { addedWords } from './models-words.ts';

const GOLDEN = 'golden-street.jpg';

/** `models add`: looks into an ONNX file and writes a model's folder. */
export function addModelsAdd(models: Command, done: Parameters<CommandAdder>[1]): void {
  addOptions(models.command('add')).action(async (file: string, options: AddOptions) => {
    const inspected = await inspectModel(file);
    const { size, threshold, iou, firstId, decoder, weightsVersion: version, source } = options;
    const given = options.classes === undefined ? {} : { labels: classNames(options.classes) };
    const recognised = recogniseInspected(inspected, { ...given, ...(size && { size }) });
    const { classes, family } = recognised;
    const wishes = {
      name: options.name ?? nameOf(file),
      labels: given.labels ?? inspected.names ?? (await askClasses(file, classes)),
      licence: options.licence ?? inspected.licence ?? (await askLicence(file)),
      input: inputWishes(options),
      ...{ version, source, size, threshold, iou, firstId, decoder },
    };
    const added = await addModel({
      ...{ inspected, recognised, folder: options.to, replace: options.replace === true },
      wishes: withoutUndefined(wishes),
      picture: { folder: `${packageRoot()}/models`, name: GOLDEN },
    });
    process.stdout.write(addedWords(added, family));
    done(EXIT.ok);
  });
}

/** A file's name as a model's name: small letters, digits, dots and hyphens. */
function nameOf(file: string): string {
  const plain = basename(file, '.onnx').toLowerCase();
  return plain.replaceAll(/[^a-z0-9.]+/g, '-').replaceAll(/^[^a-z0-9]+|-+$/g, '') || 'model';
}

async function askClasses(file: string, classes: number | undefined): Promise<readonly string[]> {
  const many = classes === undefined ? '' : ` (${classes} of them)`;
  const answer = await ask(`Class names in their order, with commas, or a file, or coco${many}: `);
  if (answer !== undefined) return classNames(answer);
  throw new AgentError(
    'model/classes',
    `${file} does not say what its classes${many} are called: name them with --classes a,b,c, --classes FILE or --classes coco.`,
    { file, classes },
  );
}

async function askLicence(file: string): Promise<string> {
  const answer = await ask('Licence of the model (SPDX name, such as Apache-2.0): ');
  if (answer !== undefined) return answer;
  throw new AgentError(
    'model/invalid',
    `${file} does not say under which licence it stands: name it with --licence, such as --licence Apache-2.0.`,
    { file },
  );
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Settings that were not given are left out, so that they do not stand over the usual ones. */
function withoutUndefined<T extends object>(settings: T): Defined<T> {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Defined<T>;
}
