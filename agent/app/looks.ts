import type { Box } from '../core/geometry/box.ts';
import { boxOfFrame } from '../core/plates/frame-box.ts';
import type { PlateLook } from '../core/plates/fuse-plates.ts';
import type { LookAnswer } from '../core/rules/rule.ts';
import type { Track } from '../core/tracking/track.ts';
import {
  hasOneOf,
  type Pick,
  type Picking,
  pickRest,
  pickShots,
} from '../core/vision/pick-shots.ts';
import type { AttributeReader } from '../ports/detector.ts';
import type { Log } from '../ports/log.ts';
import type { PlateReader } from '../ports/plate-reader.ts';
import type { Ring, Still } from '../ports/ring.ts';

export interface LooksDeps {
  /** Labels that some attribute rule of this camera asks about. */
  readonly labels: readonly string[];
  readonly readers: readonly AttributeReader[];
  /** Absent where no rule wants plates. */
  readonly plates?: PlateReader;
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
  /** What it shows, shares of the picture. */
  readonly box: Box;
}

/** Looks that wait, per camera, one running at a time: two passages. Of more the worst go. */
const MAX_WAITING = 16;
/** A picture farther from a moment between two detections shows the object elsewhere. */
const MAX_OFF_MS = 60;

/** What is to be read of an object. */
interface Wish {
  readonly states: boolean;
  readonly plate: boolean;
}

/** Which object, and when. */
interface Moment {
  readonly trackId: number;
  readonly atMs: number;
  readonly box: Box;
}

const NOTHING: Wish = { states: false, plate: false };

interface Answers {
  readonly looks: LookAnswer[];
  readonly plates: PlateLook[];
}

/**
 * Cuts the best moments of objects from the ring at full resolution and has the slower models read them.
 * Answers come back with the time of their picture and wait here for the next step of the rules.
 */
export class Looks {
  readonly #deps: LooksDeps;
  #picking: Picking = new Map();
  /** Of the objects in `#picking`. */
  #wishes: ReadonlyMap<number, Wish> = new Map();
  #answers: Answers = { looks: [], plates: [] };
  #queue: readonly (Pick & Wish)[] = [];
  #running: Promise<void> | undefined;

  constructor(deps: LooksDeps) {
    this.#deps = deps;
  }

  /**
   * Remembers the moments of the objects in view, and begins to look at those that are due. `plates`: the ids
   * of those whose plates are wanted.
   */
  offer(tracks: readonly Track[], mediaMs: number, plates: ReadonlySet<number>): void {
    const wishes = new Map(tracks.map((track) => [track.id, this.#wishOf(track, plates)]));
    const wanted = ({ id }: Track) => isWanted(wishes.get(id) ?? NOTHING);
    const { picking, picks } = pickShots(this.#picking, { tracks, wanted }, mediaMs);
    const before = this.#wishes;
    this.#wishes = new Map([...wishes].filter(([id]) => picking.has(id)));
    this.#picking = picking;
    this.#begin(picks, (id) => this.#wishes.get(id) ?? before.get(id));
  }

  /** No more pictures come: what is still due is looked at. Resolves when no look waits or runs. */
  async finish(): Promise<void> {
    this.#begin(pickRest(this.#picking), (id) => this.#wishes.get(id));
    this.#picking = new Map();
    await this.idle();
  }

  /** The answers that came since the last call. */
  take(): Answers {
    const answers = this.#answers;
    this.#answers = { looks: [], plates: [] };
    return answers;
  }

  /** Resolves when no look waits or runs. */
  async idle(): Promise<void> {
    await this.#running;
  }

  #wishOf(track: Track, plates: ReadonlySet<number>): Wish {
    const { readers, labels, plates: reader } = this.#deps;
    const before = this.#wishes.get(track.id) ?? NOTHING;
    return {
      states: before.states || (readers.length > 0 && hasOneOf(labels)(track)),
      plate: before.plate || (reader !== undefined && plates.has(track.id)),
    };
  }

  #begin(picks: readonly Pick[], wishOf: (trackId: number) => Wish | undefined): void {
    const fresh = picks.map((pick) => ({ ...pick, ...(wishOf(pick.trackId) ?? NOTHING) }));
    const waiting = [...this.#queue, ...fresh];
    this.#queue = waiting.toSorted((a, b) => b.worth - a.worth).slice(0, MAX_WAITING);
    if (this.#running !== undefined || this.#queue.length === 0) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async #run(): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) await this.#look(next);
  }

  #next(): (Pick & Wish) | undefined {
    const [next, ...rest] = this.#queue;
    this.#queue = rest;
    return next;
  }

  async #look({ trackId, atMs: wishedMs, box, between, ...wish }: Pick & Wish): Promise<void> {
    const { ring, crop, log } = this.#deps;
    try {
      const still = await ring.still(wishedMs);
      // of the picture, not of the wish: rules count no picture twice
      const atMs = still.source.mediaMs;
      if (between && Math.abs(atMs - wishedMs) > MAX_OFF_MS) return;
      await this.#read(await crop(still, box), { trackId, atMs, box }, wish);
    } catch (error) {
      // one look lost costs certainty, not the camera: the rule waits for others
      log.debug({ err: error, track: trackId }, 'a look could not be taken');
    }
  }

  async #read(cut: Crop, of: Moment, { states, plate }: Wish): Promise<void> {
    const { readers, plates } = this.#deps;
    for (const reader of states ? readers : [])
      for (const reading of await reader.read(cut))
        this.#answers.looks.push({ ...of, ...reading, quality: cut.quality });
    const [sight] = plate && plates !== undefined ? await plates.read(cut) : [];
    if (sight === undefined) return;
    const { reading, colour } = sight;
    const { trackId, atMs, box: vehicle } = of;
    const place = { plate: boxOfFrame(sight.frame, cut), vehicle };
    const look = { trackId, atMs, reading, place, ...(colour !== undefined && { colour }) };
    this.#answers.plates.push(look);
  }
}

function isWanted({ states, plate }: Wish): boolean {
  return states || plate;
}
