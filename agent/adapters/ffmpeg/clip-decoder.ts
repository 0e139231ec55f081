import { type ColourReading, hashedFormat } from '../../core/evidence/decoded-picture.ts';
import type { PixelRect } from '../../core/geometry/pixel-rect.ts';
import { type HashedFrame, readFrameHashes } from '../../core/rederive/frame-hashes.ts';
import type { InputSize, Size, View } from '../../core/vision/view.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Frame } from '../../ports/frame-source.ts';
import { contentSize, viewFilter } from './filters.ts';
import { photoWriting } from './photo.ts';
import { type Writing, writingOptions } from './picture.ts';
import { runToSink } from './ring-job.ts';
import { colourOf } from './still-colour.ts';

const TIMEOUT_MS = 300_000;
/** As where photographs are made: what begins with a key frame that is no IDR picture is not held back. */
const INPUT = ['-flags', '+output_corrupt', '-f', 'mp4', '-protocol_whitelist', 'file'] as const;

export interface ClipFrames {
  readonly frames: readonly HashedFrame[];
  readonly colour: ColourReading;
  readonly size: Size;
}

/** A film, its index read, whose pictures can be had in any form that the agent makes of them. */
export class ClipDecoder {
  readonly #path: string;
  readonly #command: string;

  /** `command`: path of ffmpeg. */
  constructor(path: string, command: string) {
    this.#path = path;
    this.#command = command;
  }

  /** The hashes of all pictures, in the order shown. Throws AgentError 'ffmpeg/failed', all methods do. */
  async frames(): Promise<ClipFrames> {
    const output = ['-map', '0:v:0', '-vsync', 'passthrough', '-f', 'framehash', '-hash', 'sha256'];
    const { bytes, words } = await this.#run('hash the pictures of a clip', output);
    const frames = readFrameHashes(bytes.toString('latin1'));
    const format = hashedFormat(words);
    if (frames.length === 0 || format === undefined)
      throw new AgentError('ffmpeg/failed', 'ffmpeg found no picture in the clip', { tail: words });
    const size = { width: format.width, height: format.height };
    const { matrix, range } = colourOf(words, size.height);
    return { frames, colour: { matrix, range }, size };
  }

  /** One picture, or a part of it, as the JPEG that the agent makes of it. */
  async photo(index: number, colour: ColourReading, rect?: PixelRect): Promise<Buffer> {
    const { bytes } = await this.#write([index], colour, photoWriting(rect));
    return bytes;
  }

  /** Pictures as RGB pixels, full range, as the agent's slower models get them. */
  async stills(indices: readonly number[], { colour, size }: ClipFrames): Promise<Uint8Array[]> {
    const options = ['-pix_fmt', 'rgb24', '-c:v', 'rawvideo'];
    const writing = { scale: 'out_range=pc', options };
    const { bytes } = await this.#write(indices, colour, writing);
    return cut(bytes, indices.length, size);
  }

  /** Pictures as the detector gets them, one frame for each. */
  async views(
    indices: readonly number[],
    { view, input }: { readonly view: View; readonly input: InputSize },
    { frames, size }: ClipFrames,
  ): Promise<Frame[]> {
    const { bytes } = await this.#run('decode pictures of a clip', [
      ...['-an', '-vf', `${selecting(indices)},${viewFilter(view, input)}`],
      ...['-vsync', 'passthrough', '-frames:v', `${indices.length}`],
      ...['-c:v', 'rawvideo', '-pix_fmt', 'rgb24', '-f', 'rawvideo'],
    ]);
    const content = contentSize(view, size, input);
    return cut(bytes, indices.length, input).map((pixels, at) => ({
      ...{ view, input, content, picture: size, pixels },
      mediaMs: frames[indices[at] ?? 0]?.timeMs ?? 0,
      captureUtc: { utcMs: 0, method: 'file', maxErrorMs: Number.POSITIVE_INFINITY },
    }));
  }

  async #write(
    indices: readonly number[],
    colour: ColourReading,
    writing: Writing,
  ): Promise<{ bytes: Buffer; words: string }> {
    const options = writingOptions(selecting(indices), colour, writing, indices.length);
    return await this.#run('decode a picture of a clip', options);
  }

  async #run(purpose: string, outputOptions: readonly string[]) {
    const chunks: Buffer[] = [];
    const job = {
      ...{ command: this.#command, purpose, input: this.#path, inputOptions: INPUT },
      ...{ outputOptions, timeoutMs: TIMEOUT_MS },
    };
    const { words } = await runToSink(job, (chunk) => chunks.push(chunk));
    return { bytes: Buffer.concat(chunks), words };
  }
}

function selecting(indices: readonly number[]): string {
  return `select='${indices.map((index) => `eq(n,${index})`).join('+')}'`;
}

/** RGB pictures that lie one after the other. */
function cut(bytes: Buffer, count: number, { width, height }: Size): Uint8Array<ArrayBuffer>[] {
  const each = width * height * 3;
  if (bytes.length !== count * each)
    throw new AgentError(
      'ffmpeg/failed',
      `expected ${count} pictures of ${width}x${height}, got ${bytes.length} bytes`,
    );
  return Array.from({ length: count }, (_, at) =>
    Uint8Array.from(bytes.subarray(at * each, (at + 1) * each)),
  );
}

const NO_DECODER = /Decoder \(codec (\w+)\) not found|no decoder found for: (\w+)|unknown codec/i;

/** Which codec this ffmpeg cannot decode, by its last words; undefined where that is not what is wrong. */
export function codecNotDecoded(words: string): string | undefined {
  const found = NO_DECODER.exec(words);
  return found === null ? undefined : (found[1] ?? found[2] ?? 'unknown');
}
