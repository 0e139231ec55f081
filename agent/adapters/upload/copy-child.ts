import { bringFile } from './bring-file.ts';
import type { FromCopyChild, ToCopyChild } from './copy-process.ts';

/** Copies what it is told to, until it is killed: see copy-process.ts. */
function say(word: FromCopyChild): void {
  process.send?.(word);
}

process.on('message', ({ number, job }: ToCopyChild) => {
  void bringFile(job).then((upload) => say({ type: 'upload', number, upload }));
});
// the agent is gone; an exit would wait for a share that hangs
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
say({ type: 'ready' });
