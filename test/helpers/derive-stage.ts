import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ffmpeg, locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { ClipDecoder } from '../../agent/adapters/ffmpeg/clip-decoder.ts';
import { ModelsByHash } from '../../agent/app/rederive/models-by-hash.ts';
import { type DeepReport, rederive } from '../../agent/app/rederive/rederive.ts';
import type { Signers } from '../../agent/ports/evidence.ts';
import { runCommand } from './agent.ts';
import { DEMO_CONFIG, halfClip } from './demo-street.ts';
import { packagesIn } from './evidence.ts';
import { type Forgery, forge } from './forger.ts';
import { scratch } from './outbox.ts';

export const MODELS = join(import.meta.dirname, '../../models');

/** A parked car that the agent watched and packed, and what somebody might make of its package. */
export class DeriveStage implements AsyncDisposable {
  readonly #scratch = scratch();
  readonly #models = new ModelsByHash([MODELS]);
  readonly ffmpeg: Ffmpeg;
  /** Where the agent kept its evidence and its keys. */
  readonly out: string;
  genuine = '';
  #forged = 0;

  private constructor(ffmpeg: Ffmpeg) {
    this.ffmpeg = ffmpeg;
    this.out = join(this.folder, 'out');
  }

  static async open(): Promise<DeriveStage> {
    const stage = new DeriveStage(await locateFfmpeg(process.env));
    const film = await halfClip(stage.folder);
    const start = ['--start', '2026-05-01T08:00:00+08:00', '--out', stage.out];
    const replay = await runCommand(['replay', film, '-c', DEMO_CONFIG, ...start]);
    const [parked] = await packagesIn(join(stage.out, 'evidence/packages'));
    if (parked === undefined) throw new Error(`the replay packed nothing: ${replay.stderr}`);
    stage.genuine = parked;
    return stage;
  }

  get folder(): string {
    return this.#scratch.path;
  }

  derive(path: string, ffmpeg = this.ffmpeg): Promise<DeepReport> {
    return rederive(path, { ffmpeg, models: this.#models });
  }

  /** What was not shown: `outcome file: message`. */
  async faults(path: string): Promise<string[]> {
    const { checks } = await this.derive(path);
    return checks
      .filter(({ outcome }) => outcome === 'wrong' || outcome === 'open')
      .map(({ outcome, of, message }) => `${outcome} ${of}: ${message}`);
  }

  async forgedBy(signers: Signers, forgery: Forgery): Promise<string> {
    this.#forged += 1;
    const directory = join(this.folder, `forged-${this.#forged}`);
    return await forge(this.genuine, forgery, { directory, signers });
  }

  /** Another picture of the last clip, made as the agent would have, and the hash of its decoded planes. */
  async otherPicture(): Promise<{ path: string; sha256: string }> {
    const clip = join(this.genuine, 'data/media/clip-last.mp4');
    const decoder = new ClipDecoder(clip, this.ffmpeg.path);
    const { frames, colour } = await decoder.frames();
    const path = join(this.folder, 'other.jpg');
    writeFileSync(path, await decoder.photo(12, colour));
    return { path, sha256: frames[12]?.sha256 ?? '' };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#models[Symbol.asyncDispose]();
    this.#scratch[Symbol.dispose]();
  }
}
