import { broken, children, descend } from './mp4-boxes.ts';
import { codecString } from './mp4-codec.ts';

/** What the moov box says about the one video track. */
export interface Mp4Init {
  /** ftyp and moov as they came. */
  readonly bytes: Buffer;
  /** Ticks a second of every time in the fragments. */
  readonly timescale: number;
  /** RFC 6381, e.g. `avc1.64001f`, `hvc1.1.6.L93.90`. */
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly defaults: { readonly duration: number; readonly flags: number };
}

const SAMPLE_ENTRY = 78;

/** Reads the init segment. Throws AgentError 'ffmpeg/failed' when it is not that of one video track. */
export function readInit(ftyp: Buffer, moovBox: Buffer, header: number): Mp4Init {
  try {
    const moov = moovBox.subarray(header);
    const tracks = [...children(moov)].filter((child) => child.type === 'trak');
    const [track] = tracks;
    if (track === undefined || tracks.length !== 1) {
      throw broken(`expected one track, found ${tracks.length}`);
    }
    const mdia = descend(track.body, ['mdia']);
    const timescale = readTimescale(descend(mdia, ['mdhd']));
    const entry = readEntry(descend(mdia, ['minf', 'stbl', 'stsd']));
    const trex = descend(moov, ['mvex', 'trex']);
    const defaults = { duration: trex.readUInt32BE(12), flags: trex.readUInt32BE(20) };
    return { bytes: Buffer.concat([ftyp, moovBox]), timescale, ...entry, defaults };
  } catch (error) {
    if (error instanceof RangeError) throw broken('the moov box is cut short');
    throw error;
  }
}

function readTimescale(mdhd: Buffer): number {
  const timescale = mdhd.readUInt32BE(mdhd.readUInt8(0) === 1 ? 20 : 12);
  if (timescale === 0) throw broken('expected a timescale over 0');
  return timescale;
}

function readEntry(stsd: Buffer): { codec: string; width: number; height: number } {
  const entry = children(stsd.subarray(8)).next().value;
  if (entry === undefined) throw broken('expected a sample entry, found none');
  const boxes = new Map(
    [...children(entry.body.subarray(SAMPLE_ENTRY))].map((box) => [box.type, box.body]),
  );
  return {
    codec: codecString(entry.type, boxes),
    width: entry.body.readUInt16BE(24),
    height: entry.body.readUInt16BE(26),
  };
}
