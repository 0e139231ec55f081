import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../lib/thread.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Log } from '../../ports/log.ts';
import type { Store } from '../../ports/outbox.ts';
import type { FromThread, ParkedEntry, Reply, RequestName, Requests } from './requests.ts';

export interface StoreOptions {
  readonly log?: Log;
  /** Upper bound of the database file; beyond it 'store/full'. */
  readonly maxBytes?: number;
  /** How many acknowledged ids are remembered; 100 000 by default. */
  readonly remembered?: number;
  /** How many parked events are kept per target; 1000 by default. */
  readonly keptParked?: number;
}

export interface SqliteStore extends Store {
  /**
   * Resolves with AgentError 'store/failed' when the database's thread ended without being asked to:
   * nothing is stored from then on. Never settles otherwise.
   */
  readonly failed: Promise<Error>;
  /** Entries set aside, oldest first. */
  parked(target: string, limit: number): Promise<readonly ParkedEntry[]>;
  /** Gives a parked entry another chance, at its old place in its group. */
  release(id: string, target?: string): Promise<void>;
}

const MODULE = new URL(
  import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js',
  import.meta.url,
);

/**
 * Opens the database at `path` (made when absent) in a thread of its own. A damaged file is set aside and
 * reported in the log. Throws AgentError 'store/failed' when there is no way to open or make one.
 */
export async function openStore(path: string, options: StoreOptions = {}): Promise<SqliteStore> {
  const { log, ...data } = options;
  const worker = startThread(MODULE, { path, ...data });
  const first = await firstWord(worker);
  if (first.type === 'failed') {
    await worker.terminate();
    throw new AgentError('store/failed', `${path}: ${first.message}`, { path });
  }
  if (first.type === 'open' && first.setAside !== undefined) {
    log?.error(
      { path, setAside: first.setAside },
      'the database was damaged: it was set aside and an empty one begun; unsent entries are in the old file',
    );
  }
  return storeOver(new Asking(worker));
}

async function firstWord(worker: Worker): Promise<FromThread> {
  try {
    const [message] = (await once(worker, 'message')) as [FromThread];
    return message;
  } catch (cause) {
    return { type: 'failed', message: `its thread did not start: ${String(cause)}` };
  }
}

function storeOver(thread: Asking): SqliteStore {
  return {
    commit: (entries, saved = []) => thread.ask('commit', entries, saved),
    load: (key) => thread.ask('load', key),
    loadAll: (prefix) => thread.ask('loadAll', prefix),
    remove: (keys) => thread.ask('remove', keys),
    nextSequence: (name, key) => thread.ask('nextSequence', name, key),
    due: (target, limit, nowUtcMs, kind) => thread.ask('due', target, limit, nowUtcMs, kind),
    markSent: (id, retryAt, target) => thread.ask('markSent', id, retryAt, target),
    postpone: (id, retryAt, reason, target) => thread.ask('postpone', id, retryAt, reason, target),
    park: (id, reason, target) => thread.ask('park', id, reason, target),
    acknowledge: (target, id) => thread.ask('acknowledge', target, id),
    delivered: (packageId) => thread.ask('delivered', packageId),
    forget: (packageId) => thread.ask('forget', packageId),
    stats: (target) => thread.ask('stats', target),
    parked: (target, limit) => thread.ask('parked', target, limit),
    release: (id, target) => thread.ask('release', id, target),
    releaseParked: (target) => thread.ask('releaseParked', target),
    failed: thread.failed,
    [Symbol.asyncDispose]: () => thread.close(),
  };
}

interface Waiter {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Questions to the thread, each with its own answer. */
class Asking {
  readonly failed: Promise<Error>;
  readonly #worker: Worker;
  readonly #waiters = new Map<number, Waiter>();
  readonly #exited: Promise<unknown>;
  #next = 1;
  #closed: string | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (message: FromThread) => {
      if (message.type === 'replies') for (const reply of message.replies) this.#settle(reply);
    });
    let fail: (error: Error) => void = () => {};
    this.failed = new Promise((resolve) => {
      fail = resolve;
    });
    const broken = (reason: string) => {
      if (this.#closed === undefined)
        fail(new AgentError('store/failed', `the database is out of work: ${reason}`));
      this.#end(reason);
    };
    worker.on('error', (error) => broken(`its thread failed: ${error.message}`));
    this.#exited = new Promise<number>((resolve) => worker.once('exit', resolve)).then((code) =>
      broken(`its thread ended with code ${code}`),
    );
  }

  ask<N extends RequestName>(
    name: N,
    ...args: Requests[N]['args']
  ): Promise<Requests[N]['answer']> {
    return new Promise((resolve, reject) => {
      if (this.#closed !== undefined) {
        reject(
          new AgentError('store/failed', `the store cannot answer: ${this.#closed}`, { name }),
        );
        return;
      }
      const number = this.#next++;
      this.#waiters.set(number, { resolve: resolve as Waiter['resolve'], reject });
      this.#worker.postMessage({ number, name, args });
    });
  }

  async close(): Promise<void> {
    if (this.#closed === undefined) {
      this.#closed = 'it is closed';
      this.#worker.postMessage('close');
    }
    await this.#exited;
  }

  #settle(reply: Reply): void {
    const waiter = this.#waiters.get(reply.number);
    this.#waiters.delete(reply.number);
    if (reply.ok) waiter?.resolve(reply.answer);
    else waiter?.reject(new AgentError(reply.code, reply.message));
  }

  #end(reason: string): void {
    this.#closed ??= reason;
    for (const { reject } of this.#waiters.values())
      reject(new AgentError('store/failed', `the store gave no answer: ${reason}`));
    this.#waiters.clear();
  }
}
