import { cropStill } from '../adapters/pictures/crop.ts';
import type { Box } from '../core/geometry/box.ts';
import {
  type DayOrder,
  middle,
  type ShownClock,
  type ShownOffset,
  shownErrorMs,
  shownOffset,
  stepShownClock,
} from '../core/time/shown-clock.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClockReader } from '../ports/clock-reader.ts';
import { AgentError } from '../ports/errors.ts';
import type { FrameSource, ShownTime, SourceNotice } from '../ports/frame-source.ts';
import type { Log } from '../ports/log.ts';
import type { Ring, Still } from '../ports/ring.ts';
import type { ShownClockStatus } from '../ports/status.ts';

export interface ShownClockDeps {
  readonly box: Box;
  readonly order?: DayOrder;
  readonly ring: Ring;
  readonly reader: ClockReader;
  readonly clock: Clock;
  readonly log: Log;
  onNotice(notice: SourceNotice): void;
}

/** Less sure readings are not legible, 0 to 1. */
const LEGIBLE = 0.5;
/** Behind the newest picture, which may not be whole yet; and the one that a reading is proved by. */
const FRESH_MS = 500;
const PROOF_MS = 3000;
const STEP_MS = 2000;

/** What the shown time is held against: the camera's sender reports, or the arrival of its pictures. */
type Against = ShownClockStatus['against'];

/** Reads the clock that a camera burns into its pictures, and tells the source what it says. */
export class ShownClockWatch {
  readonly #deps: ShownClockDeps;
  #against: Against = 'box';
  /** From the camera's UTC, or from the monotonic clock at arrival. */
  #held: ShownClock = {};
  #confidence: number | undefined;
  #correction: ShownTime | undefined;
  #looking: Promise<void> | undefined;

  constructor(deps: ShownClockDeps) {
    this.#deps = deps;
  }

  status(): ShownClockStatus | undefined {
    const { offset } = this.#held;
    if (this.#confidence === undefined) return undefined;
    const legible = this.#confidence >= LEGIBLE;
    const common = { against: this.#against, legible };
    if (offset === undefined) return common;
    const fromMs = this.#against === 'box' ? this.#boxAheadMs() : 0;
    const offsetMs = Math.round(middle(offset) - fromMs);
    return { ...common, offsetMs, maxErrorMs: Math.ceil(shownErrorMs(offset)) };
  }

  /** Reads it now; a reading that contradicts what is held is proved by another picture. Never throws. */
  look(source: FrameSource | undefined): Promise<void> {
    this.#looking ??= this.#look(source).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(source: FrameSource | undefined): Promise<void> {
    const { ring, log } = this.#deps;
    const toMs = ring.span()?.toMs;
    if (toMs === undefined) return;
    try {
      await this.#readAt(toMs - FRESH_MS, source);
      if (this.#held.candidate !== undefined) await this.#readAt(toMs - PROOF_MS, source);
    } catch (error) {
      if (!(error instanceof AgentError)) throw error;
      log.debug({ err: error }, 'the burned-in clock could not be looked at');
    }
  }

  async #readAt(atMs: number, source: FrameSource | undefined): Promise<void> {
    const { ring, reader, box, clock, order } = this.#deps;
    const still = await ring.still(atMs);
    const sight = await reader.readClock(cropStill(still.pixels, still.size, box));
    this.#confidence = sight?.confidence ?? 0;
    if (sight === undefined || sight.confidence < LEGIBLE) return;
    const { against, utcMs } = this.#taken(still);
    const at = { utcMs, local: clock.local(utcMs), ...(order !== undefined && { order }) };
    const seen = shownOffset(sight.times, at);
    if (seen !== undefined) this.#take(against, seen, still.source.mediaMs, source);
  }

  /** When a picture was taken without the help of the burned-in clock, as UTC. */
  #taken({ captureUtc: { utcMs, method } }: Still): { against: Against; utcMs: number } {
    if (method === 'arrival') return { against: 'box', utcMs };
    if (method !== 'osd') return { against: 'reports', utcMs };
    const arrivedMs = utcMs - (this.#correction?.offsetMs ?? 0);
    return { against: 'box', utcMs: arrivedMs + this.#boxAheadMs() };
  }

  #take(
    against: Against,
    { leastMs, mostMs }: ShownOffset,
    mediaMs: number,
    source: FrameSource | undefined,
  ): void {
    if (against !== this.#against) this.#held = {};
    this.#against = against;
    const fromMs = against === 'box' ? this.#boxAheadMs() : 0;
    const seen = { leastMs: leastMs + fromMs, mostMs: mostMs + fromMs };
    const before = this.#held.offset;
    this.#held = stepShownClock(this.#held, seen);
    const { offset } = this.#held;
    if (offset === undefined) return;
    const stepMs = before === undefined ? 0 : Math.round(middle(offset) - middle(before));
    if (against === 'box' && Math.abs(stepMs) > STEP_MS)
      this.#deps.onNotice({ type: 'clock-step', stepMs, mediaMs });
    this.#correction =
      against === 'box'
        ? { offsetMs: middle(offset), maxErrorMs: shownErrorMs(offset) }
        : undefined;
    source?.correct?.(this.#correction);
  }

  #boxAheadMs(): number {
    const { clock } = this.#deps;
    return clock.utcMs() - clock.monotonicMs();
  }
}
