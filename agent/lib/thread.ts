import { Worker } from 'node:worker_threads';

/**
 * Starts a worker from a module beside the caller: `.js` in the build, `.ts` (through tsx) when the
 * sources themselves run, as they do under the tests.
 */
export function startThread(module: URL, workerData: unknown): Worker {
  const execArgv = module.pathname.endsWith('.ts') ? ['--import', 'tsx'] : [];
  return new Worker(module, { workerData, execArgv });
}
