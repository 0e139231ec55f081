import { AgentError } from '../../ports/errors.ts';

const HEADER = 8;
const LARGE_HEADER = 16;

/** The most a top-level box may hold, bytes. A 4K key frame at 100 Mbit/s stays below 4 MiB. */
export const BOX_LIMITS = {
  ftyp: 4096,
  moov: 1 << 20,
  prft: 256,
  moof: 64 << 10,
  mdat: 32 << 20,
  other: 1 << 20,
} as const;

/** One box; `bytes` is the whole of it, header included, and only valid until the callback returns. */
export type OnBox = (type: string, bytes: Buffer, header: number) => void;

export function broken(message: string): AgentError {
  return new AgentError('ffmpeg/failed', `fragmented MP4: ${message}`);
}

/**
 * Cuts a byte stream into its top-level boxes, however the chunks fall. A box that lies within one chunk
 * is handed on without copying; any other is copied once. Throws AgentError 'ffmpeg/failed' on a length
 * over the limit of its type, before anything of it is kept.
 */
export class BoxSplitter {
  readonly #onBox: OnBox;
  #pending: Buffer = Buffer.allocUnsafe(64 << 10);
  #filled = 0;

  constructor(onBox: OnBox) {
    this.#onBox = onBox;
  }

  push(chunk: Uint8Array): void {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    while (this.#filled > 0 && rest.length > 0) rest = this.#fill(rest);
    while (rest.length > 0) {
      const box = boxAt(rest);
      if (box === undefined || box.size > rest.length) break;
      this.#onBox(box.type, rest.subarray(0, box.size), box.header);
      rest = rest.subarray(box.size);
    }
    if (rest.length > 0) this.#take(rest, rest.length);
  }

  /** Completes the header first, then the box; returns what is left of the chunk. */
  #fill(chunk: Buffer): Buffer {
    const head = boxAt(this.#pending.subarray(0, this.#filled));
    const wanted = head?.size ?? (this.#filled < HEADER ? HEADER : LARGE_HEADER);
    const part = Math.min(chunk.length, wanted - this.#filled);
    this.#take(chunk, part, head?.size);
    const box = head ?? boxAt(this.#pending.subarray(0, this.#filled));
    if (box !== undefined && this.#filled === box.size) {
      this.#filled = 0;
      this.#onBox(box.type, this.#pending.subarray(0, box.size), box.header);
    }
    return chunk.subarray(part);
  }

  #take(chunk: Buffer, bytes: number, expected = 0): void {
    const needed = Math.max(this.#filled + bytes, expected);
    if (needed > this.#pending.length) {
      const larger = Buffer.allocUnsafe(needed);
      this.#pending.copy(larger, 0, 0, this.#filled);
      this.#pending = larger;
    }
    chunk.copy(this.#pending, this.#filled, 0, bytes);
    this.#filled += bytes;
  }
}

interface BoxHead {
  readonly type: string;
  readonly size: number;
  readonly header: number;
}

/** The head of the box at the start of `bytes`, or undefined when more bytes are needed to tell. */
function boxAt(bytes: Buffer): BoxHead | undefined {
  if (bytes.length < HEADER) return undefined;
  const short = bytes.readUInt32BE(0);
  const type = bytes.toString('latin1', 4, 8);
  if (short === 1 && bytes.length < LARGE_HEADER) return undefined;
  const header = short === 1 ? LARGE_HEADER : HEADER;
  const size = short === 1 ? Number(bytes.readBigUInt64BE(8)) : short;
  const limit = Object.hasOwn(BOX_LIMITS, type)
    ? BOX_LIMITS[type as keyof typeof BOX_LIMITS]
    : BOX_LIMITS.other;
  if (size < header || size > limit) {
    const name = JSON.stringify(type);
    throw broken(`box ${name} says it has ${size} bytes; expected ${header} to ${limit}`);
  }
  return { type, size, header };
}

/** The boxes directly inside `bytes`, contents only. Throws when one reaches over the end. */
export function* children(bytes: Buffer): Generator<{ type: string; body: Buffer; at: number }> {
  let at = 0;
  while (at + HEADER <= bytes.length) {
    const size = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (size < HEADER || at + size > bytes.length) {
      throw broken(`box ${JSON.stringify(type)} reaches over the end of the one around it`);
    }
    yield { type, body: bytes.subarray(at + HEADER, at + size), at: at + HEADER };
    at += size;
  }
}

/** The content of the first box under `path`, e.g. ['trak', 'mdia', 'mdhd']. Throws when it is missing. */
export function descend(bytes: Buffer, path: readonly string[]): Buffer {
  let body = bytes;
  for (const type of path) {
    const found = [...children(body)].find((child) => child.type === type);
    if (found === undefined) throw broken(`expected a box ${path.join('/')}, found none`);
    body = found.body;
  }
  return body;
}
