import {
  type ArrivalClock,
  arrivalErrorMs,
  arrivalMs,
  LATENCY_MS,
  stepArrivalClock,
} from '../../core/time/arrival-clock.ts';
import type { CaptureUtc } from '../../core/time/capture-utc.ts';
import {
  type SenderClock,
  senderState,
  senderTime,
  stepSenderClock,
} from '../../core/time/sender-clock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CameraClockHealth, ShownTime } from '../../ports/frame-source.ts';
import { exactTime, PacketMarks } from './packet-marks.ts';
import type { Fragment } from './recording.ts';

const DAY_MS = 86_400_000;
/** Farther from the box's clock it is no clock that runs wrong, but one that was never set, or a wrong zone. */
const PLAUSIBLE_MS = 1_800_000;

/** No rounding, but another time. */
const FAR_MS = 200;

export interface TimesOwner {
  readonly clock: Clock;
  /** Whether sender reports are believed. */
  readonly senderReports: boolean;
  /** What the burned-in clock says, while that is fresh. */
  shown(nowMs: number): ShownTime | undefined;
}

/** When the pictures of one connection were taken: by sender reports, else by their arrival. */
export abstract class StreamTimes {
  readonly marks?: PacketMarks;
  readonly #owner: TimesOwner;
  protected arrival: ArrivalClock | undefined;
  #sender: SenderClock | undefined;
  protected newestPtsMs = 0;
  #lastExact: { readonly us: number; readonly ptsMs: number } | undefined;

  constructor(owner: TimesOwner) {
    this.#owner = owner;
    if (owner.senderReports) this.marks = new PacketMarks();
  }

  arrivalOf(ptsMs: number): number {
    return this.arrival === undefined
      ? this.#owner.clock.monotonicMs()
      : arrivalMs(this.arrival, ptsMs);
  }

  captureUtc(ptsMs: number): CaptureUtc {
    const sent = this.sentAt(ptsMs);
    if (sent !== undefined) return { ...sent, method: 'rtcp-sr' };
    const nowMs = this.#owner.clock.monotonicMs();
    const errorMs = this.arrival === undefined ? DAY_MS : arrivalErrorMs(this.arrival, nowMs);
    const shown = this.#owner.shown(nowMs);
    if (shown === undefined)
      return { utcMs: this.#arrivedUtc(ptsMs), method: 'arrival', maxErrorMs: errorMs };
    const utcMs = this.arrivalOf(ptsMs) + shown.offsetMs;
    const maxErrorMs = shown.maxErrorMs + Math.max(0, errorMs - LATENCY_MS);
    return { utcMs, method: 'osd', maxErrorMs };
  }

  /** The time by the camera's own clock, where it is believed and not plainly wrong. */
  sentAt(ptsMs: number): ReturnType<typeof senderTime> {
    const sent = senderTime(this.#sender, ptsMs);
    return sent !== undefined && this.#isPlausible(sent.utcMs, ptsMs) ? sent : undefined;
  }

  health(): CameraClockHealth {
    if (!this.#owner.senderReports) return { reports: 'ignored' };
    const ptsMs = this.newestPtsMs;
    const reports = senderState(this.#sender, ptsMs);
    const sent = senderTime(this.#sender, ptsMs);
    if (sent === undefined) return { reports };
    const offsetMs = Math.round(sent.utcMs - this.#arrivedUtc(ptsMs));
    return { reports: this.#isPlausible(sent.utcMs, ptsMs) ? reports : 'implausible', offsetMs };
  }

  protected arrived(ptsMs: number): number {
    const monotonicMs = this.#owner.clock.monotonicMs();
    this.arrival = stepArrivalClock(this.arrival, { ptsMs, monotonicMs });
    return monotonicMs;
  }

  protected sent({ ptsMs, prftUtcMs }: Fragment): void {
    this.newestPtsMs = ptsMs;
    if (this.marks === undefined) return;
    const mark = this.marks.take(ptsMs);
    const sample = { ptsMs, monotonicMs: this.#owner.clock.monotonicMs() };
    if (mark?.type === 'bare') this.#sender = stepSenderClock(this.#sender, sample);
    if (mark?.type === 'bare' || prftUtcMs === undefined) return;
    const reportUtcMs = this.#reportedUtc(ptsMs, prftUtcMs, mark?.adler);
    if (reportUtcMs !== undefined)
      this.#sender = stepSenderClock(this.#sender, { ...sample, reportUtcMs });
  }

  /** By the newest report; without a mark of the packet only where it contradicts what was known. */
  #reportedUtc(ptsMs: number, prftUtcMs: number, adler: number | undefined): number | undefined {
    const last = this.#lastExact;
    const likelyUs = last && Math.round(last.us + (ptsMs - last.ptsMs) * 1000);
    if (adler === undefined) {
      const isFar = likelyUs !== undefined && Math.abs(prftUtcMs - likelyUs / 1000) > FAR_MS;
      return isFar ? prftUtcMs : undefined;
    }
    const us = exactTime(prftUtcMs, adler, likelyUs);
    if (us === undefined) return undefined;
    this.#lastExact = { us, ptsMs };
    return us / 1000;
  }

  #isPlausible(utcMs: number, ptsMs: number): boolean {
    return Math.abs(utcMs - this.#arrivedUtc(ptsMs)) <= PLAUSIBLE_MS;
  }

  #arrivedUtc(ptsMs: number): number {
    const { clock } = this.#owner;
    return this.arrivalOf(ptsMs) + clock.utcMs() - clock.monotonicMs();
  }
}
