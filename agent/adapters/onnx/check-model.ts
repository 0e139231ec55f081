import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AgentError } from '../../ports/errors.ts';
import { loadManifest, MANIFEST_FILE, readManifest } from './load-manifest.ts';
import { type Manifest, thresholdsOf } from './manifest.ts';
import type { OutputSummary } from './messages.ts';
import { ModelThread, type Probed } from './model-thread.ts';

export interface ModelReport {
  readonly directory: string;
  readonly ok: boolean;
  /** Sentences, each with what was expected and what came; empty when all is well. */
  readonly problems: readonly string[];
  /** As far as the manifest could be read. */
  readonly name?: string;
  readonly version?: string;
  readonly task?: Manifest['task'];
  readonly licence?: string;
  readonly sha256?: string;
  readonly input?: { readonly width: number; readonly height: number };
  /** Classes, or `attribute=state`. */
  readonly labels?: readonly string[];
}

export interface ModelCheck extends ModelReport {
  /** Time to load the model into a thread, milliseconds. */
  readonly loadMs?: number;
  /** Median of the runs on the test pattern, milliseconds. */
  readonly runMs?: number;
  readonly outputs?: Readonly<Record<string, OutputSummary>>;
  /** Whether the manifest holds golden values, so that the answers themselves were compared. */
  readonly golden?: boolean;
}

const TIMED_RUNS = 5;
/** Kernels differ between processors in the last digits only. */
const GOLDEN_TOLERANCE = 0.02;

/**
 * Models under `root`, one per folder with a `model.yaml`, by name. Reads manifests only; a broken one is in
 * the list with its problems. Empty where `root` is not there.
 */
export async function listModels(root: string): Promise<readonly ModelReport[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const directories = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(root, name))
    .filter((directory) => existsSync(join(directory, MANIFEST_FILE)));
  return Promise.all(directories.sort().map(describe));
}

/** Loads a model as the agent would, runs it on the test pattern and times it. Never throws for a bad model. */
export async function checkModel(directory: string): Promise<ModelCheck> {
  const report = await describe(directory);
  if (!report.ok) return report;
  try {
    return { ...report, ...(await tryModel(directory)) };
  } catch (error) {
    return { ...report, ok: false, problems: problemsOf(error) };
  }
}

async function describe(directory: string): Promise<ModelReport> {
  if (!existsSync(directory))
    return { directory, ok: false, problems: ['there is no such folder'] };
  if (!existsSync(join(directory, MANIFEST_FILE)))
    return {
      directory,
      ok: false,
      problems: [`there is no ${MANIFEST_FILE} here: a model is a folder with it and an ONNX file`],
    };
  try {
    const manifest = await readManifest(directory);
    const { name, version, task, licence, sha256, input } = manifest;
    const size = { width: input.width, height: input.height };
    return {
      ...{ directory, ok: true, problems: [], name, version, task, licence, sha256 },
      input: size,
      labels: labelsOf(manifest),
    };
  } catch (error) {
    return { directory, ok: false, problems: problemsOf(error) };
  }
}

function labelsOf(manifest: Manifest): readonly string[] {
  if (manifest.task === 'detect') return manifest.labels;
  return Object.entries(manifest.attributes).flatMap(([attribute, { states }]) =>
    states.map((state) => `${attribute}=${state}`),
  );
}

async function tryModel(directory: string): Promise<Partial<ModelCheck>> {
  const { manifest, path } = await loadManifest(directory);
  const thresholds = manifest.task === 'detect' ? thresholdsOf(manifest) : [];
  const started = performance.now();
  const thread = await ModelThread.open({ manifest, path, threads: 1, thresholds });
  const loadMs = performance.now() - started;
  try {
    const runs: Probed[] = [];
    // the first run sets up buffers and is not counted
    for (let run = 0; run <= TIMED_RUNS; run += 1) runs.push(await thread.probe());
    const times = runs.slice(1).map(({ runMs }) => runMs);
    const runMs = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const outputs = runs.at(-1)?.outputs ?? {};
    const problems = judge(outputs, manifest.golden ?? {});
    return {
      ...{ ok: problems.length === 0, problems, loadMs, runMs, outputs },
      golden: manifest.golden !== undefined,
    };
  } finally {
    await thread.close();
  }
}

type Golden = NonNullable<Manifest['golden']>;

/** What is wrong with the outputs for the test pattern. */
function judge(outputs: Readonly<Record<string, OutputSummary>>, golden: Golden): string[] {
  const broken = Object.entries(outputs)
    .filter(([, { finite }]) => !finite)
    .map(([name]) => `output "${name}" holds values that are no numbers`);
  const off = Object.entries(golden).flatMap(([name, expected]) => {
    const found = outputs[name];
    if (found === undefined) return [`golden values name an output "${name}" that is not there`];
    const near = isNear(found.mean, expected.mean) && isNear(found.peak, expected.peak);
    const say = (one: { mean: number; peak: number }) => `mean ${one.mean}, peak ${one.peak}`;
    return near
      ? []
      : [`output "${name}" for the test pattern: expected ${say(expected)}, got ${say(found)}`];
  });
  return [...broken, ...off];
}

function isNear(found: number, expected: number): boolean {
  return Math.abs(found - expected) <= GOLDEN_TOLERANCE * Math.max(1e-3, Math.abs(expected));
}

function problemsOf(error: unknown): string[] {
  if (!(error instanceof AgentError)) throw error;
  return error.message.split('\n');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
