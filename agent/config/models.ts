import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { readYaml } from '../lib/yaml-document.ts';
import type { Report } from './report.ts';
import type { ResolvedModel } from './resolved.ts';
import type { Config, ReadyConfig } from './schema.ts';

/** Only what is looked at here, and taken as absent when malformed: checking manifests is the adapter's. */
const facts = z.object({
  task: z.string().exactOptional(),
  labels: z.array(z.string()).min(1).exactOptional(),
  attributes: z
    .record(
      z.string(),
      z.object({ states: z.array(z.string()) }).transform(({ states }) => states),
    )
    .exactOptional(),
});

/** Names of the models that come with the package. */
export function shippedModels(root: string): string[] {
  const folder = join(root, 'models');
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => existsSync(join(folder, entry.name, 'model.yaml')))
    .map((entry) => entry.name);
}

/** Finds the folder of every model that is named in the file or used by a camera. */
export function resolveModels(
  config: ReadyConfig,
  root: string,
  folder: string,
  report: Report,
): Readonly<Record<string, ResolvedModel>> {
  const used = Object.values(config.cameras).flatMap(({ model, readers }) => [model, ...readers]);
  const names = new Set([...Object.keys(config.models), ...used]);
  const found: Record<string, ResolvedModel> = {};
  for (const name of names) {
    const {
      path,
      threads,
      batch,
      remote,
      provider = 'auto',
      thresholds = {},
    } = config.models[name] ?? {};
    const place = path === undefined ? join(root, 'models', name) : resolve(folder, path);
    if (!existsSync(place)) {
      if (path !== undefined) report(['models', name, 'path'], 'there is no such folder');
      else if (config.models[name]) report(['models', name], 'path is missing: none is shipped');
    }
    found[name] = {
      ...{ name, path: place, provider, thresholds },
      ...(remote !== undefined && { remote: remoteOf(remote) }),
      ...(threads !== undefined && { threads }),
      ...(batch !== undefined && { batch }),
    };
  }
  return found;
}

function remoteOf({ timeout, ...remote }: NonNullable<Config['models'][string]['remote']>) {
  return { ...remote, timeoutMs: timeout };
}

/** What a model's manifest says of it; a part that cannot be read is absent. */
export interface ModelFacts {
  readonly task?: string;
  readonly labels?: readonly string[];
  /** Attribute -> its states. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

/** Reads what names in the configuration are checked against; nothing, while there is no manifest. */
export function factsOf(model: Pick<ResolvedModel, 'path'>): ModelFacts {
  if (!existsSync(model.path)) return {};
  const isFolder = statSync(model.path).isDirectory();
  const manifest = isFolder ? join(model.path, 'model.yaml') : model.path;
  if (!/\.ya?ml$/.test(manifest) || !existsSync(manifest)) return {};
  const { value } = readYaml(readFileSync(manifest, 'utf8'));
  return facts.safeParse(value).data ?? {};
}
