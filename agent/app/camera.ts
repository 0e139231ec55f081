import { setTimeout as sleep } from 'node:timers/promises';
import { idOf } from '../adapters/clock/ids.ts';
import type { Zone } from '../core/geometry/zone.ts';
import { DEFAULT_TRACKER } from '../core/tracking/params.ts';
import type { Clock } from '../ports/clock.ts';
import type { Detector } from '../ports/detector.ts';
import { AgentError, type AgentErrorCode } from '../ports/errors.ts';
import type { FrameSource, SourceHealth } from '../ports/frame-source.ts';
import type { Log } from '../ports/log.ts';
import type { Saved, Store } from '../ports/outbox.ts';
import type { Ring } from '../ports/ring.ts';
import type { CameraStatus } from '../ports/status.ts';
import type { BoxClock } from './box-clock.ts';
import type { CameraHealth } from './camera-health.ts';
import { type Moment, runCamera } from './camera-loop.ts';
import type { CameraNotices } from './camera-notices.ts';
import { clockNote } from './clock-note.ts';
import type { Desk } from './desk.ts';
import { reportHealth } from './health-report.ts';
import type { JournalPlan, PendingChange } from './journal.ts';
import type { Looks } from './looks.ts';
import type { Operations } from './operations.ts';
import type { PatrolWatch } from './patrol-watch.ts';
import { pendingChange } from './pending-change.ts';
import {
  CAMERA_PREFIX,
  endings,
  readCamera,
  type SavedCamera,
  saveCamera,
  savedRules,
  withoutGone,
} from './saved-camera.ts';
import type { SavedScene } from './saved-scene.ts';
import type { ShownClockWatch } from './shown-clock-watch.ts';
import { reportStorm } from './storm-report.ts';

const NOT_OPENED: SourceHealth = {
  state: 'connecting',
  connects: 0,
  frames: 0,
  dropped: 0,
  damaged: 0,
};
const SAVE_EVERY_MS = 5000;
const RESTART_AFTER_MS = 5000;
/** Recordings that cannot be read now cannot be read in five seconds. */
const HOPELESS: ReadonlySet<AgentErrorCode> = new Set(['source/no-file', 'source/not-video']);

