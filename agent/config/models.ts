import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readYaml } from '../lib/yaml-document.ts';
import type { Report } from './report.ts';
import type { ResolvedModel } from './resolved.ts';
import type { Config } from './schema.ts';

/** Names of the models that come with the package. */
export function shippedModels(root: string): string[] {
  const folder = join(root, 'models');
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Finds the folder of every model that is named in the file or used by a camera. */
export function resolveModels(
  config: Config,
  root: string,
  folder: string,
  report: Report,
): Readonly<Record<string, ResolvedModel>> {
  const used = Object.values(config.cameras).map(({ model }) => model);
  const names = new Set([...Object.keys(config.models), ...used]);
  const found: Record<string, ResolvedModel> = {};
  for (const name of names) {
    const { path, threads, thresholds = {} } = config.models[name] ?? {};
    const place = path === undefined ? join(root, 'models', name) : resolve(folder, path);
    if (!existsSync(place)) {
      if (path !== undefined) report(['models', name, 'path'], 'there is no such folder');
      else if (config.models[name]) report(['models', name], 'path is missing: none is shipped');
    }
    found[name] = { name, path: place, thresholds, ...(threads === undefined ? {} : { threads }) };
  }
  return found;
}

/** The labels of a model, from its manifest; undefined while there is none that can be read. */
export function labelsOf(model: ResolvedModel): readonly string[] | undefined {
  if (!existsSync(model.path)) return undefined;
  const isFolder = statSync(model.path).isDirectory();
  const manifest = isFolder ? join(model.path, 'model.yaml') : model.path;
  if (!/\.ya?ml$/.test(manifest) || !existsSync(manifest)) return undefined;
  const value = readYaml(readFileSync(manifest, 'utf8')).value;
  const labels = (value as { labels?: unknown } | undefined)?.labels;
  return Array.isArray(labels) && labels.length > 0 ? labels.map(String) : undefined;
}
