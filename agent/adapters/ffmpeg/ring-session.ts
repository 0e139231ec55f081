import type { Mp4Init } from './mp4-init.ts';
import { Mp4Parser, type Mp4Sample } from './mp4-parser.ts';
import type { RecordingConnection, RecordingSink } from './recording.ts';
import { mediaMs, type Piece, type Session } from './ring-piece.ts';
import type { RingStore } from './ring-store.ts';

export interface SessionEvents {
  recorded(): void;
  ended(): void;
}

let sessions = 0;

/**
 * One connection's way into the ring. What cannot be written is left out, and the next key frame begins
 * anew; a stream that cannot be read ends the recording of this connection, and `broken` says why.
 */
export class RingSession implements RecordingSink {
  readonly #connection: RecordingConnection;
  readonly #store: RingStore;
  readonly #events: SessionEvents;
  readonly #parser: Mp4Parser;
  #session: Session | undefined;
  #piece: Piece | undefined;
  #nextDts: number | undefined;
  #ended = false;
  #broken: string | undefined;

  constructor(connection: RecordingConnection, store: RingStore, events: SessionEvents) {
    this.#connection = connection;
    this.#store = store;
    this.#events = events;
    this.#parser = new Mp4Parser({
      onInit: (init) => this.#begin(init),
      onSample: (sample) => this.#add(sample),
    });
  }

  write(chunk: Uint8Array): void {
    if (this.#ended) return;
    try {
      this.#parser.push(chunk);
    } catch (error) {
      this.#broken = this.#store.failed(error);
      this.end();
    }
  }

  get broken(): string | undefined {
    return this.#broken;
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#piece?.close();
    this.#piece = undefined;
    this.#events.ended();
  }

  /** Every picture shown before this moment has been recorded. */
  completeToMs(): number {
    const pts = this.#nextDts; // nothing is shown before it is decoded
    if (this.#session === undefined || pts === undefined) return Number.NEGATIVE_INFINITY;
    return mediaMs(this.#session, { pts });
  }

  #begin(init: Mp4Init): void {
    sessions += 1;
    this.#session = { id: sessions, connection: this.#connection, init };
  }

  #add(sample: Mp4Sample): void {
    const session = this.#session;
    if (session === undefined) return;
    const { keyframe, prftUtcMs } = sample;
    // first the word to the source: it may need it to place the time on its line
    this.#connection.onFragment({
      ptsMs: (sample.pts * 1000) / session.init.timescale,
      keyframe,
      ...(prftUtcMs === undefined ? {} : { prftUtcMs }),
    });
    const before = this.#piece;
    this.#piece = this.#store.add(session, sample, before);
    // what follows a gap is no neighbour of what was before it
    if (before !== undefined && this.#piece === undefined) this.#begin(session.init);
    this.#nextDts = sample.dts + sample.duration;
    this.#events.recorded();
  }
}
