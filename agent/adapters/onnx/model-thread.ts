import type { Worker } from 'node:worker_threads';
import { startThread } from '../../lib/thread.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Answer, Item, Question, Setup } from './messages.ts';

export type StartThread = (module: URL, workerData: unknown) => Worker;
export type Done<A> = Extract<Answer<A>, { type: 'done' }>;
export type Probed = Extract<Answer<never>, { type: 'probed' }>;

const MODULE = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);

interface Pending<A> {
  readonly resolve: (answer: Answer<A>) => void;
  readonly reject: (error: AgentError) => void;
}

/** A worker thread with one loaded model; answers one question at a time. */
export class ModelThread<I extends Item, A> {
  /** Resolves to the reason when the thread is gone, whoever ended it. */
  readonly ended: Promise<string>;
  readonly #worker: Worker;
  #runMs: number | undefined;
  #pending: Pending<A> | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    let reason: string | undefined;
    worker.on('message', (answer: Answer<A>) => this.#settle(answer));
    worker.on('error', (error) => {
      reason = error.message;
    });
    this.ended = new Promise((resolve) => {
      worker.on('exit', (code) => {
        const why = reason ?? `its thread ended with code ${code}`;
        this.#pending?.reject(new AgentError('model/failed', `the model stopped: ${why}`, { why }));
        this.#pending = undefined;
        resolve(why);
      });
    });
  }

  /** Loads the model in a new thread. Throws AgentError 'model/...'. */
  static async open<I extends Item, A>(
    setup: Setup,
    start: StartThread = startThread,
  ): Promise<ModelThread<I, A>> {
    const thread = new ModelThread<I, A>(start(MODULE, setup));
    try {
      await thread.#next();
    } catch (error) {
      await thread.ended;
      throw error;
    }
    return thread;
  }

  /** Milliseconds of a run on a picture of nothing, as it was loaded; undefined where a server was away. */
  get runMs(): number | undefined {
    return this.#runMs;
  }

  /** Runs the model once on all items; their pixel buffers go to the thread. Throws 'model/failed'. */
  run(items: readonly I[]): Promise<Done<A>> {
    const transfer = [...new Set(items.map(({ pixels }) => pixels.buffer))];
    return this.#ask('done', { type: 'run', items }, transfer);
  }

  /** Runs the model once on a picture, else on the test pattern, and sums up its outputs. */
  probe(item?: I): Promise<Probed> {
    return this.#ask('probed', { type: 'probe', ...(item !== undefined && { item }) });
  }

  async close(): Promise<void> {
    const question: Question<I> = { type: 'close' };
    this.#worker.postMessage(question);
    await this.ended;
  }

  async #ask<T extends Answer<A>['type']>(
    type: T,
    question: Question<I>,
    transfer: ArrayBuffer[] = [],
  ): Promise<Extract<Answer<A>, { type: T }>> {
    this.#worker.postMessage(question, transfer);
    const answer = await this.#next();
    if (answer.type !== type)
      throw new AgentError('model/failed', `the model's thread gave ${answer.type}, not ${type}`);
    return answer as Extract<Answer<A>, { type: T }>;
  }

  #next(): Promise<Answer<A>> {
    return new Promise((resolve, reject) => {
      this.#pending = { resolve, reject };
    });
  }

  #settle(answer: Answer<A>): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (answer.type === 'ready') this.#runMs = answer.runMs;
    if (answer.type === 'failed') {
      const { code, message, facts } = answer.failure;
      pending?.reject(new AgentError(code, message, facts));
    } else pending?.resolve(answer);
  }
}
