import { closeSync, openSync, rmSync, writevSync } from 'node:fs';
import type { Mp4Init } from './mp4-init.ts';
import type { Mp4Sample } from './mp4-parser.ts';
import type { RecordingConnection } from './recording.ts';

/** One connection's part of the ring: what its times mean, and the init segment its pieces need. */
export interface Session {
  readonly id: number;
  readonly connection: RecordingConnection;
  readonly init: Mp4Init;
}

/** Where one sample stands in its piece; times in ticks. */
export interface RingSample {
  readonly dts: number;
  readonly pts: number;
  readonly duration: number;
  readonly keyframe: boolean;
  /** Bytes from the start of the piece. */
  readonly offset: number;
  readonly bytes: number;
  /** Bytes from the start of the sample. */
  readonly tfdtAt: number;
}

/** A file with one group of pictures: begins with a key frame, ends before the next. */
export class Piece {
  readonly session: Session;
  readonly path: string;
  readonly samples: RingSample[] = [];
  bytes = 0;
  #fd: number | undefined;

  constructor(session: Session, path: string) {
    this.session = session;
    this.path = path;
    this.#fd = openSync(path, 'wx', 0o600);
  }

  get open(): boolean {
    return this.#fd !== undefined;
  }

  /** Writes at once: into tmpfs that is a copy in memory, cheaper than a trip to the thread pool. */
  append(sample: Mp4Sample): void {
    if (this.#fd === undefined) throw new Error(`the piece ${this.path} is closed`);
    const bytes = sample.moof.length + sample.mdat.length;
    const written = writevSync(this.#fd, [sample.moof, sample.mdat], this.bytes);
    if (written !== bytes) throw new ShortWrite(`wrote ${written} of ${bytes} bytes`);
    const { dts, pts, duration, keyframe, tfdtAt } = sample;
    this.samples.push({ dts, pts, duration, keyframe, tfdtAt, offset: this.bytes, bytes });
    this.bytes += bytes;
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  remove(): void {
    this.close();
    rmSync(this.path, { force: true });
  }
}

/** The file system had no room for a whole sample. */
class ShortWrite extends Error {
  readonly code = 'ENOSPC';
}

/** Presentation time of a sample in the stream's own clock. */
export function ptsMs(session: Session, sample: { readonly pts: number }): number {
  return (sample.pts * 1000) / session.init.timescale;
}

/** Asked anew each time: the source may learn more about its clock as it goes. */
export function mediaMs(session: Session, sample: { readonly pts: number }): number {
  return session.connection.toMediaMs(ptsMs(session, sample));
}

/** Where the picture ends, i.e. the next one begins. */
export function endMs(session: Session, sample: { pts: number; duration: number }): number {
  return mediaMs(session, { pts: sample.pts + sample.duration });
}
