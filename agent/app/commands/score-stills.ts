import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Ffmpeg, locateFfmpeg } from '../../adapters/ffmpeg/binary.ts';
import { createFileRing } from '../../adapters/ffmpeg/file-ring.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Ring, Still } from '../../ports/ring.ts';
import type { TruthSource } from './score-input.ts';

/** The last picture begins this much before the end, at any rate above ten a second. */
const LAST_MS = 100;

type Opened = Ring & AsyncDisposable;

/** Stills of the recordings that the truth files speak of; one file is open at a time. */
export class RecordingStills implements AsyncDisposable {
  readonly #video: string | undefined;
  readonly #sources: readonly TruthSource[];
  readonly #troubles = new Set<string>();
  #ffmpeg: Ffmpeg | undefined;
  #open: { readonly recording: number; readonly ring: Opened | undefined } | undefined;

  /** `video`: the recording itself, or a folder; by default the file that the truth names, beside it. */
  constructor(video: string | undefined, sources: readonly TruthSource[]) {
    this.#video = video;
    this.#sources = sources;
  }

  /** The picture at this time from the first one on, or in words why there is none. */
  async at(recording: number, atMs: number): Promise<Still | string> {
    const source = this.#sources[recording];
    if (source === undefined) return 'no recording';
    try {
      const ring = await this.#ringOf(recording, source);
      if (ring === undefined) return 'the truth names no recording';
      const within = Math.min(Math.max(0, atMs), source.truth.durationMs - LAST_MS);
      return await ring.still((ring.span()?.fromMs ?? 0) + Math.max(0, within));
    } catch (error) {
      if (!(error instanceof AgentError)) throw error;
      this.#troubles.add(`${source.file}: no pictures: ${error.message}`);
      return error.message;
    }
  }

  /** What stood in the way of pictures, once each. */
  troubles(): readonly string[] {
    return [...this.#troubles];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open?.ring?.[Symbol.asyncDispose]();
    this.#open = undefined;
  }

  async #ringOf(recording: number, source: TruthSource): Promise<Opened | undefined> {
    if (this.#open?.recording === recording) return this.#open.ring;
    await this[Symbol.asyncDispose]();
    const path = await this.#pathOf(source);
    if (path === undefined) {
      this.#troubles.add(`${source.file}: no pictures: it names no video; give it with --video`);
      return undefined;
    }
    this.#ffmpeg ??= await locateFfmpeg(process.env);
    const same = (ms: number) => ms;
    const captureUtc = (ptsMs: number) =>
      ({
        utcMs: Date.parse(source.truth.startUtc) + ptsMs,
        method: 'file',
        maxErrorMs: 0,
      }) as const;
    const times = { toMediaMs: same, toPtsMs: same, captureUtc };
    const ring = await createFileRing({ path }, { ffmpeg: this.#ffmpeg, ...times });
    this.#open = { recording, ring };
    return ring;
  }

  async #pathOf({ file, truth }: TruthSource): Promise<string | undefined> {
    const given = this.#video;
    if (given === undefined)
      return truth.video === undefined ? undefined : resolve(dirname(file), truth.video);
    const isFolder = (await stat(given)).isDirectory();
    if (!isFolder) return given;
    return truth.video === undefined ? undefined : join(given, basename(truth.video));
  }
}
