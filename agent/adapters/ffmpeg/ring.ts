import type { Box } from '../../core/geometry/box.ts';
import { Gate } from '../../lib/gate.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Clip, Photo, Ring, Still } from '../../ports/ring.ts';
import { writeClip } from './clip.ts';
import { decodePhoto } from './photo.ts';
import type { PictureDeps } from './picture.ts';
import type { Recording, RecordingConnection, RecordingSink } from './recording.ts';
import { makeRingFolder, removeRingFolder } from './ring-folder.ts';
import { endMs, mediaMs } from './ring-piece.ts';
import { coveringRange, isShown, nearestPicture, type Picture } from './ring-select.ts';
import { RingSession } from './ring-session.ts';
import { type OnTrouble, type RingStats, RingStore } from './ring-store.ts';
import { Waiters } from './ring-waiters.ts';
import { decodeStill } from './still.ts';

/** How long a still waits for a main stream that lags behind the small one. */
const STILL_WAIT_MS = 2000;
/** Beyond the time a clip has to run, for a stream that lags. */
const CLIP_GRACE_MS = 5000;
/** Of all rings of this process: sixty cars at once must not be sixty ffmpegs at once. */
const JOBS = new Gate(2);

export interface RingOptions {
  /** Parent of the ring's folder; default shared memory, else the folder for temporary files. */
  readonly directory?: string;
  readonly keepMs: number;
  readonly maxBytes: number;
  readonly name: string;
}

export interface RingDeps {
  /** As `locateFfmpeg` gives it. */
  readonly ffmpeg: { readonly path: string };
  /** Told once when recording fails, and with undefined when it goes well again. */
  readonly onTrouble?: OnTrouble;
}

export interface RecordedRing extends Ring, Recording, AsyncDisposable {
  stats(): RingStats;
}

/**
 * The last `keepMs` of a stream, in files of one group of pictures each in shared memory; node holds
 * only where each picture lies. Throws when the folder cannot be made.
 */
export function createRing(options: RingOptions, deps: RingDeps): RecordedRing {
  return new MemoryRing(options, deps);
}

class MemoryRing implements RecordedRing {
  readonly #folder: string;
  readonly #store: RingStore;
  readonly #command: string;
  readonly #waiters = new Waiters();
  readonly #live = new Set<RingSession>();
  readonly #jobs = new Set<Promise<unknown>>();
  readonly #stop = new AbortController();

  constructor(options: RingOptions, { ffmpeg, onTrouble }: RingDeps) {
    this.#folder = makeRingFolder(options.name, options.maxBytes, options.directory);
    this.#store = new RingStore(this.#folder, options, onTrouble);
    this.#command = ffmpeg.path;
  }

  begin(connection: RecordingConnection): RecordingSink {
    const session: RingSession = new RingSession(connection, this.#store, {
      recorded: () => this.#waiters.notify(),
      ended: () => {
        this.#live.delete(session);
        this.#waiters.notify();
      },
    });
    if (this.#stop.signal.aborted) session.end();
    else this.#live.add(session);
    return session;
  }

  still(atMs: number): Promise<Still> {
    return this.#picture(atMs, decodeStill);
  }

  photo(atMs: number, part?: Box): Promise<Photo> {
    return this.#picture(atMs, (picture, deps) => decodePhoto(picture, part, deps));
  }

  clip(
    fromMs: number,
    toMs: number,
    path: string,
    waitMs?: number,
    mustMs?: number,
  ): Promise<Clip> {
    const wait = waitMs ?? Math.max(0, toMs - (this.span()?.toMs ?? fromMs)) + CLIP_GRACE_MS;
    return this.#job(toMs, wait, async (deps) => {
      const range = coveringRange(this.#store.pieces, fromMs, toMs, mustMs);
      if (range === undefined) throw this.#gone(mustMs ?? fromMs, mustMs ?? toMs);
      return await writeClip(range, path, deps);
    });
  }

  span(): { fromMs: number; toMs: number; bytes: number } | undefined {
    const ends = this.#store.pieces.flatMap(({ session, samples }) => {
      const [key] = samples;
      if (key === undefined) return [];
      const toMs = Math.max(...samples.map((sample) => endMs(session, sample)));
      return [{ fromMs: mediaMs(session, key), toMs }];
    });
    if (ends.length === 0) return undefined;
    const fromMs = Math.min(...ends.map((end) => end.fromMs));
    const toMs = Math.max(...ends.map((end) => end.toMs));
    return { fromMs, toMs, bytes: this.stats().bytes };
  }

  stats(): RingStats {
    return this.#store.stats();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    for (const session of this.#live) session.end();
    this.#waiters.releaseAll();
    await Promise.allSettled(this.#jobs);
    this.#store.clear();
    removeRingFolder(this.#folder);
  }

  /** True when no later sample can still be shown at or before `atMs`, or none will come. */
  #isRecorded(atMs: number): boolean {
    if (this.#live.size === 0) return true;
    return [...this.#live].some((session) => session.completeToMs() > atMs);
  }

  #picture<T>(
    atMs: number,
    decode: (picture: Picture, deps: PictureDeps) => Promise<T>,
  ): Promise<T> {
    return this.#job(atMs, STILL_WAIT_MS, async (deps) => {
      const { pieces } = this.#store;
      const picture = nearestPicture(pieces, atMs);
      if (picture === undefined || !isShown(pieces, atMs)) throw this.#gone(atMs, atMs);
      return await decode(picture, deps);
    });
  }

  #gone(fromMs: number, toMs: number): AgentError {
    const span = this.span();
    const held = span === undefined ? 'it is empty' : `it holds ${span.fromMs} to ${span.toMs}`;
    return new AgentError('ring/gone', `asked the ring for ${fromMs} to ${toMs} ms; ${held}`);
  }

  /** Waits until `untilMs` has been recorded, then for its turn. What a stop interrupts is 'ring/closed'. */
  #job<T>(untilMs: number, waitMs: number, work: (deps: PictureDeps) => Promise<T>): Promise<T> {
    const { signal } = this.#stop;
    const job = this.#waiters
      .until(() => this.#isRecorded(untilMs), waitMs)
      .then(() => JOBS.run(() => work({ command: this.#command, signal }), signal))
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
        throw new AgentError('ring/closed', 'the ring is being closed', {}, error);
      })
      .finally(() => this.#jobs.delete(job));
    this.#jobs.add(job);
    return job;
  }
}
