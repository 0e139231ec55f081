/** What is known of a packet beside its bytes: no time by a report, or a checksum of that time. */
export type PacketMark =
  | { readonly type: 'bare' }
  | { readonly type: 'timed'; readonly adler: number };

/** The copy comes by another pipe: this many packets may be ahead of it. */
const KEPT = 64;
/** Size of AVProducerReferenceTime, bytes: microseconds since 1970 (64 bit), flags (32 bit), padding. */
const PRODUCER_TIME_BYTES = 16;
/** What the RTP demuxer writes as flags. */
const RTP_FLAGS = 24;
const ADLER = 65_521;
const LINE = /^\d+,\s*-?\d+,\s*(-?\d+),\s*\d+,\s*\d+, [0-9a-f]+(.*)$/;
const SIDE = /,\s*(\d+), ([0-9a-f]{8})\b/g;

/**
 * Reads ffmpeg's `framehash` of a stream copy: whether each packet carries a time by an RTCP sender report
 * (`prft` boxes are there in any case), and its checksum, which tells two reports apart that agree to the
 * millisecond. Takes what is not such a line for chatter.
 */
export class PacketMarks {
  readonly #marks = new Map<number, PacketMark>();
  #before: PacketMark | undefined;
  #rest = '';
  #ticksPerMs = 90;

  push(chunk: Uint8Array): void {
    const lines = (this.#rest + Buffer.from(chunk).toString('latin1')).split('\n');
    this.#rest = (lines.pop() ?? '').slice(-4096);
    for (const line of lines) this.#line(line);
  }

  /** The mark of the picture at this pts; undefined when it is not known, or was asked for before. */
  take(ptsMs: number): PacketMark | undefined {
    const key = Math.round(ptsMs * this.#ticksPerMs);
    const mark = this.#marks.get(key);
    this.#marks.delete(key);
    return mark;
  }

  #line(line: string): void {
    const base = /^#tb 0: 1\/(\d+)/.exec(line)?.[1];
    if (base !== undefined) this.#ticksPerMs = Number(base) / 1000;
    const [, pts, sides] = LINE.exec(line) ?? [];
    if (pts === undefined || sides === undefined) return;
    // as in the boxes, the time hangs on the packet before; see mp4-parser.ts
    if (this.#before !== undefined) this.#marks.set(Number(pts), this.#before);
    this.#before = markOf(sides);
    const [oldest] = this.#marks.keys();
    if (this.#marks.size > KEPT && oldest !== undefined) this.#marks.delete(oldest);
  }
}

function markOf(sides: string): PacketMark {
  for (const [, bytes, hash] of sides.matchAll(SIDE))
    if (Number(bytes) === PRODUCER_TIME_BYTES)
      return { type: 'timed', adler: Number.parseInt(hash ?? '', 16) };
  return { type: 'bare' };
}

/**
 * The microseconds since 1970 whose checksum this is, within the millisecond that the box gives; undefined
 * when there is none. `likely` is tried first.
 */
export function exactTime(prftUtcMs: number, adler: number, likely?: number): number | undefined {
  const firstUs = Math.round(prftUtcMs) * 1000;
  if (likely !== undefined && likely >= firstUs && likely < firstUs + 1000)
    for (const us of [likely, likely - 1, likely + 1]) if (adlerOf(us) === adler) return us;
  for (let us = firstUs; us < firstUs + 1000; us += 1) if (adlerOf(us) === adler) return us;
  return undefined;
}

/** Adler-32 of an AVProducerReferenceTime (little endian), as ffmpeg's RTP demuxer fills it. */
export function adlerOf(us: number): number {
  let [low, high] = [1, 0];
  let rest = us;
  for (let at = 0; at < PRODUCER_TIME_BYTES; at += 1) {
    const byte = at === 8 ? RTP_FLAGS : at < 8 ? rest % 256 : 0;
    rest = Math.floor(rest / 256);
    low = (low + byte) % ADLER;
    high = (high + low) % ADLER;
  }
  return high * 65_536 + low;
}
