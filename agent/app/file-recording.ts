import type { Ffmpeg } from '../adapters/ffmpeg/binary.ts';
import { createFileRing } from '../adapters/ffmpeg/file-ring.ts';
import type {
  Recording,
  RecordingConnection,
  RecordingSink,
} from '../adapters/ffmpeg/recording.ts';
import { AgentError } from '../ports/errors.ts';
import type { Clip, Photo, Ring, Still } from '../ports/ring.ts';

/**
 * The ring of a recording that is read at full speed: it keeps its pictures itself. Only the time line is
 * taken from the reading, so that moments mean the same in both.
 */
export class FileRecording implements Ring, Recording, AsyncDisposable {
  readonly #path: string;
  readonly #ffmpeg: Ffmpeg;
  #times: RecordingConnection | undefined;
  #ring: Promise<Ring & AsyncDisposable> | undefined;

  constructor(path: string, ffmpeg: Ffmpeg) {
    this.#path = path;
    this.#ffmpeg = ffmpeg;
  }

  begin(connection: RecordingConnection): RecordingSink {
    this.#times = connection;
    return { write: () => {}, end: () => {} };
  }

  async still(mediaMs: number): Promise<Still> {
    return (await this.#open()).still(mediaMs);
  }

  async photo(...wanted: Parameters<Ring['photo']>): Promise<Photo> {
    return (await this.#open()).photo(...wanted);
  }

  async clip(...wanted: Parameters<Ring['clip']>): Promise<Clip> {
    return (await this.#open()).clip(...wanted);
  }

  /** Nothing is held: the file is on disk already. */
  span(): undefined {
    return undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#ring)?.[Symbol.asyncDispose]();
  }

  #open(): Promise<Ring & AsyncDisposable> {
    this.#ring ??= this.#make().catch((error: unknown) => {
      this.#ring = undefined; // it may be there the next time
      throw error;
    });
    return this.#ring;
  }

  async #make(): Promise<Ring & AsyncDisposable> {
    const times = this.#times;
    if (times === undefined)
      throw new AgentError('ring/gone', `${this.#path} was not read in this run`);
    return createFileRing(
      { path: this.#path },
      {
        ffmpeg: this.#ffmpeg,
        toMediaMs: (ptsMs) => times.toMediaMs(ptsMs),
        toPtsMs: (mediaMs) => mediaMs - times.toMediaMs(0),
        captureUtc: (ptsMs) => times.captureUtc(ptsMs),
      },
    );
  }
}
