import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Mp4Sample } from './mp4-parser.ts';
import { restoreRingFolder } from './ring-folder.ts';
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

/** Recording failed, or (undefined) goes well again. */
export type OnTrouble = (reason: string | undefined) => void;

/** The pieces, oldest first. Bounded by `keepMs` and `maxBytes`; drops whole pieces only. */
export class RingStore {
  readonly #folder: string;
  readonly #limits: StoreLimits;
  #pieces: Piece[] = [];
  #next = 0;
  #evictedForRoom = 0;
  #skipped = 0;
  #lastError: string | undefined;
  readonly #onTrouble: OnTrouble;
  /** Told, and not yet over: a whole group of pictures was kept. */
  #troubled = false;

  constructor(folder: string, limits: StoreLimits, onTrouble: OnTrouble = () => {}) {
    this.#folder = folder;
    this.#limits = limits;
    this.#onTrouble = onTrouble;
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

  /** Keeps the reason and tells it, once until all is well again. Returns it in words. */
  failed(error: unknown): string {
    const reason = this.#note(error);
    if (!this.#troubled) this.#onTrouble(reason);
    this.#troubled = true;
    return reason;
  }

  /**
   * Takes a sample after `before`, the connection's current piece; returns the one to go on with. Does not
   * throw: what cannot be written is skipped until the next key frame.
   */
  add(session: Session, sample: Mp4Sample, before: Piece | undefined): Piece | undefined {
    if (sample.keyframe && before?.open === true) this.#well();
    try {
      return this.#add(session, sample, before);
    } catch (error) {
      this.failed(error);
      before?.close();
      this.#pieces.at(-1)?.close();
      this.#skipped += 1;
      return undefined;
    }
  }

  #add(session: Session, sample: Mp4Sample, before: Piece | undefined): Piece | undefined {
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
    const piece = this.#open(session, join(this.#folder, `${this.#next}.m4s`));
    this.#pieces.push(piece);
    return piece;
  }

  #open(session: Session, path: string): Piece {
    while (true) {
      try {
        return new Piece(session, path);
      } catch (error) {
        if (isCode(error, 'ENOENT') && !existsSync(this.#folder)) this.#restore(error);
        else if (!isCode(error, 'ENOSPC') || !this.#makeRoom(error)) throw error;
      }
    }
  }

  /** Somebody removed the folder, and with it all that was in it. */
  #restore(error: unknown): void {
    this.failed(error);
    for (const piece of this.#pieces) piece.close();
    this.#pieces = [];
    restoreRingFolder(this.#folder);
  }

  /** False when there is no room even after everything older went. */
  #append(piece: Piece, sample: Mp4Sample): boolean {
    while (true) {
      try {
        piece.append(sample);
        return true;
      } catch (error) {
        if (!isCode(error, 'ENOSPC')) throw error;
        if (this.#makeRoom(error) && piece.open) continue;
        this.#skipped += 1;
        return false;
      }
    }
  }

  /** Drops the oldest piece; false when there is none. */
  #makeRoom(error: unknown): boolean {
    this.#note(error);
    const oldest = this.#pieces.shift();
    if (oldest === undefined) return false;
    oldest.remove();
    this.#evictedForRoom += 1;
    return true;
  }

  #note(error: unknown): string {
    this.#lastError = error instanceof Error ? error.message : String(error);
    return this.#lastError;
  }

  #well(): void {
    if (!this.#troubled) return;
    this.#troubled = false;
    this.#onTrouble(undefined);
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

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
