import {
  type ArrivalClock,
  arrivalErrorMs,
  arrivalMs,
  stepArrivalClock,
} from '../../core/time/arrival-clock.ts';
import type { CaptureUtc } from '../../core/time/capture-utc.ts';
import {
  SENDER_ERROR_MS,
  type SenderClock,
  stepSenderClock,
} from '../../core/time/sender-clock.ts';
import {
  mediaAt,
  type Resume,
  startTimeline,
  stepTimeline,
  type Timeline,
  unlink,
} from '../../core/time/timeline.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fragment, RecordingConnection } from './recording.ts';

/** The times of one connection, for frames and for the stream copy alike. */
export interface ConnectionTimes extends RecordingConnection {
  /** mediaMs of a decoded picture; undefined when it lies before one already given. */
  frameMs(ptsMs: number): number | undefined;
}

/** A frame may be this far ahead of the newest sample of the copy, which takes another pipe. */
const PIPES_APART_MS = 1000;
/** A copy that says nothing for so long has failed, or pauses: then the frames make the line. */
const COPY_SILENT_MS = 2000;
const DAY_MS = 86_400_000;
const KEPT_PLACES = 16;

/** The one time line of a camera, whatever connections and streams it has. */
export class CameraClock {
  timeline: Timeline;
  readonly clock: Clock;
  /** The connection of the main stream, for a sub stream to find its place by. */
  leader: MainTimes | undefined;
  #lastFrameMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, resume: Resume | undefined, onBreak: (reason: string) => void) {
    this.clock = clock;
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

  /** Frames never go back in time, whatever the stream says. */
  forward(mediaMs: number): number | undefined {
    if (mediaMs <= this.#lastFrameMs) return undefined;
    this.#lastFrameMs = mediaMs;
    return mediaMs;
  }
}

/** What both kinds of stream share: when a picture was taken. */
abstract class StreamTimes {
  protected readonly camera: CameraClock;
  protected arrival: ArrivalClock | undefined;
  #sender: SenderClock = {};

  constructor(camera: CameraClock) {
    this.camera = camera;
  }

  /** UTC minus pts by the camera's own clock, once proven and not plainly wrong. */
  get senderOffsetMs(): number | undefined {
    return this.#sender.offsetMs;
  }

  arrivalOf(ptsMs: number): number {
    return this.arrival === undefined
      ? this.camera.clock.monotonicMs()
      : arrivalMs(this.arrival, ptsMs);
  }

  captureUtc(ptsMs: number): CaptureUtc {
    const { clock } = this.camera;
    const arrivedUtcMs = this.arrivalOf(ptsMs) + clock.utcMs() - clock.monotonicMs();
    const offsetMs = this.senderOffsetMs;
    // a camera that was never set says 1970: its arrival is worth more
    if (offsetMs !== undefined && Math.abs(offsetMs + ptsMs - arrivedUtcMs) < DAY_MS)
      return { utcMs: offsetMs + ptsMs, method: 'rtcp-sr', maxErrorMs: SENDER_ERROR_MS };
    const maxErrorMs = this.arrival === undefined ? DAY_MS : arrivalErrorMs(this.arrival);
    return { utcMs: arrivedUtcMs, method: 'arrival', maxErrorMs };
  }

  protected arrived(ptsMs: number): number {
    const monotonicMs = this.camera.clock.monotonicMs();
    this.arrival = stepArrivalClock(this.arrival, { ptsMs, monotonicMs });
    return monotonicMs;
  }

  protected sent({ ptsMs, prftUtcMs }: Fragment): void {
    if (prftUtcMs === undefined) return;
    const arrivedUtcMs = this.camera.clock.utcMs();
    this.#sender = stepSenderClock(this.#sender, { ptsMs, prftUtcMs, arrivedUtcMs });
  }
}

interface Place {
  readonly fromPtsMs: number;
  readonly offsetMs: number;
}

/** Makes the time line: by the samples of the copy while they come, else by the frames. */
class MainTimes extends StreamTimes implements ConnectionTimes {
  /** Newest last; more than one only when pts leapt. They outlive the connection: the ring asks late. */
  #places: Place[] = [];
  #copiedAtMs = Number.NEGATIVE_INFINITY;

  onFragment(fragment: Fragment): void {
    this.#copiedAtMs = this.camera.clock.monotonicMs();
    this.#step(fragment.ptsMs);
    this.sent(fragment);
  }

  frameMs(ptsMs: number): number | undefined {
    const silentMs = this.camera.clock.monotonicMs() - this.#copiedAtMs;
    // a recording that failed must not stop the detection
    if (silentMs > COPY_SILENT_MS) return this.camera.forward(this.#step(ptsMs));
    const mediaMs = this.toMediaMs(ptsMs);
    // a picture from before a leap of pts, still in the decoder
    if (mediaMs > this.camera.timeline.mediaMs + PIPES_APART_MS) return undefined;
    return this.camera.forward(mediaMs);
  }

  toMediaMs(ptsMs: number): number {
    const place =
      this.#places.findLast(({ fromPtsMs }) => ptsMs >= fromPtsMs) ?? this.#places.at(0);
    return place === undefined ? this.#step(ptsMs) : ptsMs + place.offsetMs;
  }

  #step(ptsMs: number): number {
    const monotonicMs = this.arrived(ptsMs);
    const { timeline, mediaMs, leapt } = stepTimeline(this.camera.timeline, { ptsMs, monotonicMs });
    this.camera.timeline = timeline;
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
  onFragment(fragment: Fragment): void {
    this.arrived(fragment.ptsMs);
    this.sent(fragment);
  }

  frameMs(ptsMs: number): number | undefined {
    if (this.arrival === undefined) this.arrived(ptsMs);
    return this.camera.forward(this.toMediaMs(ptsMs));
  }

  toMediaMs(ptsMs: number): number {
    const main = this.camera.leader;
    const here = this.senderOffsetMs;
    const there = main?.senderOffsetMs;
    if (main !== undefined && here !== undefined && there !== undefined)
      return main.toMediaMs(ptsMs + here - there);
    return mediaAt(this.camera.timeline, this.arrivalOf(ptsMs));
  }
}
