import type { Box } from '../core/geometry/box.ts';
import type { LookAnswer } from '../core/rules/rule.ts';
import type { Track } from '../core/tracking/track.ts';
import { type Pick, type Picking, pickRest, pickShots } from '../core/vision/pick-shots.ts';
import type { AttributeReader } from '../ports/detector.ts';
import type { Log } from '../ports/log.ts';
import type { Ring, Still } from '../ports/ring.ts';

export interface LooksDeps {
  /** Labels that some attribute rule of this camera asks about. */
  readonly labels: readonly string[];
  readonly readers: readonly AttributeReader[];
  readonly ring: Ring;
  readonly log: Log;
  crop(still: Still, box: Box): Promise<Crop>;
}

export interface Crop {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** 0 to 1, see core/vision/crop-quality.ts. */
  readonly quality: number;
}

/** Looks that wait, per camera, one running at a time: two passages. Of more the worst go. */
const MAX_WAITING = 16;
/** A picture farther from a moment between two detections shows the object elsewhere. */
const MAX_OFF_MS = 60;

/**
 * Cuts the best moments of objects from the ring at full resolution and has the slower models read them.
 * Answers come back with the time of their picture and wait here for the next step of the rules.
 */
export class Looks {
  readonly #deps: LooksDeps;
  #picking: Picking = new Map();
  #answers: LookAnswer[] = [];
  #queue: readonly Pick[] = [];
  #running: Promise<void> | undefined;

  constructor(deps: LooksDeps) {
    this.#deps = deps;
  }

  /** Remembers the moments of the objects in view, and begins to look at those that are due. */
  offer(tracks: readonly Track[], mediaMs: number): void {
    const { readers, labels } = this.#deps;
    if (readers.length === 0) return;
    const { picking, picks } = pickShots(this.#picking, { tracks, labels }, mediaMs);
    this.#picking = picking;
    this.#begin(picks);
  }

  /** No more pictures come: what is still due is looked at. Resolves when no look waits or runs. */
  async finish(): Promise<void> {
    this.#begin(pickRest(this.#picking));
    this.#picking = new Map();
    await this.idle();
  }

  /** The answers that came since the last call. */
  take(): readonly LookAnswer[] {
    const answers = this.#answers;
    this.#answers = [];
    return answers;
  }

  /** Resolves when no look waits or runs. */
  async idle(): Promise<void> {
    await this.#running;
  }

  #begin(picks: readonly Pick[]): void {
    const waiting = [...this.#queue, ...picks];
    this.#queue = waiting.toSorted((a, b) => b.worth - a.worth).slice(0, MAX_WAITING);
    if (this.#running !== undefined || this.#queue.length === 0) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async #run(): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) await this.#look(next);
  }

  #next(): Pick | undefined {
    const [next, ...rest] = this.#queue;
    this.#queue = rest;
    return next;
  }

  async #look({ trackId, atMs: wishedMs, box, between }: Pick): Promise<void> {
    const { ring, readers, crop, log } = this.#deps;
    try {
      const still = await ring.still(wishedMs);
      // of the picture, not of the wish: rules count no picture twice
      const atMs = still.source.mediaMs;
      if (between && Math.abs(atMs - wishedMs) > MAX_OFF_MS) return;
      const cut = await crop(still, box);
      for (const reader of readers) {
        for (const { attribute, states } of await reader.read(cut))
          this.#answers.push({ trackId, atMs, attribute, states, quality: cut.quality });
      }
    } catch (error) {
      // one look lost costs certainty, not the camera: the rule waits for others
      log.debug({ err: error, track: trackId }, 'a look could not be taken');
    }
  }
}
