import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { listSupportedBackends } from 'onnxruntime-node';
import { AgentError } from '../../ports/errors.ts';
import type { Log } from '../../ports/log.ts';
import type { Setup } from './messages.ts';
import { ModelThread } from './model-thread.ts';
import { PROVIDER_NAMES, type ProviderName } from './options.ts';

/** What the runtime calls them, where it has another name. */
const OTHERS: Readonly<Partial<Record<ProviderName, string>>> = { directml: 'dml' };

/** The runtime's name of an execution provider. */
export function runtimeName(name: ProviderName): string {
  return OTHERS[name] ?? name;
}

/** WebGPU needs a display driver that boxes seldom have, and is not tried unasked. */
const UNASKED: readonly ProviderName[] = ['tensorrt', 'cuda', 'openvino', 'directml', 'coreml'];

export interface Measured {
  readonly provider: ProviderName;
  /** Of one run on a picture of nothing. */
  readonly runMs: number;
}

/** What this platform's runtime offers, whose libraries are there. The CPU always is. */
export function offeredProviders(): readonly ProviderName[] {
  const offered = listSupportedBackends().filter(isInstalled);
  return PROVIDER_NAMES.filter((name) => offered.some((one) => one.name === runtimeName(name)));
}

/** Providers that do not come with the runtime live in a library of their own beside it. */
function isInstalled({ name, bundled }: { name: string; bundled: boolean }): boolean {
  if (bundled) return true;
  const root = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  const file = `libonnxruntime_providers_${name}.so`;
  const folder = join(root, 'bin', 'napi-v6', process.platform, process.arch);
  return existsSync(join(folder, file));
}

/**
 * The execution provider for a model: the one that was named, or the fastest of those this box has, by one
 * measured run each. One that fails gives way to the CPU, with a line in the log. Where there is only the
 * CPU, nothing is measured.
 */
export async function chooseProvider(
  wish: ProviderName | 'auto',
  setup: Setup,
  log: Log | undefined,
  offered = offeredProviders(),
): Promise<Measured | undefined> {
  const model = setup.manifest.name;
  if (wish !== 'auto' && !offered.includes(wish)) {
    const facts = { model, wanted: wish, offered };
    log?.warn(facts, `${model}: ${wish} is not to be had here; the CPU runs it`);
    return undefined;
  }
  const tried = wish === 'auto' ? UNASKED.filter((name) => offered.includes(name)) : [wish];
  if (tried.every((name) => name === 'cpu')) return undefined;
  const names: readonly ProviderName[] = wish === 'auto' ? ['cpu', ...tried] : tried;
  const measured: Measured[] = [];
  for (const name of names) measured.push(...(await measure(name, setup, log)));
  const [best] = measured.toSorted((a, b) => a.runMs - b.runMs);
  if (best !== undefined) log?.info({ model, ...best, measured }, `${model}: ${best.provider}`);
  return best;
}

async function measure(name: ProviderName, setup: Setup, log?: Log): Promise<Measured[]> {
  const model = setup.manifest.name;
  try {
    const thread = await ModelThread.open({ ...setup, provider: runtimeName(name) });
    await thread.close();
    return thread.runMs === undefined ? [] : [{ provider: name, runMs: thread.runMs }];
  } catch (error) {
    if (!(error instanceof AgentError)) throw error;
    log?.warn({ model, provider: name, reason: error.message }, `${model}: ${name} cannot run it`);
    return [];
  }
}
