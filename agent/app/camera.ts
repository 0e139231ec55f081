import { setTimeout as sleep } from 'node:timers/promises';
import { idOf } from '../adapters/clock/ids.ts';
import type { CameraState, RulePlan } from '../core/camera/step-camera.ts';
import type { Zone } from '../core/geometry/zone.ts';
import { DEFAULT_TRACKER } from '../core/tracking/params.ts';
import type { Clock } from '../ports/clock.ts';
import type { Detector } from '../ports/detector.ts';
import { AgentError, type AgentErrorCode } from '../ports/errors.ts';
import type { FrameSource } from '../ports/frame-source.ts';
import type { Log } from '../ports/log.ts';
import type { Saved, Store } from '../ports/outbox.ts';
import type { Ring } from '../ports/ring.ts';
import type { CameraStatus } from '../ports/status.ts';
import { type Moment, runCamera } from './camera-loop.ts';
import type { Desk } from './desk.ts';
import type { PendingChange } from './journal.ts';
import type { Looks } from './looks.ts';
import type { CameraNotices, Operations } from './operations.ts';

const SAVE_EVERY_MS = 5000;
const RESTART_AFTER_MS = 5000;
/** Recordings that cannot be read now cannot be read in five seconds. */
const HOPELESS: ReadonlySet<AgentErrorCode> = new Set(['source/no-file', 'source/not-video']);

/** What survives a restart of one camera. */
interface SavedCamera {
  readonly mediaMs: number;
  readonly utcMs: number;
  readonly camera: CameraState;
}

export interface CameraParts {
  readonly id: string;
  readonly rules: readonly RulePlan[];
  readonly zones: readonly Zone[];
  readonly detector: Detector;
  readonly ring: Ring;
  readonly looks: Looks;
  readonly notices: CameraNotices;
  readonly desk: Desk;
  readonly store: Store;
  readonly operations: Operations;
  readonly clock: Clock;
  readonly log: Log;
  /** Opens the stream; `resume` continues the time line of before the restart. */
  open(resume: { readonly mediaMs: number; readonly utcMs: number } | undefined): FrameSource;
  /** Sees every judged moment (live pictures, statistics). */
  onMoment?(moment: Moment): void;
}

/** One camera at work: keeps it running, saves its state, hands its changes to the desk. */
export class Camera {
  readonly id: string;
  readonly #parts: CameraParts;
  #source: FrameSource | undefined;
  #last: { readonly moment: Moment; readonly atMonoMs: number } | undefined;
  #savedMonoMs = 0;
  #steps = 0;
  #detections = 0;
  #restarts = 0;
  readonly #events: Record<string, number> = {};

  constructor(parts: CameraParts) {
    this.id = parts.id;
    this.#parts = parts;
  }

  /** Until the signal aborts or a recording has ended. A fault of this camera never leaves it. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#once(signal);
        if (!signal.aborted) await this.#parts.notices.ended();
        return;
      } catch (error) {
        if (signal.aborted || !(await this.#worthAnotherTry(error))) return;
        this.#restarts += 1;
        await sleep(RESTART_AFTER_MS, undefined, { signal }).catch(() => {}); // a stop ends the wait
      }
    }
  }

  /** Tells of the fault. False for what another try cannot mend. */
  async #worthAnotherTry(error: unknown): Promise<boolean> {
    const { log, notices } = this.#parts;
    log.error({ err: error }, 'the camera loop failed');
    const code = error instanceof AgentError ? error.code : undefined;
    const message = error instanceof Error ? error.message : String(error);
    await notices.failed({ ...(code !== undefined && { code }), message });
    return code === undefined || !HOPELESS.has(code);
  }

  status(): CameraStatus {
    const { ring, clock } = this.#parts;
    const episodes = Object.values(this.#last?.moment.state.episodes ?? {});
    return {
      id: this.id,
      source: this.#source?.health() ?? { state: 'connecting', connects: 0, frames: 0, dropped: 0 },
      steps: this.#steps,
      detections: this.#detections,
      tracks: this.#last?.moment.tracks.length ?? 0,
      openEpisodes: episodes.reduce((sum, { open }) => sum + Object.keys(open).length, 0),
      events: { ...this.#events },
      ...(this.#last !== undefined && { sinceStepMs: clock.monotonicMs() - this.#last.atMonoMs }),
      ringBytes: ring.span()?.bytes ?? 0,
      restarts: this.#restarts,
    };
  }

  /** Saves what the last moment left, so that a planned stop loses nothing. */
  async save(): Promise<void> {
    if (this.#last !== undefined)
      await this.#parts.desk.take([], [this.#stateOf(this.#last.moment)]);
  }

  async #once(signal: AbortSignal): Promise<void> {
    const { store, rules, zones, detector, looks, notices, clock } = this.#parts;
    const text = await store.load(this.#key);
    const before = text === undefined ? undefined : (JSON.parse(text) as SavedCamera);
    this.#source = this.#parts.open(before);
    await runCamera(
      {
        camera: this.id,
        plan: { tracker: DEFAULT_TRACKER, zones, rules },
        source: this.#source,
        detector,
        looks,
        clock,
        idOf,
        resume: before?.camera,
        takeTimeBreak: () => notices.takeTimeBreak(),
        commit: (moment) => this.#commit(moment),
      },
      signal,
    );
  }

  async #commit(moment: Moment): Promise<void> {
    const { desk, clock, operations } = this.#parts;
    const nowMs = clock.monotonicMs();
    this.#last = { moment, atMonoMs: nowMs };
    this.#steps += 1;
    this.#detections += moment.detections.length;
    const changes = moment.changes.map((change) => this.#pending(change, moment));
    if (changes.length > 0 || nowMs - this.#savedMonoMs >= SAVE_EVERY_MS) {
      await desk.take(changes, [this.#stateOf(moment)]);
      this.#savedMonoMs = nowMs;
    }
    for (const { ruleId, ...budget } of moment.storms) {
      const message = `rule ${ruleId} is over its alarm budget: it goes on silently`;
      await operations.report('alarm-storm', {
        camera: this.id,
        message,
        facts: { ruleId, ...budget },
      });
    }
    this.#parts.onMoment?.(moment);
  }

  #pending(change: PendingChange['change'], { frames, mediaMs }: Moment): PendingChange {
    const { captureUtc } = frames[0];
    if (change.tell) this.#events[change.stage] = (this.#events[change.stage] ?? 0) + 1;
    const utcMs = captureUtc.utcMs - (mediaMs - change.atMs);
    return { camera: this.id, change, capture: { ...captureUtc, utcMs } };
  }

  get #key(): string {
    return `camera/${this.id}`;
  }

  #stateOf({ mediaMs, utcMs, state }: Moment): Saved {
    const value: SavedCamera = { mediaMs, utcMs, camera: state };
    return { key: this.#key, value: JSON.stringify(value) };
  }
}
