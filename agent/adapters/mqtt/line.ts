import { pause } from '../../lib/abortable.ts';
import { type BackoffBounds, backoffMs } from '../../lib/backoff.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TargetState } from '../../ports/target.ts';
import { ConnectFailure, type Connection } from './connection.ts';

/** A connection that held this long starts the waits anew. */
const STEADY_MS = 10_000;
/** A broker that refuses is asked less often than one that is away. */
const REFUSED_FACTOR = 5;

export interface LineDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly waits: BackoffBounds;
  /** Connects and says hello. Throws ConnectFailure. */
  readonly open: (version: 4 | 5, signal: AbortSignal) => Promise<Connection>;
  /** Says goodbye; the connection is over when it resolves. */
  readonly close: (connection: Connection) => Promise<void>;
  readonly onState: (state: TargetState, reason?: string) => void;
}

/** Keeps one connection: when it goes, another is made, at growing distances, until disposed. */
export class Line implements AsyncDisposable {
  /** The connection now standing. */
  connection: Connection | undefined;
  readonly #deps: LineDeps;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;
  #version: 4 | 5 = 5;
  #versionProven = false;

  constructor(deps: LineDeps) {
    this.#deps = deps;
    this.#running = this.#run(this.#stop.signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      this.#deps.onState('connecting');
      const { steady, waitFactor } = await this.#once(signal);
      failures = steady ? 0 : failures + 1;
      await pause(waitFactor * this.#waitMs(failures), signal);
    }
    this.#deps.onState('offline', 'the agent stops');
  }

  /** One connection from beginning to end, or one failure to get it. */
  async #once(signal: AbortSignal): Promise<{ steady: boolean; waitFactor: number }> {
    const { clock, open, onState } = this.#deps;
    try {
      const connection = await open(this.#version, signal);
      this.#versionProven = true;
      const since = clock.monotonicMs();
      const reason = await this.#hold(connection, signal);
      onState('offline', reason);
      return { steady: clock.monotonicMs() - since > STEADY_MS, waitFactor: 1 };
    } catch (error) {
      // whatever it was, the next try may go well; the reason is in the notice and the log
      const { kind, message } = error instanceof ConnectFailure ? error : failureOf(error);
      onState(kind === 'refused' ? 'refused' : 'offline', message);
      if (this.#triesOtherVersion(kind)) return { steady: false, waitFactor: 0 };
      return { steady: false, waitFactor: kind === 'refused' ? REFUSED_FACTOR : 1 };
    }
  }

  async #hold(connection: Connection, signal: AbortSignal): Promise<string> {
    this.connection = connection;
    this.#deps.onState('online');
    let goodbye: Promise<void> | undefined;
    const stop = () => {
      goodbye = this.#deps.close(connection);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    const reason = await connection.closed;
    signal.removeEventListener('abort', stop);
    this.connection = undefined;
    await goodbye;
    return reason;
  }

  /** Some brokers of 3.1.1 name their version, some only hang up. Never changed once one was spoken. */
  #triesOtherVersion(kind: ConnectFailure['kind']): boolean {
    if (this.#versionProven || (kind !== 'version' && kind !== 'silent')) return false;
    this.#version = this.#version === 5 ? 4 : 5;
    return kind === 'version' && this.#version === 4;
  }

  #waitMs(failures: number): number {
    const { waits, random } = this.#deps;
    return backoffMs(Math.max(0, failures - 1), waits, random());
  }
}

function failureOf(error: unknown): ConnectFailure {
  return new ConnectFailure(error instanceof Error ? error.message : String(error), 'unreachable');
}
