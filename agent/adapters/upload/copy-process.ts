import { type ChildProcess, fork } from 'node:child_process';
import type { Upload } from '../../ports/uploader.ts';
import type { CopyJob } from './bring-file.ts';

export interface ToCopyChild {
  readonly number: number;
  readonly job: CopyJob;
}

export type FromCopyChild =
  | { readonly type: 'ready' }
  | { readonly type: 'upload'; readonly number: number; readonly upload: Upload };

const SOURCE = import.meta.url.endsWith('.ts');
const MODULE = new URL(SOURCE ? './copy-child.ts' : './copy-child.js', import.meta.url);
/** A process that has nothing to do gives its memory back. */
const IDLE_MS = 30_000;

/**
 * Copies files in a process of its own: a call into a share that hangs cannot be taken back, it would hold
 * one of the few threads that all file work shares and the end of the agent. A process can be killed.
 */
export class CopyProcess implements Disposable {
  #child: Promise<ChildProcess> | undefined;
  readonly #waiting = new Map<number, (upload: Upload) => void>();
  #next = 1;
  #idle: NodeJS.Timeout | undefined;

  /** Never throws; 'later' as soon as aborted, whatever the copy does. */
  async copy(job: CopyJob, signal: AbortSignal): Promise<Upload> {
    if (signal.aborted) return later('the agent stops');
    const number = this.#next++;
    clearTimeout(this.#idle);
    const stop = () => this.#kill('the agent stops');
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await new Promise<Upload>((resolve) => {
        this.#waiting.set(number, resolve);
        this.#child ??= this.#start();
        this.#child.then(
          (child) => {
            hold(child, true);
            child.send({ number, job } satisfies ToCopyChild);
          },
          (error: unknown) => this.#kill(error instanceof Error ? error.message : String(error)),
        );
      });
    } finally {
      signal.removeEventListener('abort', stop);
      this.#waiting.delete(number);
      if (this.#waiting.size === 0) this.#rest();
    }
  }

  [Symbol.dispose](): void {
    this.#kill('the agent stops');
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#kill('it is idle'), IDLE_MS).unref();
    this.#child?.then(
      (child) => hold(child, this.#waiting.size > 0),
      () => {}, // it never lived
    );
  }

  /** Does not wait for its end: that may take as long as the share hangs. */
  #kill(reason: string): void {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    child?.then(
      (process) => {
        hold(process, false);
        process.kill('SIGKILL');
      },
      () => {}, // it never lived; whoever waited was told
    );
    for (const resolve of this.#waiting.values()) resolve(later(reason));
  }

  #start(): Promise<ChildProcess> {
    const child = fork(MODULE, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: SOURCE ? ['--import', 'tsx'] : [],
    });
    const ready = new Promise<ChildProcess>((resolve, reject) => {
      const over = (reason: string) => {
        reject(new Error(reason));
        this.#over(ready, reason);
      };
      child.on('message', (word: FromCopyChild) => {
        if (word.type === 'ready') resolve(child);
        else this.#waiting.get(word.number)?.(word.upload);
      });
      child.on('error', (error) => over(`the process that copies files failed: ${error.message}`));
      child.on('exit', (code, signal) =>
        over(`the process that copies files ended: ${signal ?? `code ${code}`}`),
      );
    });
    return ready;
  }

  #over(child: Promise<ChildProcess>, reason: string): void {
    if (this.#child === child) this.#kill(reason);
  }
}

/** Whether this process stays alive for the sake of the other. */
function hold(child: ChildProcess, held: boolean): void {
  if (held) child.ref();
  else child.unref();
  if (held) child.channel?.ref();
  else child.channel?.unref();
}

function later(reason: string): Upload {
  return { result: 'later', reason };
}
