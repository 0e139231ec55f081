import { version } from 'node:process';
import type { Detector } from '../../ports/detector.ts';
import { AgentError } from '../../ports/errors.ts';
import { type DetectorOptions, openDetector } from './detector.ts';
import { loadManifest } from './load-manifest.ts';
import type { ModelDeps } from './model-service.ts';
import type { ProviderName } from './options.ts';
import { chooseProvider, runtimeName } from './providers.ts';
import { setupOf } from './time-model.ts';
import { tooSlow } from './too-slow.ts';

/** What was found out of a model at an earlier start. */
export interface Remembered {
  readonly sha256: string;
  readonly wish: ProviderName | 'auto';
  readonly provider: ProviderName;
  /** Of one run on a picture of nothing, milliseconds. */
  readonly runMs: number;
  /** A new runtime may run it otherwise. */
  readonly runtime: string;
}

export interface Started {
  readonly detector: Detector;
  readonly remember: Remembered;
}

const RUNTIME = `${process.platform}-${process.arch} ${version}`;

/**
 * Opens a detector with the execution provider that was wished for, or measured, or is remembered. Throws
 * what `openDetector` does, and AgentError 'model/too-slow' for a new model that takes 100 times as long as
 * the remembered one.
 */
export async function startDetector(
  options: DetectorOptions,
  wish: ProviderName | 'auto',
  before: Remembered | undefined,
  deps: ModelDeps,
): Promise<Started> {
  const { manifest, path } = await loadManifest(options.directory);
  const { sha256, name } = manifest;
  const same = before?.sha256 === sha256 && before.wish === wish && before.runtime === RUNTIME;
  const setup = setupOf(manifest, path, options.threads);
  const chosen = same ? before : await chooseProvider(wish, setup, deps.log);
  let runMs = 0;
  const onReady = (ms: number | undefined) => {
    runMs = ms ?? 0;
  };
  const provider = chosen?.provider ?? 'cpu';
  const detector = await withFallback(provider, options, { ...deps, onReady });
  try {
    if (before !== undefined && before.sha256 !== sha256)
      tooSlow({ name, runMs, beforeMs: before.runMs });
  } catch (error) {
    await detector[Symbol.asyncDispose]();
    throw error;
  }
  return { detector, remember: { sha256, wish, provider, runMs, runtime: RUNTIME } };
}

/** A provider that worked once may be gone today: the CPU takes over. */
async function withFallback(
  provider: ProviderName,
  options: DetectorOptions,
  deps: ModelDeps,
): Promise<Detector> {
  if (provider === 'cpu') return openDetector(options, deps);
  try {
    return await openDetector({ ...options, provider: runtimeName(provider) }, deps);
  } catch (error) {
    if (!(error instanceof AgentError)) throw error;
    const facts = { provider, reason: error.message };
    deps.log?.warn(facts, `${provider} cannot run the model any more; the CPU does`);
    return openDetector(options, deps);
  }
}
