import { Worker } from 'node:worker_threads';

/**
 * Starts a worker from a module beside the caller: `.js` in the build, `.ts` (through tsx, found from the
 * working directory) when the sources themselves run, as they do under the tests.
 */
export function startThread(module: URL, workerData: unknown): Worker {
  if (!module.pathname.endsWith('.ts')) return new Worker(module, { workerData });
  // `--import tsx` registers nothing inside a worker of Node 20, so the worker does it itself.
  const start = `import('tsx/esm/api').then(({ register }) => {
    register();
    return import(${JSON.stringify(module.href)});
  })`;
  return new Worker(start, { eval: true, workerData });
}
