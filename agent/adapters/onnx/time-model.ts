import type { Detection } from '../../core/vision/detection.ts';
import { type Manifest, thresholdsOf } from './manifest.ts';
import type { FrameItem, OutputSummary, Setup } from './messages.ts';
import { ModelThread, type Probed } from './model-thread.ts';
import { pictureItem } from './picture-item.ts';

export interface Timed {
  /** Time to load the model into a thread, milliseconds. */
  readonly loadMs: number;
  /** The shortest of the runs on the test pattern, milliseconds: what else the box does makes others longer. */
  readonly runMs: number;
  readonly outputs: Summaries;
}

export type Summaries = Readonly<Record<string, OutputSummary>>;

/** What a detector finds in a picture, and what its outputs looked like. */
export interface Look {
  readonly detections: readonly Detection[];
  readonly outputs: Summaries;
}

const TIMED_RUNS = 5;

export function setupOf(manifest: Manifest, path: string, threads = 1): Setup {
  const thresholds = manifest.task === 'detect' ? thresholdsOf(manifest) : [];
  return { manifest, path, threads, thresholds };
}

/** Loads a model into a thread and runs it on the test pattern. Throws AgentError 'model/...'. */
export async function timeModel(setup: Setup): Promise<Timed> {
  return (await tryModel(setup, () => Promise.resolve(undefined))).timed;
}

/** The same, then a look at a picture file. */
export async function timeAndLook(
  setup: Setup,
  picture: string,
): Promise<{ timed: Timed; look: Look }> {
  return tryModel(setup, async (thread) => {
    const { input } = setup.manifest;
    const { outputs } = await thread.probe(await pictureItem(picture, input));
    const { answers } = await thread.run([await pictureItem(picture, input)]);
    return { detections: answers[0] ?? [], outputs };
  });
}

type Thread = ModelThread<FrameItem, Detection[]>;

async function tryModel<T>(setup: Setup, more: (thread: Thread) => Promise<T>) {
  const started = performance.now();
  const thread: Thread = await ModelThread.open(setup);
  const loadMs = performance.now() - started;
  try {
    const runs: Probed[] = [];
    for (let run = 0; run < TIMED_RUNS; run += 1) runs.push(await thread.probe());
    const runMs = Math.min(...runs.map((run) => run.runMs));
    const timed: Timed = { loadMs, runMs, outputs: runs.at(-1)?.outputs ?? {} };
    return { timed, look: await more(thread) };
  } finally {
    await thread.close();
  }
}
