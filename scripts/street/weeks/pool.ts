import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Job } from './job.ts';
import type { CameraResult } from './run-camera.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/**
 * Runs the jobs on `count` processes; results come in the order of the jobs. Rejects when a process ends
 * with a job unfinished.
 */
export async function runJobs(
  jobs: readonly Job[],
  count: number,
  onDone: (done: number) => void,
): Promise<CameraResult[]> {
  const results: CameraResult[] = [];
  const queue = [...jobs.entries()];
  let done = 0;
  const work = async (): Promise<void> => {
    const child = fork(WORKER, { execArgv: process.execArgv, serialization: 'advanced' });
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [at, job] = next;
        results[at] = await askFor(child, job);
        done += 1;
        onDone(done);
      }
    } finally {
      child.disconnect();
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, jobs.length) }, work));
  return results;
}

async function askFor(child: ChildProcess, job: Job): Promise<CameraResult> {
  const gone = new AbortController();
  const ended = once(child, 'exit', { signal: gone.signal }).then(([code]) => {
    throw new Error(`a worker ended (${code}) over camera ${job.post}, seed ${job.seed}`);
  });
  try {
    child.send(job);
    const [result] = (await Promise.race([
      once(child, 'message', { signal: gone.signal }),
      ended,
    ])) as [CameraResult];
    return result;
  } finally {
    gone.abort();
    await ended.catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
  }
}
