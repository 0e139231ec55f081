import { join } from 'node:path';
import type { Mp4Sample } from './mp4-parser.ts';
import { endMs, mediaMs, Piece, type Session } from './ring-piece.ts';

export interface RingStats {
  readonly pieces: number;
  readonly bytes: number;
  /** Pieces that went although they were not old: over `maxBytes`, or the file system was full. */
  readonly evictedForRoom: number;
  /** Samples that were not kept: before a connection's first key frame, or no room. */
  readonly skipped: number;
  readonly lastError?: string;
}

export interface StoreLimits {
  readonly keepMs: number;
  readonly maxBytes: number;
}

/** The pieces, oldest first. Bounded by `keepMs` and `maxBytes`; drops whole pieces only. */
export class RingStore {
  readonly #folder: string;
  readonly #limits: StoreLimits;
  #pieces: Piece[] = [];
  #next = 0;
  #evictedForRoom = 0;
  #skipped = 0;
  #lastError: string | undefined;

  constructor(folder: string, limits: StoreLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  get pieces(): readonly Piece[] {
    return this.#pieces;
  }

  stats(): RingStats {
    return {
      pieces: this.#pieces.length,
      bytes: this.#bytes(),
      evictedForRoom: this.#evictedForRoom,
      skipped: this.#skipped,
      ...(this.#lastError === undefined ? {} : { lastError: this.#lastError }),
    };
  }

  failed(error: unknown): void {
    this.#lastError = error instanceof Error ? error.message : String(error);
  }

  /** Takes a sample after `before`, the connection's current piece; returns the one to go on with. */
  add(session: Session, sample: Mp4Sample, before: Piece | undefined): Piece | undefined {
    const piece = sample.keyframe ? this.#begin(session, before) : before;
    if (piece?.open !== true) {
      this.#skipped += 1;
      return undefined;
    }
    if (!this.#append(piece, sample)) return undefined;
    if (sample.keyframe) this.#dropOld(endMs(session, sample));
    this.#dropOver();
    return piece.open ? piece : undefined;
  }

  clear(): void {
    for (const piece of this.#pieces) piece.remove();
    this.#pieces = [];
  }

  #begin(session: Session, before: Piece | undefined): Piece {
    before?.close();
    this.#next += 1;
    const piece = new Piece(session, join(this.#folder, `${this.#next}.m4s`));
    this.#pieces.push(piece);
    return piece;
  }

  /** False when there is no room even after everything older went. */
  #append(piece: Piece, sample: Mp4Sample): boolean {
    while (true) {
      try {
        piece.append(sample);
        return true;
      } catch (error) {
        if (!isFull(error)) throw error;
        this.failed(error);
        this.#evictedForRoom += 1;
        const oldest = this.#pieces.shift();
        oldest?.remove();
        if (oldest === piece || oldest === undefined) {
          this.#skipped += 1;
          return false;
        }
      }
    }
  }

  #dropOld(newestMs: number): void {
    const old = this.#pieces.filter(
      (piece) => !piece.open && isOver(piece, newestMs - this.#limits.keepMs),
    );
    for (const piece of old) piece.remove();
    if (old.length > 0) this.#pieces = this.#pieces.filter((piece) => !old.includes(piece));
  }

  #dropOver(): void {
    while (this.#bytes() > this.#limits.maxBytes) {
      this.#pieces.shift()?.remove();
      this.#evictedForRoom += 1;
    }
  }

  #bytes(): number {
    return this.#pieces.reduce((sum, piece) => sum + piece.bytes, 0);
  }
}

function isOver(piece: Piece, beforeMs: number): boolean {
  return piece.samples.every((sample) => mediaMs(piece.session, sample) < beforeMs);
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC';
}
