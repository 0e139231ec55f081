import type { Verdicts } from '../core/health/condition.ts';
import { type HealthPicture, lumaOf } from '../core/health/health-picture.ts';
import { isOpen, type Lag, NO_LAG, stepLag } from '../core/health/lag.ts';
import { small } from '../core/health/small.ts';
import { compareStreams, type SmallAt } from '../core/health/streams.ts';
import { AgentError } from '../ports/errors.ts';
import type { Log } from '../ports/log.ts';
import type { Ring } from '../ports/ring.ts';
import type { StreamsStatus } from '../ports/status.ts';

const EVERY_MS = 60_000;
/** After a bad answer the next question comes sooner. */
const AGAIN_MS = 10_000;
/** Both streams are compared at a moment so long ago, with pictures of the small one on both sides of it. */
const AGO_MS = 5000;
/**
 * Correlation of detail below which it is another scene: 21 clips and their small copies with noise had 0.67 and
 * more (median 0.94), 418 of 420 pairs of different clips 0.31 and less.
 */
const ALIKE = 0.4;
const LAG_MS = 2000;

export interface StreamCheckDeps {
  readonly ring: Pick<Ring, 'still'>;
  readonly log: Log;
}

/** Compares the main stream, of which photographs are, with the small one, in which things are found. */
export class StreamCheck {
  readonly #deps: StreamCheckDeps;
  /** Of the last `2 * AGO_MS`. */
  #around: readonly SmallAt[] = [];
  #nextMs: number | undefined;
  #asking = false;
  #verdicts: Verdicts = {};
  #lag: Lag = NO_LAG;
  #last: StreamsStatus | undefined;

  constructor(deps: StreamCheckDeps) {
    this.#deps = deps;
  }

  /** By how much the main stream surely lies behind; to be made up for where photographs are taken of it. */
  get lagMs(): number {
    return this.#lag.correctedMs;
  }

  /** What the last comparison said; undefined before the first. */
  get status(): StreamsStatus | undefined {
    return this.#last && { ...this.#last, correctedMs: this.lagMs };
  }

  /** Takes a picture of the small stream; gives what the last comparison said, once. */
  step(picture: HealthPicture, mediaMs: number): Verdicts {
    const kept = this.#around.filter((one) => mediaMs - one.mediaMs <= 2 * AGO_MS);
    this.#around = [...kept, { picture: small(picture), mediaMs }];
    this.#nextMs ??= mediaMs + AGAIN_MS;
    if (mediaMs >= this.#nextMs && !this.#asking) {
      this.#nextMs = mediaMs + EVERY_MS;
      this.#asking = true;
      void this.#compare(mediaMs - AGO_MS).finally(() => {
        this.#asking = false;
      });
    }
    const verdicts = this.#verdicts;
    this.#verdicts = {};
    return verdicts;
  }

  /** Where the ring has no picture there is nothing to compare. */
  async #compare(atMs: number): Promise<void> {
    try {
      const { pixels, size, source } = await this.#deps.ring.still(atMs);
      const main = small({ ...size, luma: lumaOf(pixels) });
      this.#say(compareStreams(main, this.#around, source.mediaMs), atMs);
    } catch (error) {
      const { log } = this.#deps;
      const level = error instanceof AgentError ? 'debug' : 'error';
      log[level]({ err: error }, 'the streams could not be compared now');
    }
  }

  #say(compared: ReturnType<typeof compareStreams>, atMs: number): void {
    if (compared === undefined) return;
    const { alike, lagMs } = compared;
    const isOther = alike < ALIKE;
    if (isOther) this.#lag = NO_LAG;
    else if (lagMs !== undefined) this.#lag = stepLag(this.#lag, lagMs);
    const seen = { alike: Math.round(alike * 100) / 100, ...(lagMs !== undefined && { lagMs }) };
    this.#last = { ...seen, correctedMs: this.lagMs };
    const facts = { ...this.#last };
    const isLate = lagMs === undefined ? undefined : Math.abs(lagMs) > LAG_MS;
    this.#verdicts = {
      'other-stream': { bad: isOther, facts },
      ...(isLate !== undefined && !isOther && { 'stream-lag': { bad: isLate, facts } }),
    };
    if (isOther || isLate === true || isOpen(this.#lag)) this.#nextMs = atMs + AGO_MS + AGAIN_MS;
  }
}
