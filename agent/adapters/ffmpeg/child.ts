import { type ChildProcess, spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { FIRST_PIPE } from './args.ts';
import type { Ffmpeg } from './binary.ts';

const POLITE_MS = 2000;

export interface ChildEnd {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  /** Why it never started. */
  readonly error?: Error;
}

/**
 * A running ffmpeg with several output pipes and one way to stop it. Lives as long as its block. `list` is what
 * it reads from the pipe behind its outputs.
 */
export class FfmpegChild implements AsyncDisposable {
  /** The pipes from number 3 on. */
  readonly pipes: readonly Readable[];
  /** Resolves when it is gone and all its pipes are read out. Never rejects. */
  readonly ended: Promise<ChildEnd>;
  readonly #child: ChildProcess;

  constructor(
    { path, has }: Pick<Ffmpeg, 'path' | 'has'>,
    args: readonly string[],
    pipes: number,
    onStderr: (text: string) => void,
    list?: string,
  ) {
    // else a SIGKILL of the agent would leave it running until its next write
    const [command, ...before] =
      has.setpriv === undefined ? [path] : [has.setpriv, '--pdeathsig', 'KILL', path];
    const outputs = Array.from(
      { length: pipes + Number(list !== undefined) },
      () => 'pipe' as const,
    );
    this.#child = spawn(command, [...before, ...args], {
      stdio: ['pipe', 'ignore', 'pipe', ...outputs],
    });
    this.#child.stdin?.on('error', () => {}); // the child may be gone before it is asked to quit
    this.#child.stderr?.setEncoding('utf8').on('data', onStderr);
    this.pipes = this.#child.stdio
      .slice(FIRST_PIPE, FIRST_PIPE + pipes)
      .filter((pipe) => pipe instanceof Readable);
    if (list !== undefined) this.#say(FIRST_PIPE + pipes, list);
    this.ended = new Promise((resolve) => {
      let error: Error | undefined;
      this.#child.once('error', (cause) => {
        error = cause;
        if (this.#child.pid === undefined) resolve({ code: undefined, signal: undefined, error });
      });
      this.#child.once('close', (code, signal) => {
        resolve({
          code: code ?? undefined,
          signal: signal ?? undefined,
          ...(error === undefined ? {} : { error }),
        });
      });
    });
  }

  /** Writes all that the child reads from one of its pipes. */
  #say(pipe: number, text: string): void {
    const stream = this.#child.stdio.at(pipe);
    if (!(stream instanceof Writable)) return;
    stream.on('error', () => {}); // the child never started, or was gone first
    stream.end(text);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Asks first ('q' lets ffmpeg say goodbye to the camera), then insists. Safe to call twice. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin?.end('q\n');
    for (const pipe of this.pipes) pipe.resume();
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      if (await this.#gone(POLITE_MS)) return;
      this.#child.kill(signal);
    }
    await this.ended;
  }

  async #gone(withinMs: number): Promise<boolean> {
    const timer = new AbortController();
    try {
      const late = sleep(withinMs, false, { signal: timer.signal }).catch(() => false);
      return await Promise.race([this.ended.then(() => true), late]);
    } finally {
      timer.abort();
    }
  }
}