export interface CameraParts {
  readonly id: string;
  readonly rules: readonly JournalPlan[];
  readonly zones: readonly Zone[];
  /** Below it a sign of a plate is told as unknown, 0 to 1. */
  readonly plateConfidence: number;
  readonly detector: Detector;
  readonly views: ReadonlySet<string>;
  readonly health: CameraHealth;
  /** Where that is kept which the camera should see. */
  readonly scene: SavedScene | undefined;
  /** Of a camera that turns. */
  readonly patrol?: PatrolWatch;
  readonly ring: Ring;
  readonly looks: Looks;
  readonly notices: CameraNotices;
  readonly desk: Desk;
  readonly store: Store;
  readonly operations: Operations;
  readonly clock: Clock;
  readonly boxClock: Pick<BoxClock, 'sync'>;
  /** Absent where nobody said where the burned-in clock stands. */
  readonly shownClock?: ShownClockWatch;
  readonly log: Log;
  /** A recording is judged by itself: nothing of an earlier run goes on, and a fault ends it. */
  readonly recording: boolean;
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
  /** Of the last moment whose changes are stored; a stop saves it. */
  #safe: SavedCamera | undefined;
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
    return !this.#parts.recording && (code === undefined || !HOPELESS.has(code));
  }

  status(): CameraStatus {
    const { ring, clock, health, patrol } = this.#parts;
    const shownClock = this.#parts.shownClock?.status();
    const episodes = Object.values(this.#last?.moment.state.episodes ?? {});
    return {
      id: this.id,
      source: this.#source?.health() ?? NOT_OPENED,
      steps: this.#steps,
      detections: this.#detections,
      tracks: this.#last?.moment.tracks.length ?? 0,
      openEpisodes: episodes.reduce((sum, { open }) => sum + Object.keys(open).length, 0),
      events: { ...this.#events },
      ...(this.#last !== undefined && { sinceStepMs: clock.monotonicMs() - this.#last.atMonoMs }),
      ringBytes: ring.span()?.bytes ?? 0,
      restarts: this.#restarts,
      conditions: health.conditions,
      scene: health.scene,
      ...(health.streams !== undefined && { streams: health.streams }),
      ...(patrol !== undefined && { patrol: patrol.report() }),
      ...(shownClock !== undefined && { shownClock }),
    };
  }

  /** What the camera shows next is the view that its zones are drawn for. False where there is no such view. */
  acceptScene(view?: string): boolean {
    return this.#parts.health.accept(view);
  }

  /** Reads the burned-in clock, where there is one. */
  async lookAtClock(): Promise<void> {
    await this.#parts.shownClock?.look(this.#source);
  }

  /** Saves what the last moment left, so that a planned stop loses nothing. */
  async save(): Promise<void> {
    const rows = this.#learnt(true);
    if (this.#safe !== undefined)
      await this.#parts.desk.take([], [saveCamera(this.id, this.#safe), ...rows]);
  }

  /** What is to be saved of what was learnt of its views. */
  #learnt(now = false): readonly Saved[] {
    const { scene, patrol, health, clock } = this.#parts;
    const nowMs = clock.monotonicMs();
    return [...(scene?.due(health.views, nowMs, now) ?? []), ...(patrol?.due(nowMs, now) ?? [])];
  }

  async #once(signal: AbortSignal): Promise<void> {
    const { rules, zones, plateConfidence, notices, clock, recording } = this.#parts;
    const { detector, views, health, looks } = this.#parts;
    const before = await this.#resume();
    this.#source = this.#parts.open(before && { ...before, utcMs: before.boxUtcMs });
    await runCamera(
      {
        camera: this.id,
        plan: { tracker: DEFAULT_TRACKER, zones, rules, plateConfidence },
        patient: recording,
        source: this.#source,
        ...{ detector, views, health, looks, clock },
        idOf,
        resume: before && withoutGone(before, rules),
        takeTimeBreak: () => notices.takeTimeBreak(),
        commit: (moment) => this.#commit(moment),
      },
      signal,
    );
  }

  /** The state to go on from; first ends what will not go on. */
  async #resume(): Promise<SavedCamera | undefined> {
    const { store, desk, rules, recording } = this.#parts;
    const before = this.#safe ?? readCamera(await store.load(`${CAMERA_PREFIX}${this.id}`));
    if (before === undefined) return undefined;
    const outcome = recording ? 'time-break' : 'rule-off';
    await desk.take(endings(this.id, before, recording ? [] : rules, outcome), []);
    this.#safe = recording ? undefined : before;
    return this.#safe;
  }

  async #commit(moment: Moment): Promise<void> {
    const { desk, clock, operations, rules, health, patrol } = this.#parts;
    const nowMs = clock.monotonicMs();
    this.#last = { moment, atMonoMs: nowMs };
    if (moment.judged) this.#steps += 1;
    this.#detections += moment.detections.length;
    const [{ mediaMs, captureUtc }] = moment.frames;
    const state: SavedCamera = {
      mediaMs,
      boxUtcMs: clock.utcMs(),
      capture: captureUtc,
      rules: savedRules(rules),
      camera: moment.state,
    };
    const changes = moment.changes.map((change) => this.#pending(change, moment));
    if (changes.length > 0 || nowMs - this.#savedMonoMs >= SAVE_EVERY_MS) {
      await desk.take(changes, [saveCamera(this.id, state), ...this.#learnt()]);
      this.#savedMonoMs = nowMs;
    }
    this.#safe = state;
    for (const news of moment.health)
      await reportHealth({ camera: this.id, operations }, news, moment, health.conditions);
    await patrol?.step(health.views.shown, moment.judged, moment.utcMs);
    // the next step of the episode is then judged by a fresh look
    if (changes.length > 0) void this.lookAtClock();
    for (const storm of moment.storms) await reportStorm(operations, this.id, storm);
    this.#parts.onMoment?.(moment);
  }

  #pending(change: PendingChange['change'], moment: Moment): PendingChange {
    if (change.tell) this.#events[change.stage] = (this.#events[change.stage] ?? 0) + 1;
    const plan = this.#parts.rules.find(({ rule }) => rule.id === change.ruleId);
    if (plan === undefined) throw new Error(`a change of rule ${change.ruleId}, which is not here`);
    // what a break of the time line ended lies on the line before it
    const line = change.outcome === 'time-break' ? this.#safe : undefined;
    const clock = clockNote(this.#parts, this.#source, change.episode.sinceMs);
    return pendingChange({ camera: this.id, change, plan, clock, line }, moment);
  }
}
