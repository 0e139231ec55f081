import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseYaml, showProblem } from '../../lib/checked-yaml.ts';
import { AgentError } from '../../ports/errors.ts';
import { type Manifest, manifestSchema } from './manifest.ts';

export const MANIFEST_FILE = 'model.yaml';

export interface LoadedManifest {
  readonly manifest: Manifest;
  /** Path of the ONNX file, whose hash has been checked. */
  readonly path: string;
}

/**
 * Reads `model.yaml` in `directory` and checks the model file against it.
 * Throws AgentError 'model/missing', 'model/invalid' (every mistake as file:line:column) or
 * 'model/wrong-hash' (both hashes in the facts).
 */
export async function loadManifest(directory: string): Promise<LoadedManifest> {
  const manifest = await readManifest(directory);
  const path = join(directory, manifest.file);
  const found = await reading(path, () => sha256Of(path));
  if (found !== manifest.sha256)
    throw new AgentError(
      'model/wrong-hash',
      `${path} is another file than ${MANIFEST_FILE} names: expected sha256 ${manifest.sha256}, found ${found}. ` +
        'Copy the model again, or correct the manifest if the file is the right one.',
      { path, expected: manifest.sha256, found },
    );
  return { manifest, path };
}

/** Reads and checks `model.yaml` alone. Throws 'model/missing' or 'model/invalid'. */
export async function readManifest(directory: string): Promise<Manifest> {
  const path = join(directory, MANIFEST_FILE);
  const text = await reading(path, () => readFile(path, 'utf8'));
  const loaded = parseYaml(manifestSchema, text);
  if (loaded.ok) return loaded.value;
  const lines = loaded.problems.map((problem) => showProblem(path, problem));
  throw new AgentError('model/invalid', lines.join('\n'), { path, problems: loaded.problems });
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new AgentError('model/missing', `${path} ${whyUnread(cause)}`, { path }, cause);
  }
}

function whyUnread(cause: unknown): string {
  if (!(cause instanceof Error)) return `could not be read: ${String(cause)}`;
  return 'code' in cause && cause.code === 'ENOENT'
    ? 'is not there'
    : `could not be read: ${cause.message}`;
}

/** In hexadecimal; the file is read in parts. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
