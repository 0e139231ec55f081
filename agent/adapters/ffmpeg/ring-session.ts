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

/** One connection's way into the ring. After an error it keeps nothing more; the store says which. */
export class RingSession implements RecordingSink {
  readonly #connection: RecordingConnection;
  readonly #store: RingStore;
  readonly #events: SessionEvents;
  readonly #parser: Mp4Parser;
  #session: Session | undefined;
  #piece: Piece | undefined;
  #nextDts: number | undefined;
  #ended = false;

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
      this.#store.failed(error);
      this.end();
    }
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
    this.#piece = this.#store.add(session, sample, this.#piece);
    this.#nextDts = sample.dts + sample.duration;
    this.#events.recorded();
  }
}
