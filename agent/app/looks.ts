import type { Box } from '../core/geometry/box.ts';
import type { PlateLook } from '../core/plates/fuse-plates.ts';
import type { LookAnswer } from '../core/rules/rule.ts';
import type { Track } from '../core/tracking/track.ts';
import { area, type Shot, worthALook } from '../core/vision/best-shots.ts';
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
}

/** One moment of one object, and what is to be read there. */
interface Wish {
  readonly track: Track;
  readonly atMs: number;
  readonly states: boolean;
  readonly plate: boolean;
}

interface Answers {
  readonly looks: LookAnswer[];
  readonly plates: PlateLook[];
}

/** Looks that wait or run at once, per camera: a look costs a decode of up to one GOP. */
const MAX_WAITING = 4;

/**
 * Cuts the best moments of objects from the ring at full resolution and has the slower models read them.
 * Answers come back with the time of their moment and wait here for the next step of the rules.
 */
export class Looks {
  readonly #deps: LooksDeps;
  #shots: ReadonlyMap<number, Shot> = new Map();
  #answers: Answers = { looks: [], plates: [] };
  readonly #queue: Wish[] = [];
  #running: Promise<void> | undefined;

  constructor(deps: LooksDeps) {
    this.#deps = deps;
  }

  /**
   * Picks from the objects in view those worth a look; `plates`: the ids of those whose plates are wanted.
   * Keeps only shots of objects still followed.
   */
  offer(tracks: readonly Track[], mediaMs: number, plates: ReadonlySet<number>): void {
    const { readers, labels } = this.#deps;
    const shots = new Map<number, Shot>();
    for (const track of tracks) {
      const before = this.#shots.get(track.id);
      const states = readers.length > 0 && labels.some((label) => (track.labels[label] ?? 0) > 0);
      const plate = this.#deps.plates !== undefined && plates.has(track.id);
      const take =
        (states || plate) && this.#queue.length < MAX_WAITING && worthALook(track, before, mediaMs);
      if (take) this.#queue.push({ track, atMs: mediaMs, states, plate });
      const shot = take
        ? { atMs: mediaMs, area: area(track.box), count: (before?.count ?? 0) + 1 }
        : before;
      if (shot !== undefined) shots.set(track.id, shot);
    }
    this.#shots = shots;
    if (this.#running !== undefined || this.#queue.length === 0) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
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

  async #run(): Promise<void> {
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift())
      await this.#look(next);
  }

  async #look({ track, atMs, states, plate }: Wish): Promise<void> {
    const { ring, readers, plates, crop, log } = this.#deps;
    try {
      const cut = await crop(await ring.still(atMs), track.box);
      const of = { trackId: track.id, atMs };
      for (const reader of states ? readers : [])
        for (const reading of await reader.read(cut))
          this.#answers.looks.push({ ...of, ...reading, quality: cut.quality });
      const [sight] = plate && plates !== undefined ? await plates.read(cut) : [];
      if (sight === undefined) return;
      const { reading, colour } = sight;
      this.#answers.plates.push({ ...of, reading, ...(colour !== undefined && { colour }) });
    } catch (error) {
      // one look lost costs certainty, not the camera: the rule waits for others
      log.debug({ err: error, track: track.id }, 'a look could not be taken');
    }
  }
}
