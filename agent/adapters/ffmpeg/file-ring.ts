import { stat } from 'node:fs/promises';
import type { Box } from '../../core/geometry/box.ts';
import { InTurn } from '../../lib/in-turn.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Clip, Photo, Ring, Still } from '../../ports/ring.ts';
import { type FileRingDeps, type FileSource, readWindow, type Window } from './file-ring-window.ts';
import { describedInput } from './probe-words.ts';
import { runToSink } from './ring-job.ts';

/** Read beyond a still, so that the next ones of the same episode find their pictures there. */
const AHEAD_MS = 4000;
const DESCRIBE_TIMEOUT_MS = 15_000;

/**
 * A recording on disk as a ring that holds all of it. Stills and clips are cut from the file as it is.
 * Throws AgentError 'source/no-file' or 'source/not-video'.
 */
export async function createFileRing(
  { path }: { readonly path: string },
  deps: FileRingDeps,
): Promise<Ring & AsyncDisposable> {
  const bytes = await sizeOf(path);
  const { words } = await runToSink(
    {
      command: deps.ffmpeg.path,
      purpose: `read ${path}`,
      input: path,
      outputOptions: ['-map', '0:v:0', '-c', 'copy', '-frames:v', '1', '-f', 'null'],
      timeoutMs: DESCRIBE_TIMEOUT_MS,
    },
    () => {},
  ).catch((cause: unknown) => {
    const message = `expected video in ${path}, ffmpeg finds none`;
    throw new AgentError('source/not-video', message, {}, cause);
  });
  const { startMs = 0, durationMs = 0 } = describedInput(words);
  const span = {
    fromMs: deps.toMediaMs(startMs),
    toMs: deps.toMediaMs(startMs + durationMs),
    bytes,
  };
  return new FileRing({ path, startMs, ...deps }, span);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw new AgentError('source/no-file', `expected a video file at ${path}`, {}, cause);
  }
}

class FileRing implements Ring, AsyncDisposable {
  readonly #source: FileSource;
  readonly #span: { readonly fromMs: number; readonly toMs: number; readonly bytes: number };
  #window: Window | undefined;
  /** One at a time: they share the part of the file that was read last. */
  readonly #turns = new InTurn();
  #closed = false;

  constructor(source: FileSource, span: { fromMs: number; toMs: number; bytes: number }) {
    this.#source = source;
    this.#span = span;
  }

  still(atMs: number): Promise<Still> {
    return this.#next(async () => {
      const window = await this.#cover(atMs, atMs, AHEAD_MS);
      return await window.ring.still(atMs);
    });
  }

  photo(atMs: number, part?: Box): Promise<Photo> {
    return this.#next(async () => {
      const window = await this.#cover(atMs, atMs, AHEAD_MS);
      return await window.ring.photo(atMs, part);
    });
  }

  clip(
    fromMs: number,
    toMs: number,
    path: string,
    _waitMs?: number,
    mustMs?: number,
  ): Promise<Clip> {
    return this.#next(async () => {
      const window = await this.#cover(fromMs, toMs, 0);
      return await window.ring.clip(fromMs, toMs, path, 0, mustMs);
    });
  }

  span(): { readonly fromMs: number; readonly toMs: number; readonly bytes: number } {
    return this.#span;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#turns.over();
    await this.#window?.ring[Symbol.asyncDispose]();
    this.#window = undefined;
  }

  async #cover(fromMs: number, toMs: number, aheadMs: number): Promise<Window> {
    const held = this.#window;
    if (held !== undefined && held.fromMs <= fromMs && toMs <= held.toMs) return held;
    await held?.ring[Symbol.asyncDispose]();
    this.#window = undefined;
    this.#window = await readWindow(this.#source, fromMs, toMs + aheadMs);
    return this.#window;
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.run(() => {
      if (this.#closed) throw new AgentError('ring/closed', 'the recording is being closed');
      return work();
    });
  }
}
