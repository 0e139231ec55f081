import { resolve } from 'node:path';
import { didYouMean } from '../lib/suggest.ts';
import { compileCamera } from './compile-camera.ts';
import { factsOf, type ModelFacts, resolveModels } from './models.ts';
import type { Profiles } from './profiles.ts';
import { withReaders } from './readers.ts';
import { redact } from './redact.ts';
import type { Report } from './report.ts';
import type { ResolvedConfig, ResolvedModel, ResolvedTarget } from './resolved.ts';
import { ruleTable } from './rule-lookup.ts';
import type { Config, ReadyConfig } from './schema.ts';

export interface CompileContext {
  /** The configuration file, absolute. */
  readonly file: string;
  /** Its folder: relative paths start here. */
  readonly folder: string;
  /** The package's folder. */
  readonly root: string;
  readonly profiles: Profiles;
  readonly secrets: ReadonlySet<string>;
  readonly report: Report;
  /** Takes what is allowed, but hardly meant. */
  readonly warn: Report;
  /** Whether something faulty was left out of this part of a camera. */
  readonly isDoubtful: (camera: string, part: string) => boolean;
}

/** Settings as the program uses them. The result is of use only when nothing was reported. */
export function compile(
  written: Config,
  context: CompileContext,
): Omit<ResolvedConfig, 'warnings'> {
  const { file, folder, root, profiles, secrets, report, warn, isDoubtful } = context;
  const rules = ruleTable(written.rules, profiles, report);
  const config = withReaders(written, root, rules, profiles);
  const models = resolveModels(config, root, folder, report);
  const facts = readFacts(config, models, report);
  const shared = { folder, rules, profiles, facts, site: config.site, report, warn };
  const camera = { ...shared, isDoubtful };
  const { retention } = config;
  return {
    file,
    site: config.site,
    node: { id: config.node.id, dataDir: resolve(folder, config.node.data) },
    cameras: Object.entries(config.cameras).map(([id, each]) => compileCamera(id, each, camera)),
    models,
    plates: config.plates,
    targets: compileTargets(config, folder),
    retention: {
      unconfirmedMs: retention.unconfirmed,
      acknowledgedMs: retention.acknowledged,
      unacknowledgedMs: retention.unacknowledged,
      minFreeBytes: retention.minFree,
    },
    privacy: config.privacy,
    http: config.http,
    log: config.log,
    redacted: redact(config, secrets),
  };
}

/** Reads each manifest once, and checks the thresholds against it. */
function readFacts(
  config: ReadyConfig,
  models: Readonly<Record<string, ResolvedModel>>,
  report: Report,
): (model: string) => ModelFacts {
  const table = new Map(Object.values(models).map((model) => [model.name, factsOf(model)]));
  for (const [name, { thresholds }] of Object.entries(config.models)) {
    const known = table.get(name)?.labels;
    for (const label of Object.keys(thresholds)) {
      if (known && !known.includes(label))
        report(
          ['models', name, 'thresholds', label],
          `model '${name}' has no label '${label}'; ${didYouMean(label, known)}`,
        );
    }
  }
  return (model) => table.get(model) ?? {};
}

function compileTargets({ targets, site, node }: ReadyConfig, folder: string): ResolvedTarget[] {
  return Object.entries(targets).map(([name, target]) => {
    const { media, clientId = `sw-${site.id}-${node.id}`, ...rest } = target;
    const sent = media && { ...media, path: resolve(folder, media.path) };
    return { name, clientId, ...rest, ...(sent ? { media: sent } : {}) };
  });
}
