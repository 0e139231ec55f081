import { randomUUID } from 'node:crypto';
import { isoAt } from '../adapters/clock/clock.ts';
import { idOf } from '../adapters/clock/ids.ts';
import { encodeEvent } from '../core/events/cloud-event.ts';
import { type Operation, type OperationData, operationEvent } from '../core/events/operation.ts';
import type { Clock } from '../ports/clock.ts';
import type { SourceNotice } from '../ports/frame-source.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/outbox.ts';
import { type LimitBounds, ReportLimit, type Told } from './report-limit.ts';

export interface OperationsDeps {
  readonly site: string;
  readonly node: string;
  readonly timezone: string;
  readonly targets: readonly string[];
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** For each kind and camera; 6 an hour by default. */
  readonly limit?: LimitBounds;
}

export interface OperationFacts {
  readonly camera?: string;
  readonly code?: string;
  readonly message: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

interface Report {
  /** The event's, the same at each try. */
  readonly id: string;
  readonly what: Operation;
  readonly data: OperationData;
  readonly utcMs: number;
}

const MAX_UNTOLD = 100;
const AGAIN_MS = 5000;
const LIMIT: LimitBounds = { most: 6, windowMs: 3_600_000 };

/** Tells every platform what happened to the agent itself. */
export class Operations implements AsyncDisposable {
  readonly #deps: OperationsDeps;
  readonly #limit: ReportLimit<Report>;
  /** At most `MAX_UNTOLD`, the newest. */
  #untold: readonly Report[] = [];
  #again: NodeJS.Timeout | undefined;

  constructor(deps: OperationsDeps) {
    this.#deps = deps;
    this.#limit = new ReportLimit({
      ...(deps.limit ?? LIMIT),
      nowMs: () => deps.clock.monotonicMs(),
      tell: (report, told) => this.#store(withTold(report, told)),
    });
  }

  /**
   * Never throws: what cannot be stored now (full disk) is tried again, and the work goes on. A kind of
   * event that comes too often for one camera is held back, and the platform is told so.
   */
  async report(what: Operation, { facts = {}, ...data }: OperationFacts): Promise<void> {
    const { site, node, targets, clock, log } = this.#deps;
    log.warn({ operation: what, ...data, ...facts }, data.message);
    if (targets.length === 0) return;
    const utcMs = clock.utcMs();
    const id = idOf(utcMs, site, node, what, randomUUID());
    const report = { id, what, data: { ...data, facts }, utcMs };
    await this.#limit.take(`${what} ${data.camera ?? ''}`, report);
  }

  /** Whether something could not be stored yet. */
  get busy(): boolean {
    return this.#untold.length > 0;
  }

  /** Tries once more to store what could not be stored until now, then gives it up. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#limit[Symbol.asyncDispose]();
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

  async #commit({ id, what, data, utcMs }: Report): Promise<void> {
    const { site, node, timezone, targets, store } = this.#deps;
    const sequence = await store.nextSequence(data.camera ?? node, id);
    const envelope = { id, site, node, time: isoAt(utcMs, timezone), sequence };
    const body = encodeEvent(operationEvent(envelope, what, data));
    const topic = `evt/${data.camera ?? 'node'}`;
    const entry = { kind: 'event', id, group: id, createdUtcMs: utcMs, topic, body } as const;
    await store.commit(targets.map((target) => ({ ...entry, target })));
  }
}

/** Says in the event itself that others of its kind were or will be held back. */
function withTold(report: Report, { heldBack, silentMs }: Told): Report {
  const { message, facts } = report.data;
  const minutes = silentMs === undefined ? undefined : Math.ceil(silentMs / 60_000);
  const words =
    minutes === undefined ? '' : `; more of this kind are held back for up to ${minutes} min`;
  return {
    ...report,
    data: {
      ...report.data,
      message: message + words,
      facts: { ...facts, ...(heldBack > 0 && { heldBack }) },
    },
  };
}

/** Being away shorter than this is nothing to tell. */
const GRACE_MS = 10_000;
/** Pictures for shorter than this are no return: a flapping camera is one that is down. */
const STEADY_MS = 30_000;

const KEPT_STEPS = 32;

export interface NoticeTimes {
  /** How long a camera is away before it is told; 10 s by default. */
  readonly graceMs?: number;
  /** How long pictures arrive before the camera is told to be back; 30 s by default. */
  readonly steadyMs?: number;
}

/** One camera's ups and downs: one event when it stays away, one when it is back for good. */
export class CameraNotices implements Disposable {
  readonly #camera: string;
  readonly #operations: Pick<Operations, 'report'>;
  readonly #log: Log;
  readonly #graceMs: number;
  readonly #steadyMs: number;
  /** The end of the grace while it is not told, else of the time in which pictures must arrive. */
  #timer: NodeJS.Timeout | undefined;
  /** What is told when the grace is over. */
  #waiting: Omit<OperationFacts, 'camera'> | undefined;
  #told = false;
  #timeBreak = false;
  /** The last `KEPT_STEPS`. */
  #clockSteps: readonly { readonly stepMs: number; readonly mediaMs: number }[] = [];

  constructor(
    camera: string,
    operations: Pick<Operations, 'report'>,
    log: Log,
    { graceMs = GRACE_MS, steadyMs = STEADY_MS }: NoticeTimes = {},
  ) {
    this.#camera = camera;
    this.#operations = operations;
    this.#log = log;
    this.#graceMs = graceMs;
    this.#steadyMs = steadyMs;
  }

  /** For FrameSource's `onNotice`. */
  readonly handle = (notice: SourceNotice): void => {
    if (notice.type === 'down') this.#down(notice);
    else if (notice.type === 'up') this.#up(notice);
    else if (notice.type === 'changed') this.#changed(notice);
    else if (notice.type === 'clock-step') this.#clockStepped(notice);
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

  /** The largest step of the camera's clock at or after a moment of its time line; undefined for none. */
  clockStepSince(mediaMs: number): number | undefined {
    const steps = this.#clockSteps.filter((step) => step.mediaMs >= mediaMs);
    return steps.toSorted((a, b) => Math.abs(b.stepMs) - Math.abs(a.stepMs)).at(0)?.stepMs;
  }

  #clockStepped({ stepMs, mediaMs }: Extract<SourceNotice, { type: 'clock-step' }>): void {
    this.#log.warn({ stepMs }, "the camera's clock was set");
    this.#clockSteps = [...this.#clockSteps.slice(1 - KEPT_STEPS), { stepMs, mediaMs }];
  }

  #down({ code, message, facts, retryInMs }: Extract<SourceNotice, { type: 'down' }>): void {
    this.#log.warn({ code, ...facts, retryInMs }, message);
    if (this.#told) clearTimeout(this.#timer); // it was not back
    if (this.#told || this.#waiting !== undefined) return;
    const trouble = { code, message, facts };
    this.#waiting = trouble;
    this.#timer = setTimeout(() => void this.failed(trouble), this.#graceMs);
  }

  #up({ picture, codec }: Extract<SourceNotice, { type: 'up' }>): void {
    this.#log.info({ picture, codec }, 'pictures arrive');
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    if (this.#told) this.#timer = setTimeout(() => this.#back(), this.#steadyMs);
  }

  #back(): void {
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
