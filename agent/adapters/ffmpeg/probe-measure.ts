import { STILL_ERROR_MS, type StillOffset, stepStillOffset } from '../../core/time/still-offset.ts';
import type { Mp4Init } from './mp4-init.ts';
import type { Mp4Sample } from './mp4-parser.ts';

/** What a few seconds of a stream copy show. */
export interface Measured {
  readonly pictures: number;
  readonly spanMs: number;
  readonly fps?: number;
  readonly bitsPerSecond?: number;
  /** From key frame to key frame; absent while fewer than two came. */
  readonly gop?: { readonly pictures: number; readonly ms: number };
  /** Whether pictures come in another order than they are shown. */
  readonly bFrames: boolean;
  /** The camera's own clock came through (RTCP sender reports): UTC minus pts. */
  readonly senderClock?: { readonly offsetMs: number; readonly maxErrorMs: number };
  readonly codec?: string;
}

/** Measures a stream from its samples; memory does not grow with the length. */
export class StreamMeter {
  #codec: string | undefined;
  #pictures = 0;
  #bytes = 0;
  #firstMs: number | undefined;
  #endMs = 0;
  #latestPts = Number.NEGATIVE_INFINITY;
  #bFrames = false;
  #keys:
    | { firstAt: number; firstMs: number; lastAt: number; lastMs: number; count: number }
    | undefined;
  #sender: StillOffset = {};

  get spanMs(): number {
    return this.#firstMs === undefined ? 0 : this.#endMs - this.#firstMs;
  }

  init({ codec }: Mp4Init): void {
    this.#codec = codec;
  }

  add(sample: Mp4Sample, { timescale }: Mp4Init): void {
    const ms = (ticks: number): number => (ticks * 1000) / timescale;
    const atMs = ms(sample.dts);
    this.#firstMs ??= atMs;
    this.#endMs = atMs + ms(sample.duration);
    this.#bytes += sample.mdat.length;
    if (sample.pts < this.#latestPts) this.#bFrames = true;
    this.#latestPts = Math.max(this.#latestPts, sample.pts);
    if (sample.keyframe) this.#key(atMs);
    this.#pictures += 1;
    const { prftUtcMs } = sample;
    if (prftUtcMs === undefined) return;
    const at = { ptsMs: ms(sample.pts), prftUtcMs, arrivedUtcMs: Date.now() };
    this.#sender = stepStillOffset(this.#sender, at);
  }

  result(): Measured {
    const seconds = this.spanMs / 1000;
    const { offsetMs } = this.#sender;
    const keys = this.#keys;
    const groups = (keys?.count ?? 1) - 1;
    return {
      pictures: this.#pictures,
      spanMs: this.spanMs,
      bFrames: this.#bFrames,
      ...(this.#codec === undefined ? {} : { codec: this.#codec }),
      ...(seconds > 0
        ? { fps: this.#pictures / seconds, bitsPerSecond: (this.#bytes * 8) / seconds }
        : {}),
      ...(keys === undefined || groups === 0
        ? {}
        : {
            gop: {
              pictures: (keys.lastAt - keys.firstAt) / groups,
              ms: (keys.lastMs - keys.firstMs) / groups,
            },
          }),
      ...(offsetMs === undefined ? {} : { senderClock: { offsetMs, maxErrorMs: STILL_ERROR_MS } }),
    };
  }

  #key(atMs: number): void {
    const at = this.#pictures;
    const before = this.#keys ?? { firstAt: at, firstMs: atMs, count: 0 };
    this.#keys = { ...before, lastAt: at, lastMs: atMs, count: before.count + 1 };
  }
}
