import { setTimeout as sleep } from 'node:timers/promises';
import { AgentError } from '../../ports/errors.ts';
import type { Log } from '../../ports/log.ts';
import { FairQueue } from './fair-queue.ts';
import type { Item, Setup } from './messages.ts';
import { ModelThread, type StartThread } from './model-thread.ts';

export interface ModelDeps {
  readonly log?: Log;
  /** Hears how long the first run took, milliseconds; undefined where a server was away. */
  readonly onReady?: (runMs: number | undefined) => void;
  /** Starts the thread; for tests that end it. */
  readonly start?: StartThread;
}

export interface ServiceStats {
  readonly runs: number;
  readonly items: number;
  readonly superseded: number;
  readonly medianRunMs: number;
  readonly queued: number;
}

interface Job<I, A> {
  readonly item: I;
  readonly resolve: (answer: A | undefined) => void;
  readonly reject: (error: unknown) => void;
}

const FIRST_RESTART_MS = 200;
const LAST_RESTART_MS = 30_000;
const TIMED_RUNS = 65;
/** How long a server that did not answer is left alone. */
const ASK_AGAIN_MS = 1000;

/**
 * One model and everybody who waits for it. One run at a time, with as many items as wait just then (up to
 * `maxBatch`); a thread that dies takes only its own run with it and is started again.
 */
export class ModelService<I extends Item, A> {
  readonly #setup: Setup;
  readonly #deps: ModelDeps;
  readonly #maxBatch: number;
  readonly #queue = new FairQueue<Job<I, A>>();
  readonly #closing = new AbortController();
  readonly #runTimes: number[] = [];
  #thread: ModelThread<I, A> | undefined;
  #running: Promise<void> | undefined;
  #watching: Promise<void> = Promise.resolve();
  #isAway = false;
  #runs = 0;
  #items = 0;
  #superseded = 0;

  private constructor(setup: Setup, maxBatch: number, deps: ModelDeps) {
    this.#setup = setup;
    this.#maxBatch = maxBatch;
    this.#deps = deps;
  }

  static async open<I extends Item, A>(
    setup: Setup,
    maxBatch: number,
    deps: ModelDeps,
  ): Promise<ModelService<I, A>> {
    const service = new ModelService<I, A>(setup, maxBatch, deps);
    const thread = await ModelThread.open<I, A>(setup, deps.start);
    deps.onReady?.(thread.runMs);
    service.#watch(thread);
    return service;
  }

  /** Resolves to undefined when a newer item of the lane and slot came first, or the model was closed. */
  submit(lane: string, slot: string, item: I): Promise<A | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#closing.signal.aborted) return resolve(undefined);
      const before = this.#queue.put(lane, slot, { item, resolve, reject });
      if (before !== undefined) {
        this.#superseded += 1;
        before.resolve(undefined);
      }
      this.#pump();
    });
  }

  stats(): ServiceStats {
    const times = this.#runTimes.toSorted((a, b) => a - b);
    return {
      runs: this.#runs,
      items: this.#items,
      superseded: this.#superseded,
      medianRunMs: times[Math.floor(times.length / 2)] ?? 0,
      queued: this.#queue.size,
    };
  }

  /** Waits for the run under way; what still waits for one resolves to undefined. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#empty((job) => job.resolve(undefined));
    await this.#running;
    await this.#thread?.close();
    await this.#watching;
  }

  #pump(): void {
    const thread = this.#thread;
    if (thread === undefined || this.#running !== undefined) return;
    const jobs = this.#queue.take(this.#maxBatch).map(({ item }) => item);
    if (jobs.length === 0) return;
    this.#running = this.#run(thread, jobs).finally(() => {
      this.#running = undefined;
      this.#pump();
    });
  }

  async #run(thread: ModelThread<I, A>, jobs: readonly Job<I, A>[]): Promise<void> {
    try {
      const { answers, runMs } = await thread.run(jobs.map(({ item }) => item));
      this.#runs += 1;
      this.#items += jobs.length;
      if (this.#runTimes.push(runMs) > TIMED_RUNS) this.#runTimes.shift();
      for (const [index, job] of jobs.entries()) job.resolve(answers[index]);
      this.#tellBack();
    } catch (error) {
      if (error instanceof AgentError && error.code === 'model/unreachable')
        await this.#away(error, jobs);
      else for (const job of jobs) job.reject(error);
    }
  }

  /** A server that is away costs the pictures of that time, and no camera its stream. */
  async #away(error: AgentError, jobs: readonly Job<I, A>[]): Promise<void> {
    for (const job of jobs) job.resolve(undefined);
    const facts = { model: this.#setup.manifest.name, ...error.facts };
    if (!this.#isAway) this.#deps.log?.error({ code: error.code, ...facts }, error.message);
    this.#isAway = true;
    await sleep(ASK_AGAIN_MS, undefined, { signal: this.#closing.signal }).catch(() => {
      // closed while waiting: nothing is asked any more
    });
  }

  #tellBack(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    const model = this.#setup.manifest.name;
    this.#deps.log?.info({ model }, 'the inference server answers again');
  }

  #watch(thread: ModelThread<I, A>): void {
    this.#thread = thread;
    this.#watching = thread.ended.then(async (reason) => {
      this.#thread = undefined;
      if (!this.#closing.signal.aborted) await this.#restart(reason);
    });
    this.#pump();
  }

  async #restart(reason: string): Promise<void> {
    const model = this.#setup.manifest.name;
    this.#deps.log?.warn({ model, reason }, 'the model stopped; it is started again');
    const { signal } = this.#closing;
    for (
      let waitMs = FIRST_RESTART_MS;
      !signal.aborted;
      waitMs = Math.min(waitMs * 2, LAST_RESTART_MS)
    ) {
      await sleep(waitMs, undefined, { signal }).catch(() => {
        // closed while waiting: the loop ends
      });
      if (signal.aborted) return;
      try {
        const thread = await ModelThread.open<I, A>(this.#setup, this.#deps.start);
        if (signal.aborted) return await thread.close();
        this.#watch(thread);
        this.#deps.log?.info({ model }, 'the model runs again');
        return;
      } catch (error) {
        this.#deps.log?.error({ model, error }, 'the model could not be started again');
        this.#empty((job) => job.reject(error));
      }
    }
  }

  #empty(settle: (job: Job<I, A>) => void): void {
    for (const { item } of this.#queue.take(this.#queue.size)) settle(item);
  }
}
