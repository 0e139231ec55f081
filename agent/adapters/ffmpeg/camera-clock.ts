import { type ClockPace, stepClockPace } from '../../core/time/clock-step.ts';
import {
  mediaAt,
  type Resume,
  startTimeline,
  stepTimeline,
  type Timeline,
  unlink,
} from '../../core/time/timeline.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ShownTime } from '../../ports/frame-source.ts';
import type { PacketMarks } from './packet-marks.ts';
import type { Fragment, RecordingConnection } from './recording.ts';
import { StreamTimes } from './stream-times.ts';

/** The times of one connection, for frames and for the stream copy alike. */
export interface ConnectionTimes extends RecordingConnection {
  /** mediaMs of a decoded picture; undefined when it lies before one already given. */
  frameMs(ptsMs: number): number | undefined;
  /** What ffmpeg knows of the packets of the copy; absent where sender reports are not believed. */
  readonly marks?: PacketMarks;
}

/** A frame may be this far ahead of the newest sample of the copy, which takes another pipe. */
const PIPES_APART_MS = 1000;
/** A copy that says nothing for so long has failed, or pauses: then the frames make the line. */
const COPY_SILENT_MS = 2000;
const KEPT_PLACES = 16;
/** A second stream that its reports place farther from its arrival is placed by that. */
const STREAMS_APART_MS = 2000;

/** A burned-in clock is read once a minute; what was read longer ago says nothing any more. */
const SHOWN_FRESH_MS = 300_000;

export interface CameraClockOptions {
  /** Whether sender reports are believed. */
  readonly senderReports: boolean;
  onBreak(reason: string): void;
  /** The camera's clock was set. */
  onStep(step: { readonly stepMs: number; readonly mediaMs: number }): void;
}

/** The one time line of a camera, whatever connections and streams it has. */
export class CameraClock {
  timeline: Timeline;
  readonly clock: Clock;
  readonly senderReports: boolean;
  /** The connection of the main stream, for a sub stream to find its place by. */
  leader: MainTimes | undefined;
  readonly #onStep: CameraClockOptions['onStep'];
  #pace: ClockPace | undefined;
  #shown: (ShownTime & { readonly atMs: number }) | undefined;
  #lastFrameMs = Number.NEGATIVE_INFINITY;

  constructor(
    clock: Clock,
    resume: Resume | undefined,
    { senderReports, onBreak, onStep }: CameraClockOptions,
  ) {
    this.clock = clock;
    this.senderReports = senderReports;
    this.#onStep = onStep;
    const now = { monotonicMs: clock.monotonicMs(), utcMs: clock.utcMs() };
    const { timeline, broken } = startTimeline(now, resume);
    this.timeline = timeline;
    if (broken !== undefined) onBreak(broken);
  }

  /** A new connection of the stream that makes the time line. */
  main(): MainTimes {
    this.timeline = unlink(this.timeline);
    this.leader = new MainTimes(this);
    return this.leader;
  }

  /** A new connection of a second stream, placed on the line by UTC, or by arrival. */
  sub(): SubTimes {
    return new SubTimes(this);
  }

  /** What the burned-in clock says from now on; undefined takes it back. */
  correct(shown: ShownTime | undefined): void {
    this.#shown = shown && { ...shown, atMs: this.clock.monotonicMs() };
  }

  shown(nowMs: number): ShownTime | undefined {
    const shown = this.#shown;
    return shown !== undefined && nowMs - shown.atMs <= SHOWN_FRESH_MS ? shown : undefined;
  }

