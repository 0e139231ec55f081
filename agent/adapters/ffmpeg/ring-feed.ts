import { closeSync, openSync, read } from 'node:fs';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { AgentError } from '../../ports/errors.ts';
import { mediaMs, type RingSample, type Session } from './ring-piece.ts';
import type { Part } from './ring-select.ts';

const readAt = promisify(read);

/**
 * An init segment and samples as one fragmented MP4 whose decoding times begin at 0, to be piped into
 * ffmpeg. Holds one group of pictures at a time. Every file is open when it returns, so the pieces may be
 * removed from then on; to be destroyed by the caller. Throws AgentError 'ring/gone' when one is gone.
 */
export function feed(parts: readonly Part[]): Readable {
  const [first] = parts;
  if (first === undefined) throw new AgentError('ring/gone', 'there is nothing to read');
  const files: number[] = [];
  const closeAll = (): void => {
    for (const file of files.splice(0)) closeSync(file);
  };
  try {
    for (const { piece } of parts) files.push(openSync(piece.path, 'r'));
  } catch (error) {
    closeAll();
    throw new AgentError('ring/gone', 'the pictures went out of the ring just now', {}, error);
  }
  const pieces = readParts(first.piece.session.init.bytes, parts, [...files]);
  // not in the generator's own `finally`: one that was never begun does not run it
  return Readable.from(pieces, { objectMode: false }).once('close', closeAll);
}

async function* readParts(
  init: Buffer,
  parts: readonly Part[],
  files: readonly number[],
): AsyncGenerator<Buffer, void, undefined> {
  yield init;
  const clock = new FeedClock(parts);
  for (const [at, file] of files.entries()) {
    const part = parts[at];
    if (part !== undefined) yield await readPart(file, part, clock);
  }
}

/** The samples of one piece, one after the other, with their times moved. */
async function readPart(file: number, { piece, samples }: Part, clock: FeedClock): Promise<Buffer> {
  const last = samples.at(-1);
  const whole = Buffer.allocUnsafe(last === undefined ? 0 : last.offset + last.bytes);
  const { bytesRead } = await readAt(file, whole, 0, whole.length, 0);
  if (bytesRead !== whole.length) {
    throw new AgentError(
      'ring/gone',
      `expected ${whole.length} bytes of a piece, got ${bytesRead}`,
    );
  }
  let written = 0;
  for (const sample of samples) {
    whole.copyWithin(written, sample.offset, sample.offset + sample.bytes);
    whole.writeBigInt64BE(BigInt(clock.move(piece.session, sample)), written + sample.tfdtAt);
    written += sample.bytes;
  }
  return whole.subarray(0, written);
}

/** Puts the samples of one or several connections on one time line that begins at 0. */
class FeedClock {
  readonly #start: { readonly session: Session; readonly sample: RingSample } | undefined;
  #session: Session | undefined;
  #shift = 0;
  #free = 0;

  constructor(parts: readonly Part[]) {
    const [part] = parts;
    const sample = part?.samples[0];
    if (part !== undefined && sample !== undefined) {
      this.#start = { session: part.piece.session, sample };
    }
  }

  /** The decoding time of a sample on the common line, ticks. */
  move(session: Session, sample: RingSample): number {
    if (session !== this.#session) {
      this.#shift = this.#shiftOf(session, sample);
      this.#session = session;
    }
    const dts = sample.dts + this.#shift;
    this.#free = dts + sample.duration;
    return dts;
  }

  #shiftOf(session: Session, sample: RingSample): number {
    const start = this.#start;
    if (start === undefined || start.session === session) return -sample.dts;
    const apartMs = mediaMs(session, sample) - mediaMs(start.session, start.sample);
    const apart = Math.round((apartMs * session.init.timescale) / 1000);
    const pts = start.sample.pts - start.sample.dts + apart;
    // a new connection may begin with pictures that the old one still gave: never go back
    return Math.max(pts - sample.pts, this.#free - sample.dts);
  }
}
