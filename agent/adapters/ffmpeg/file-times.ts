import type { CaptureUtc } from '../../core/time/capture-utc.ts';
import type { ConnectionTimes } from './camera-clock.ts';
import type { StreamFacts } from './stderr.ts';

/** A backward step of pts in a damaged file; less is the order of B-frames. */
const BACK_MS = 3000;
/** Said by a person, to the second. */
const SAID_ERROR_MS = 1000;
/** The recorder's own clock, which nobody checked. */
const CREATED_ERROR_MS = 60_000;
/** A file's own time is when it was last written or copied. */
const MTIME_ERROR_MS = 86_400_000;

export interface FileStart {
  readonly utcMs: number;
  readonly maxErrorMs: number;
}

/** When a recording began, from the best source there is. */
export function fileStart(
  startUtc: string | undefined,
  { createdUtcMs, durationMs = 0 }: StreamFacts,
  mtimeMs: number,
): FileStart {
  if (startUtc !== undefined) return { utcMs: Date.parse(startUtc), maxErrorMs: SAID_ERROR_MS };
  if (createdUtcMs !== undefined) return { utcMs: createdUtcMs, maxErrorMs: CREATED_ERROR_MS };
  return { utcMs: mtimeMs - durationMs, maxErrorMs: MTIME_ERROR_MS };
}

/** Times of a recording: its own pts, one round after the other on one line. */
export class FileTimes implements ConnectionTimes {
  start: FileStart = { utcMs: 0, maxErrorMs: MTIME_ERROR_MS };
  readonly #baseMs: number;
  #firstPtsMs: number | undefined;
  #newestPtsMs = Number.NEGATIVE_INFINITY;
  #shiftMs = 0;
  #lastMs: number;
  #stepMs = 0;

  /** @param fromMs mediaMs of the round's first picture */
  constructor(fromMs: number) {
    this.#baseMs = fromMs;
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }

  /** Where the next round begins. */
  get nextMs(): number {
    return this.#firstPtsMs === undefined ? this.#baseMs : this.#lastMs + Math.max(1, this.#stepMs);
  }

  onFragment(): void {
    // the frames make the line: a file has no clock of its own to learn
  }

  frameMs(ptsMs: number): number | undefined {
    if (ptsMs < this.#newestPtsMs - BACK_MS)
      this.#shiftMs += this.#newestPtsMs + this.#stepMs - ptsMs;
    this.#newestPtsMs = ptsMs;
    const mediaMs = this.toMediaMs(ptsMs);
    if (mediaMs <= this.#lastMs) return undefined;
    if (this.#lastMs > Number.NEGATIVE_INFINITY) this.#stepMs = mediaMs - this.#lastMs;
    this.#lastMs = mediaMs;
    return mediaMs;
  }

  toMediaMs(ptsMs: number): number {
    this.#firstPtsMs ??= ptsMs;
    return this.#baseMs + ptsMs - this.#firstPtsMs + this.#shiftMs;
  }

  captureUtc(ptsMs: number): CaptureUtc {
    const { utcMs, maxErrorMs } = this.start;
    return { utcMs: utcMs + this.toMediaMs(ptsMs) - this.#baseMs, method: 'file', maxErrorMs };
  }
}