  /** Looks whether the camera's clock was set since the last time it was known, in whatever connection. */
  compare(cameraUtcMs: number, arrivedMs: number): void {
    const at = { cameraUtcMs, monotonicMs: arrivedMs };
    const { pace, stepMs } = stepClockPace(this.#pace, at);
    this.#pace = pace;
    if (stepMs !== undefined) this.#onStep({ stepMs, mediaMs: this.timeline.mediaMs });
  }

  /** Frames never go back in time, whatever the stream says. */
  forward(mediaMs: number): number | undefined {
    if (mediaMs <= this.#lastFrameMs) return undefined;
    this.#lastFrameMs = mediaMs;
    return mediaMs;
  }
}

interface Place {
  readonly fromPtsMs: number;
  readonly offsetMs: number;
}

/** Makes the time line: by the samples of the copy while they come, else by the frames. */
class MainTimes extends StreamTimes implements ConnectionTimes {
  readonly #camera: CameraClock;
  /** Newest last; more than one only when pts leapt. They outlive the connection: the ring asks late. */
  #places: Place[] = [];
  #copiedAtMs = Number.NEGATIVE_INFINITY;

  constructor(camera: CameraClock) {
    super(camera);
    this.#camera = camera;
  }

  onFragment(fragment: Fragment): void {
    this.#copiedAtMs = this.#camera.clock.monotonicMs();
    const { ptsMs } = fragment;
    this.#step(ptsMs);
    this.sent(fragment);
    const sent = this.sentAt(ptsMs);
    if (sent !== undefined) this.#camera.compare(sent.utcMs, this.arrivalOf(ptsMs));
  }

  frameMs(ptsMs: number): number | undefined {
    const silentMs = this.#camera.clock.monotonicMs() - this.#copiedAtMs;
    // a recording that failed must not stop the detection
    if (silentMs > COPY_SILENT_MS) return this.#camera.forward(this.#step(ptsMs));
    const mediaMs = this.toMediaMs(ptsMs);
    // a picture from before a leap of pts, still in the decoder
    if (mediaMs > this.#camera.timeline.mediaMs + PIPES_APART_MS) return undefined;
    return this.#camera.forward(mediaMs);
  }

  /** The newest picture of the copy with its time by the camera's clock. */
  newest(): { readonly ptsMs: number; readonly utcMs: number } | undefined {
    const ptsMs = this.newestPtsMs;
    const sent = this.sentAt(ptsMs);
    return sent && { ptsMs, utcMs: sent.utcMs };
  }

  toMediaMs(ptsMs: number): number {
    const place =
      this.#places.findLast(({ fromPtsMs }) => ptsMs >= fromPtsMs) ?? this.#places.at(0);
    return place === undefined ? this.#step(ptsMs) : ptsMs + place.offsetMs;
  }

  #step(ptsMs: number): number {
    const monotonicMs = this.arrived(ptsMs);
    const { timeline, mediaMs, leapt } = stepTimeline(this.#camera.timeline, {
      ptsMs,
      monotonicMs,
    });
    this.#camera.timeline = timeline;
    if (leapt) this.arrival = undefined;
    if (leapt || this.#places.length === 0) {
      const place = { fromPtsMs: ptsMs, offsetMs: mediaMs - ptsMs };
      this.#places = [...this.#places.slice(1 - KEPT_PLACES), place];
    }
    return mediaMs;
  }
}

/** A sub stream: its pictures are placed on the main stream's line. */
class SubTimes extends StreamTimes implements ConnectionTimes {
  readonly #camera: CameraClock;

  constructor(camera: CameraClock) {
    super(camera);
    this.#camera = camera;
  }

  onFragment(fragment: Fragment): void {
    this.arrived(fragment.ptsMs);
    this.sent(fragment);
  }

  frameMs(ptsMs: number): number | undefined {
    if (this.arrival === undefined) this.arrived(ptsMs);
    return this.#camera.forward(this.toMediaMs(ptsMs));
  }

  toMediaMs(ptsMs: number): number {
    const arrivedMs = mediaAt(this.#camera.timeline, this.arrivalOf(ptsMs));
    const reportedMs = this.#byReports(ptsMs);
    return reportedMs !== undefined && Math.abs(reportedMs - arrivedMs) <= STREAMS_APART_MS
      ? reportedMs
      : arrivedMs;
  }

  /** By what both streams say of the camera's clock; wrong while only one has heard that it was set. */
  #byReports(ptsMs: number): number | undefined {
    const main = this.#camera.leader;
    const here = this.sentAt(ptsMs);
    const newest = main?.newest();
    if (main === undefined || here === undefined || newest === undefined) return undefined;
    return main.toMediaMs(newest.ptsMs) + here.utcMs - newest.utcMs;
  }
}
