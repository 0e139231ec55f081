import { BoxSplitter, broken } from './mp4-boxes.ts';
import { readMoof, type SampleTimes } from './mp4-fragment.ts';
import { type Mp4Init, readInit } from './mp4-init.ts';

/** One sample of the stream copy and its bytes. */
export interface Mp4Sample extends SampleTimes {
  /**
   * When it was taken by the camera's clock, milliseconds since 1970 UTC: from the prft box of the sample
   * before. ffmpeg puts RTP packets together to pictures, and hangs on each what came with the packet that
   * showed it complete, which is the first of the next picture (seen with reordered pictures).
   */
  readonly prftUtcMs?: number;
  /** The moof box. */
  readonly moof: Buffer;
  /** The mdat box; only valid until the callback returns. */
  readonly mdat: Buffer;
}

export interface Mp4Handler {
  onInit(init: Mp4Init): void;
  onSample(sample: Mp4Sample, init: Mp4Init): void;
}

/** Seconds from 1900 (NTP) to 1970. */
const NTP_EPOCH_S = 2_208_988_800;

/**
 * Reads the fragmented MP4 of a live stream copy (ftyp, moov, then [prft] moof mdat for each sample) from
 * chunks cut anywhere. Throws AgentError 'ffmpeg/failed' on anything else; then it must not be fed again.
 */
export class Mp4Parser {
  readonly #splitter: BoxSplitter;
  readonly #handler: Mp4Handler;
  #ftyp: Buffer = Buffer.alloc(0);
  #init: Mp4Init | undefined;
  #moof: (SampleTimes & { readonly moof: Buffer }) | undefined;
  #prftUtcMs: number | undefined;
  #prftBefore: number | undefined;

  constructor(handler: Mp4Handler) {
    this.#handler = handler;
    this.#splitter = new BoxSplitter((type, bytes, header) => this.#box(type, bytes, header));
  }

  push(chunk: Uint8Array): void {
    this.#splitter.push(chunk);
  }

  #box(type: string, bytes: Buffer, header: number): void {
    if (type === 'ftyp') this.#ftyp = Buffer.from(bytes);
    else if (type === 'moov') this.#moov(bytes, header);
    else if (type === 'prft') this.#prftUtcMs = readPrft(bytes.subarray(header));
    else if (type === 'moof') {
      const times = readMoof(bytes, header, this.#need());
      this.#moof = { ...times, moof: Buffer.from(bytes) }; // its mdat may come with a later chunk
    } else if (type === 'mdat') this.#mdat(bytes);
  }

  #moov(bytes: Buffer, header: number): void {
    if (this.#init !== undefined) throw broken('expected one moov box, found a second');
    if (this.#ftyp.length === 0) throw broken('expected an ftyp box before moov');
    this.#init = readInit(this.#ftyp, bytes, header);
    this.#handler.onInit(this.#init);
  }

  #mdat(mdat: Buffer): void {
    const times = this.#moof;
    if (times === undefined) throw broken('expected a moof box before mdat');
    const prft = this.#prftBefore;
    this.#moof = undefined;
    this.#prftBefore = this.#prftUtcMs;
    this.#prftUtcMs = undefined;
    const sample = { ...times, mdat, ...(prft === undefined ? {} : { prftUtcMs: prft }) };
    this.#handler.onSample(sample, this.#need());
  }

  #need(): Mp4Init {
    if (this.#init === undefined) throw broken('expected a moov box before the first fragment');
    return this.#init;
  }
}

/** ISO/IEC 14496-12, 8.16.5: track, then the NTP time as seconds and their 2^-32 parts. */
function readPrft(body: Buffer): number {
  if (body.length < 16) throw broken('the prft box is cut short');
  const seconds = body.readUInt32BE(8) - NTP_EPOCH_S;
  return seconds * 1000 + (body.readUInt32BE(12) / 2 ** 32) * 1000;
}
