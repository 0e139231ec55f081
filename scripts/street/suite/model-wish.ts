import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { packageRoot } from '../../../agent/config/package-root.ts';
import type { AgentWish } from './agent-config.ts';

/**
 * The detector of that name (a folder in models/) or path, as the agent's configuration takes it. Throws a sentence where there is no model.yaml.
 */
export async function modelWish(name: string | undefined): Promise<AgentWish> {
  if (name === undefined) return {};
  const shipped = join(packageRoot(), 'models', name);
  const folder = (await isThere(join(shipped, 'model.yaml'))) ? shipped : resolve(name);
  const file = join(folder, 'model.yaml');
  if (!(await isThere(file)))
    throw new Error(`expected a model in models/${name} or ${folder}: found no model.yaml there`);
  return { detector: folder };
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false; // not there is an answer, not a failure
  }
}
