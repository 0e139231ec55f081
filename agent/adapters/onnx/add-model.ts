import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { AgentError } from '../../ports/errors.ts';
import { classProblem } from './check-model.ts';
import { outputNames } from './decoder-outputs.ts';
import { type DetectText, draftManifest, type Wishes } from './draft-manifest.ts';
import type { Inspected } from './inspect-model.ts';
import { loadManifest, MANIFEST_FILE } from './load-manifest.ts';
import type { DetectManifest } from './manifest.ts';
import type { Recognised } from './recognise.ts';
import { settle } from './settle.ts';
import { type Look, type Summaries, setupOf, timeAndLook, timeModel } from './time-model.ts';
import { tooSlow } from './too-slow.ts';

export interface AddRequest {
  readonly inspected: Inspected;
  readonly recognised: Recognised;
  readonly wishes: Wishes;
  /** Folder of all models; the new one becomes a folder in it. */
  readonly folder: string;
  /** File of the golden picture; its name goes into the manifest. */
  readonly picture: { readonly folder: string; readonly name: string };
  /** Take the place of a model of this name. */
  readonly replace: boolean;
}

export interface Added {
  readonly directory: string;
  readonly manifest: DetectManifest;
  readonly sees: Look['detections'];
  /** The shortest run by CPU threads, milliseconds. */
  readonly runMs: Readonly<Record<number, number>>;
}

const MORE_THREADS = [2, 4];

/**
 * Writes a model's folder: copies the file, draws up `model.yaml`, runs the test pattern and the golden
 * picture, and measures. All happens beside the place where it belongs: the folder appears, or takes the
 * place of the one before, only when everything has gone well.
 * Throws AgentError 'model/exists', 'model/classes', 'model/invalid', 'model/wrong-shape',
 * 'model/not-finite' or 'model/too-slow'; nothing has changed then.
 */
export async function addModel(request: AddRequest): Promise<Added> {
  const { inspected, recognised, wishes, folder, replace } = request;
  const directory = join(folder, wishes.name);
  if (existsSync(directory) && !replace)
    throw new AgentError('model/exists', `${directory} is there already.`, { directory });
  const draft = draftManifest(inspected, recognised, wishes);
  const stage = join(folder, `.${wishes.name}.new`);
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  try {
    await copyFile(inspected.file, join(stage, draft.file));
    const added = await tryOut({ stage, directory, draft, request });
    await takePlace(stage, directory);
    return { ...added, directory };
  } catch (error) {
    await rm(stage, { recursive: true, force: true });
    throw error;
  }
}

interface Trial {
  readonly stage: string;
  readonly directory: string;
  readonly draft: DetectText;
  readonly request: AddRequest;
}

async function tryOut({
  stage,
  directory,
  draft,
  request,
}: Trial): Promise<Omit<Added, 'directory'>> {
  const { folder, name } = request.picture;
  const { settled, manifest, path, timed, look } = await settledTrial(
    stage,
    draft,
    join(folder, name),
  );
  await compareWithOld(directory, timed.runMs);
  const [problem] = classProblem(manifest, look.outputs);
  if (problem !== undefined) throw new AgentError('model/classes', problem);
  const runMs: Record<number, number> = { 1: timed.runMs };
  for (const threads of MORE_THREADS)
    runMs[threads] = (await timeModel(setupOf(manifest, path, threads))).runMs;
  const final = await written(stage, {
    ...settled,
    golden: goldenOf(manifest, timed.outputs),
    sees: { picture: name, objects: look.detections.map(sightText) },
  });
  return { manifest: final.manifest, sees: look.detections, runMs };
}

/** A trial by a manifest that has what shapes do not tell from the values of a first one. */
async function settledTrial(stage: string, draft: DetectText, picture: string) {
  const first = await written(stage, draft);
  const trial = await timeAndLook(setupOf(first.manifest, first.path), picture);
  const settled = settle(draft, trial.look.outputs);
  if (settled === draft) return { settled, ...first, ...trial };
  const second = await written(stage, settled);
  const again = await timeAndLook(setupOf(second.manifest, second.path), picture);
  return { settled, ...second, ...again };
}

function goldenOf(manifest: DetectManifest, outputs: Summaries) {
  const { classes, count } = outputNames(manifest);
  // the order of a list hangs on the last digits of its scores, and with it the class numbers
  const steady = Object.entries(outputs).filter(([name]) => name !== classes && name !== count);
  return Object.fromEntries(
    steady.map(([name, { mean, peak }]) => [name, { mean: digits(mean), peak: digits(peak) }]),
  );
}

async function written(stage: string, manifest: DetectText) {
  const text = `# How ${manifest.file} is run; written by \`streetwarden models add\`.\n${stringify(manifest)}`;
  await writeFile(join(stage, MANIFEST_FILE), text);
  const loaded = await loadManifest(stage);
  if (loaded.manifest.task !== 'detect') throw new Error('a detector was written');
  return { manifest: loaded.manifest, path: loaded.path };
}

function sightText({ label, score, box }: Look['detections'][number]) {
  const corners = [box.left, box.top, box.right, box.bottom].map(digits);
  return { label, score: digits(score), box: corners as [number, number, number, number] };
}

function digits(value: number): number {
  return Number(value.toPrecision(4));
}

/** A model whose place is taken sets the measure; one that cannot run sets none. */
async function compareWithOld(directory: string, runMs: number): Promise<void> {
  if (!existsSync(directory)) return;
  try {
    const { manifest, path } = await loadManifest(directory);
    const before = await timeModel(setupOf(manifest, path));
    tooSlow({ name: directory, runMs, beforeMs: before.runMs });
  } catch (error) {
    if (!(error instanceof AgentError) || error.code === 'model/too-slow') throw error;
  }
}

/** The new folder in the place of the old one; the old one comes back where that fails. */
async function takePlace(stage: string, directory: string): Promise<void> {
  if (!existsSync(directory)) return await rename(stage, directory);
  const old = `${stage}.old`;
  await rm(old, { recursive: true, force: true });
  await rename(directory, old);
  try {
    await rename(stage, directory);
  } catch (error) {
    await rename(old, directory);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}
