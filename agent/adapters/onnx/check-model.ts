import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sightDifferences } from '../../core/vision/same-sights.ts';
import { AgentError } from '../../ports/errors.ts';
import { outputNames } from './decoder-outputs.ts';
import { loadManifest, MANIFEST_FILE, readManifest } from './load-manifest.ts';
import type { DetectManifest, Manifest } from './manifest.ts';
import { type SignatureState, signatureState } from './manifest-signature.ts';
import type { OutputSummary } from './messages.ts';
import { type Look, type Summaries, setupOf, timeAndLook, timeModel } from './time-model.ts';

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
  readonly decoder?: Manifest['decoder'];
  readonly input?: { readonly width: number; readonly height: number };
  /** Classes, or `attribute=state`. */
  readonly labels?: readonly string[];
}

export interface CheckOptions {
  /** Folder of the pictures that manifests name in `sees`; they are not looked at where absent. */
  readonly pictures?: string;
  /** Public key (PEM) that the manifest must be signed with. */
  readonly key?: string;
}

export interface ModelCheck extends ModelReport {
  /** Time to load the model into a thread, milliseconds. */
  readonly loadMs?: number;
  /** The shortest of some runs on the test pattern, milliseconds. */
  readonly runMs?: number;
  readonly outputs?: Readonly<Record<string, OutputSummary>>;
  /** Whether the manifest holds golden values, so that the answers themselves were compared. */
  readonly golden?: boolean;
  readonly signature?: SignatureState;
}

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

/**
 * Loads a model as the agent would, runs it on the test pattern and on the picture that its manifest names,
 * and times it. Never throws for a bad model.
 */
export async function checkModel(
  directory: string,
  options: CheckOptions = {},
): Promise<ModelCheck> {
  const report = await describe(directory);
  if (!report.ok) return report;
  try {
    return { ...report, ...(await tryModel(directory, options)) };
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
    const { name, version, task, licence, sha256, input, decoder } = manifest;
    const size = { width: input.width, height: input.height };
    return {
      ...{ directory, ok: true, problems: [], name, version, task, licence, sha256, decoder },
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

async function tryModel(directory: string, options: CheckOptions): Promise<Partial<ModelCheck>> {
  const { manifest, path } = await loadManifest(directory);
  const setup = setupOf(manifest, path);
  const sees = manifest.task === 'detect' ? manifest.sees : undefined;
  const picture =
    options.pictures === undefined || sees === undefined
      ? undefined
      : join(options.pictures, sees.picture);
  const tried = picture === undefined ? undefined : await timeAndLook(setup, picture);
  const { outputs, ...times } = tried?.timed ?? (await timeModel(setup));
  const problems = [
    ...(await signatureProblems(directory, options.key)),
    ...judge(outputs, manifest.golden ?? {}),
    ...(manifest.task === 'detect' ? classProblem(manifest, outputs) : []),
    ...(manifest.task === 'detect' && tried ? sightProblems(manifest, tried.look) : []),
  ];
  return {
    ...{ ok: problems.length === 0, problems, ...times, outputs },
    signature: await signatureState(directory, options.key),
    golden: manifest.golden !== undefined,
  };
}

async function signatureProblems(directory: string, key: string | undefined): Promise<string[]> {
  const state = await signatureState(directory, key);
  if (state === 'bad') return ['the signature is not that of this key over this manifest'];
  const unsigned = state === 'none' && key !== undefined;
  return unsigned ? ['there is no signature to check with the key: model.yaml.sig'] : [];
}

/** What the golden picture shows otherwise than when the manifest was written. */
function sightProblems({ sees, thresholds }: DetectManifest, { detections }: Look): string[] {
  const expected = (sees?.objects ?? []).map(
    ({ label, score, box: [left, top, right, bottom] }) => ({
      ...{ label, score },
      box: { left, top, right, bottom },
    }),
  );
  const off = sightDifferences(expected, detections, thresholds.default);
  return off.map((what) => `${sees?.picture}: ${what}`);
}

/** A model that gives class numbers has none beyond its labels; a list that is too short shows here. */
export function classProblem(manifest: DetectManifest, outputs: Summaries): string[] {
  const { rows, classes } = outputNames(manifest);
  const highest = Math.max(...(manifest.ids ?? manifest.labels.map((_, at) => at)));
  const given =
    manifest.decoder === 'end-to-end'
      ? outputs[rows ?? '']?.lastPeak
      : outputs[classes ?? '']?.peak;
  if (given === undefined || Math.round(given) <= highest) return [];
  return [
    `the model gives the class number ${given}, but the labels end at ${highest}: name all of them`,
  ];
}

type Golden = NonNullable<Manifest['golden']>;

/** What is wrong with the outputs for the test pattern. */
function judge(outputs: Summaries, golden: Golden): string[] {
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
