import { parentPort } from 'node:worker_threads';

/** Stands for a model thread that dies of the first thing it is asked. */
parentPort?.on('message', () => {
  throw new Error('out of something');
});
parentPort?.postMessage({ type: 'ready' });
