import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AgentError } from '../../ports/errors.ts';
import { readManifest } from './load-manifest.ts';

/** A model that lies in a folder, as its `model.yaml` says. */
export interface FoundModel {
  readonly directory: string;
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

/**
 * The models in these folders: in each itself, and one level below. What has no readable `model.yaml` is left
 * out; whether the file is the one it names is checked when it is opened. Throws AgentError 'model/missing' for
 * what is no folder.
 */
export async function modelsIn(folders: readonly string[]): Promise<FoundModel[]> {
  const found: FoundModel[] = [];
  for (const folder of folders)
    for (const directory of [folder, ...(await foldersIn(folder))]) {
      const model = await modelIn(directory);
      if (model !== undefined) found.push(model);
    }
  return found;
}

async function modelIn(directory: string): Promise<FoundModel | undefined> {
  try {
    const { name, version, sha256 } = await readManifest(directory);
    return { directory, name, version, sha256 };
  } catch (error) {
    if (error instanceof AgentError) return undefined;
    throw error;
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  } catch (error) {
    const message = `models were to lie in ${folder}, which cannot be read as a folder; name one that holds models (each a folder with a model.yaml)`;
    throw new AgentError('model/missing', message, { folder }, error);
  }
}
