import { isoAt } from '../adapters/clock/clock.ts';
import { idOf } from '../adapters/clock/ids.ts';
import { encodeEvent } from '../core/events/cloud-event.ts';
import { type Operation, type OperationData, operationEvent } from '../core/events/operation.ts';
import type { Clock } from '../ports/clock.ts';
import type { SourceNotice } from '../ports/frame-source.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/outbox.ts';

export interface OperationsDeps {
  readonly site: string;
  readonly node: string;
  readonly timezone: string;
  readonly targets: readonly string[];
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

export interface OperationFacts {
  readonly camera?: string;
  readonly code?: string;
  readonly message: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

interface Report {
  readonly what: Operation;
  readonly data: OperationData;
  readonly utcMs: number;
}

const MAX_UNTOLD = 100;
const AGAIN_MS = 5000;

/** Tells every platform what happened to the agent itself. */
export class Operations implements AsyncDisposable {
  readonly #deps: OperationsDeps;
  /** At most `MAX_UNTOLD`, the newest. */
  #untold: readonly Report[] = [];
  #again: NodeJS.Timeout | undefined;

  constructor(deps: OperationsDeps) {
    this.#deps = deps;
  }

  /** Never throws: what cannot be stored now (full disk) is tried again, and the work goes on. */
  async report(what: Operation, { facts = {}, ...data }: OperationFacts): Promise<void> {
    const { targets, clock, log } = this.#deps;
    log.warn({ operation: what, ...data, ...facts }, data.message);
    if (targets.length > 0)
      await this.#store({ what, data: { ...data, facts }, utcMs: clock.utcMs() });
  }

  /** Whether something could not be stored yet. */
  get busy(): boolean {
    return this.#untold.length > 0;
  }

  /** Tries once more to store what could not be stored until now, then gives it up. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#again);
    await this.#retry();
    clearTimeout(this.#again);
  }

  async #store(report: Report): Promise<void> {
    try {
      await this.#commit(report);
    } catch (error) {
      const { what } = report;
      this.#deps.log.error(
        { err: error, operation: what },
        'an operational event could not be stored',
      );
      this.#untold = [...this.#untold, report].slice(-MAX_UNTOLD);
      this.#again ??= setTimeout(() => void this.#retry(), AGAIN_MS);
    }
  }

  async #retry(): Promise<void> {
    this.#again = undefined;
    const untold = this.#untold;
    this.#untold = [];
    for (const report of untold) await this.#store(report);
  }

  async #commit({ what, data, utcMs }: Report): Promise<void> {
    const { site, node, timezone, targets, store } = this.#deps;
    const sequence = await store.nextSequence(data.camera ?? node);
    const id = idOf(utcMs, site, node, what, sequence);
    const envelope = { id, site, node, time: isoAt(utcMs, timezone), sequence };
    const body = encodeEvent(operationEvent(envelope, what, data));
    const topic = `evt/${data.camera ?? 'node'}`;
    const entry = { kind: 'event', id, group: id, createdUtcMs: utcMs, topic, body } as const;
    await store.commit(targets.map((target) => ({ ...entry, target })));
  }
}

/** Being away shorter than this is nothing to tell. */
const GRACE_MS = 10_000;

/** One camera's ups and downs: one event when it stays away, one when it is back. */
export class CameraNotices implements Disposable {
  readonly #camera: string;
  readonly #operations: Operations;
  readonly #log: Log;
  readonly #graceMs: number;
  #timer: NodeJS.Timeout | undefined;
  /** What is told when the grace is over. */
  #waiting: Omit<OperationFacts, 'camera'> | undefined;
  #told = false;
  #timeBreak = false;

  constructor(camera: string, operations: Operations, log: Log, graceMs = GRACE_MS) {
    this.#camera = camera;
    this.#operations = operations;
    this.#log = log;
    this.#graceMs = graceMs;
  }

  /** For FrameSource's `onNotice`. */
  readonly handle = (notice: SourceNotice): void => {
    if (notice.type === 'down') this.#down(notice);
    else if (notice.type === 'up') this.#up(notice);
    else if (notice.type === 'changed') this.#changed(notice);
    else this.#timeBreak = true;
  };

  /** Whether the time line broke since the last call. */
  takeTimeBreak(): boolean {
    const broke = this.#timeBreak;
    this.#timeBreak = false;
    return broke;
  }

  /** The camera's loop has failed: told at once, and once until pictures arrive again. */
  async failed(trouble: Omit<OperationFacts, 'camera'>): Promise<void> {
    this.#waiting = undefined;
    clearTimeout(this.#timer);
    if (this.#told) return;
    this.#told = true;
    await this.#operations.report('camera-down', { ...trouble, camera: this.#camera });
  }

  /** A recording is over: what was wrong with it at the end will not pass. */
  async ended(): Promise<void> {
    if (this.#waiting !== undefined) await this.failed(this.#waiting);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #down({ code, message, facts, retryInMs }: Extract<SourceNotice, { type: 'down' }>): void {
    this.#log.warn({ code, ...facts, retryInMs }, message);
    if (this.#told || this.#waiting !== undefined) return;
    const trouble = { code, message, facts };
    this.#waiting = trouble;
    this.#timer = setTimeout(() => void this.failed(trouble), this.#graceMs);
  }

  #up({ picture, codec }: Extract<SourceNotice, { type: 'up' }>): void {
    this.#log.info({ picture, codec }, 'pictures arrive');
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    if (!this.#told) return;
    this.#told = false;
    const message = 'the camera is back';
    void this.#operations.report('camera-up', { camera: this.#camera, message });
  }

  #changed({ before, after }: Extract<SourceNotice, { type: 'changed' }>): void {
    const message = `the picture changed from ${before.width}x${before.height} to ${after.width}x${after.height}; check the zones`;
    const facts = { before, after };
    void this.#operations.report('camera-changed', { camera: this.#camera, message, facts });
  }
}
