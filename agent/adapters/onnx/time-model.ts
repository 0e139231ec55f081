import type { Detection } from '../../core/vision/detection.ts';
import { type DetectManifest, type Manifest, thresholdsOf } from './manifest.ts';
import type { FrameItem, OutputSummary, Setup } from './messages.ts';
import { ModelThread, type Probed } from './model-thread.ts';
import { pictureItem } from './picture-item.ts';

export interface Timed {
  /** Time to load the model into a thread, milliseconds. */
  readonly loadMs: number;
  /** The shortest of the runs on the test pattern, milliseconds: what else the box does makes others longer. */
  readonly runMs: number;
  readonly outputs: Readonly<Record<string, OutputSummary>>;
}

const TIMED_RUNS = 5;

export function setupOf(manifest: Manifest, path: string, threads = 1): Setup {
  const thresholds = manifest.task === 'detect' ? thresholdsOf(manifest) : [];
  return { manifest, path, threads, thresholds };
}

/** Loads a model into a thread, runs it on the test pattern and closes it again. Throws AgentError 'model/...'. */
export async function timeModel(setup: Setup): Promise<Timed> {
  const started = performance.now();
  const thread = await ModelThread.open(setup);
  const loadMs = performance.now() - started;
  try {
    const runs: Probed[] = [];
    for (let run = 0; run < TIMED_RUNS; run += 1) runs.push(await thread.probe());
    const runMs = Math.min(...runs.map((run) => run.runMs));
    return { loadMs, runMs, outputs: runs.at(-1)?.outputs ?? {} };
  } finally {
    await thread.close();
  }
}

export interface Look {
  readonly detections: readonly Detection[];
  readonly outputs: Readonly<Record<string, OutputSummary>>;
}

/** What a detector finds in a picture file, and what its outputs looked like. Throws AgentError 'model/...'. */
export async function lookAt(
  manifest: DetectManifest,
  path: string,
  picture: string,
): Promise<Look> {
  const thread = await ModelThread.open<FrameItem, Detection[]>(setupOf(manifest, path));
  try {
    const { outputs } = await thread.probe(await pictureItem(picture, manifest.input));
    const { answers } = await thread.run([await pictureItem(picture, manifest.input)]);
    return { detections: answers[0] ?? [], outputs };
  } finally {
    await thread.close();
  }
}
