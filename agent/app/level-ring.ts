import { setTimeout as sleep } from 'node:timers/promises';
import type { Box } from '../core/geometry/box.ts';
import type { CaptureUtc } from '../core/time/capture-utc.ts';
import type { Clip, Photo, PictureSource, Ring, Still } from '../ports/ring.ts';

/** How far off a measured lag may be. */
const LAG_ERROR_MS = 400;
/** Timers may be early by a millisecond, and a picture late by one. */
const SOON_MS = 40;

interface Taken {
  readonly captureUtc: CaptureUtc;
}

/**
 * A ring whose pictures show what the small stream showed at the moment that is asked for, though the main
 * stream that it holds lies behind or ahead. Times go in and come out by the small stream's place on the time line.
 */
export class LevelRing implements Ring {
  readonly #ring: Ring;
  readonly #lagMs: () => number;

  /** `lagMs`: by how much the main stream lies behind now; 0 where that is not known. */
  constructor(ring: Ring, lagMs: () => number) {
    this.#ring = ring;
    this.#lagMs = lagMs;
  }

  async still(mediaMs: number): Promise<Still> {
    const lagMs = await this.#until(mediaMs);
    return levelPicture(await this.#ring.still(mediaMs + lagMs), lagMs);
  }

  async photo(mediaMs: number, part?: Box): Promise<Photo> {
    const lagMs = await this.#until(mediaMs);
    return levelPicture(await this.#ring.photo(mediaMs + lagMs, part), lagMs);
  }

  async clip(
    fromMs: number,
    toMs: number,
    path: string,
    waitMs?: number,
    mustMs?: number,
  ): Promise<Clip> {
    const lagMs = this.#lagMs();
    const clip = await this.#ring.clip(
      fromMs + lagMs,
      toMs + lagMs,
      path,
      waitMs === undefined ? undefined : waitMs + Math.max(0, lagMs),
      mustMs === undefined ? undefined : mustMs + lagMs,
    );
    if (lagMs === 0) return clip;
    const { fromMediaMs, toMediaMs } = clip;
    return {
      ...levelTaken(clip, lagMs),
      fromMediaMs: fromMediaMs - lagMs,
      toMediaMs: toMediaMs - lagMs,
      lagMs,
    };
  }

  span(): ReturnType<Ring['span']> {
    const span = this.#ring.span();
    const lagMs = this.#lagMs();
    return span && { ...span, fromMs: span.fromMs - lagMs, toMs: span.toMs - lagMs };
  }

  /** The lag, when the ring is likely to hold the moment: what lags has not come yet when it is asked for at once. */
  async #until(mediaMs: number): Promise<number> {
    const lagMs = this.#lagMs();
    const newestMs = this.#ring.span()?.toMs;
    const missingMs = newestMs === undefined ? 0 : mediaMs + lagMs - newestMs;
    if (missingMs > 0 && lagMs > 0) await sleep(Math.min(missingMs, lagMs) + SOON_MS);
    return lagMs;
  }
}

function levelPicture<T extends Taken & { readonly source: PictureSource }>(
  picture: T,
  lagMs: number,
): T {
  if (lagMs === 0) return picture;
  const { source } = picture;
  return {
    ...levelTaken(picture, lagMs),
    source: { ...source, mediaMs: source.mediaMs - lagMs, lagMs },
  };
}

/**
 * What came later than the small stream was taken before it came by that much more. A camera's own clock does
 * not depend on when pictures come; and where the small stream is the late one, the main one came in time.
 */
function levelTaken<T extends Taken>(taken: T, lagMs: number): T {
  const { method, utcMs, maxErrorMs } = taken.captureUtc;
  if (method !== 'arrival' || lagMs < 0) return taken;
  const captureUtc = { method, utcMs: utcMs - lagMs, maxErrorMs: maxErrorMs + LAG_ERROR_MS };
  return { ...taken, captureUtc };
}
