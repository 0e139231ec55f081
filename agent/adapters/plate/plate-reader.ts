import type { Worker } from 'node:worker_threads';
import type { PlateSight } from '../../core/plates/sight.ts';
import { startThread } from '../../lib/thread.ts';
import { AgentError } from '../../ports/errors.ts';
import type { PlateReader } from '../../ports/plate-reader.ts';
import type { Answer, Failure, Question, Setup } from './messages.ts';
import { RECOGNISER_FILE } from './text-models.ts';

type Crop = Parameters<PlateReader['read']>[0];

interface Pending {
  readonly resolve: (sights: readonly PlateSight[]) => void;
  readonly reject: (error: AgentError) => void;
}

const MODULE = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);
/** More crops than this do not wait: whoever cuts them is to look at fewer. */
const MOST_WAITING = 32;

/**
 * Loads PP-OCRv4 from its registry package into a thread of its own.
 * Throws AgentError 'model/missing', 'model/wrong-hash' or 'model/invalid'.
 */
export async function openPlateReader(setup: Setup): Promise<PlateReader> {
  const reader = new ThreadedPlateReader(setup);
  await reader.start();
  return reader;
}

class ThreadedPlateReader implements PlateReader {
  readonly info = { name: 'PP-OCRv4', sha256: RECOGNISER_FILE.sha256 };
  readonly #setup: Setup;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #ended: Promise<void> = Promise.resolve();
  #next = 0;
  #closed = false;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** A thread that died is started again by the next read. */
  async start(): Promise<Worker> {
    const worker = startThread(MODULE, this.#setup);
    const ready = new Promise<void>((resolve, reject) => {
      worker.on('message', (answer: Answer) => this.#settle(answer, resolve, reject));
      worker.on('error', (error) => reject(lost(error.message)));
      worker.on('exit', (code) => reject(lost(`its thread ended with code ${code}`)));
    });
    this.#ended = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#worker = undefined;
        this.#fail(lost('its thread ended'));
        resolve();
      });
    });
    await ready;
    this.#worker = worker;
    return worker;
  }

  async read({ pixels, width, height }: Crop): Promise<readonly PlateSight[]> {
    if (pixels.length !== width * height * 3 || pixels.length === 0)
      throw lost(`expected ${width}x${height} RGB pixels, got ${pixels.length} bytes`);
    if (this.#closed) throw lost('it was closed');
    if (this.#pending.size >= MOST_WAITING) throw lost(`${MOST_WAITING} crops wait already`);
    const worker = this.#worker ?? (await this.start());
    this.#next += 1;
    const id = this.#next;
    const question: Question = { type: 'read', id, picture: { pixels, width, height } };
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      worker.postMessage(question);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#worker?.postMessage({ type: 'close' } satisfies Question);
    await this.#ended;
  }

  #settle(answer: Answer, ready: () => void, refused: (error: AgentError) => void): void {
    if (answer.type === 'ready') {
      ready();
      return;
    }
    const { id } = answer;
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id !== undefined) this.#pending.delete(id);
    if (answer.type === 'read') pending?.resolve(answer.sights);
    else if (id === undefined) refused(asError(answer.failure));
    else pending?.reject(asError(answer.failure));
  }

  #fail(error: AgentError): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

function asError({ code, message }: Failure): AgentError {
  return new AgentError(code, message);
}

function lost(why: string): AgentError {
  return new AgentError('model/failed', `the plate reader stopped: ${why}`, { why });
}
