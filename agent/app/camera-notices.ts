import type { SourceNotice } from '../ports/frame-source.ts';
import type { Log } from '../ports/log.ts';
import type { OperationFacts, Operations } from './operations.ts';

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
