import { broken, children } from './mp4-boxes.ts';
import type { Mp4Init } from './mp4-init.ts';

/** When and what one sample is; times in ticks of the track's timescale. */
export interface SampleTimes {
  readonly dts: number;
  readonly pts: number;
  readonly duration: number;
  readonly keyframe: boolean;
  /** Where the 64-bit decoding time stands, bytes from the start of the moof box. */
  readonly tfdtAt: number;
}

const NON_SYNC = 0x0001_0000;
const TFHD = { base: 0x1, description: 0x2, duration: 0x8, size: 0x10, flags: 0x20 };
const TRUN = { offset: 0x1, first: 0x4, duration: 0x100, size: 0x200, flags: 0x400, cts: 0x800 };

/** Reads a moof box that holds one sample (ISO/IEC 14496-12, 8.8). Throws AgentError 'ffmpeg/failed'. */
export function readMoof(moof: Buffer, header: number, init: Mp4Init): SampleTimes {
  try {
    const traf = only(moof.subarray(header), 'traf');
    const tfdt = only(traf.body, 'tfdt');
    if (tfdt.body.readUInt8(0) !== 1) throw broken('expected a 64-bit tfdt (version 1)');
    // signed: with B-frames the first decoding times of a file lie before 0
    const dts = Number(tfdt.body.readBigInt64BE(4));
    const base = readTfhd(only(traf.body, 'tfhd').body, init.defaults);
    const { cts, duration, flags } = readTrun(only(traf.body, 'trun').body, base);
    const keyframe = (flags & NON_SYNC) === 0;
    return { dts, pts: dts + cts, duration, keyframe, tfdtAt: header + traf.at + tfdt.at + 4 };
  } catch (error) {
    if (error instanceof RangeError) throw broken('a moof box is cut short');
    throw error;
  }
}

function only(bytes: Buffer, type: string): { body: Buffer; at: number } {
  const found = [...children(bytes)].filter((child) => child.type === type);
  const [first] = found;
  if (first === undefined || found.length !== 1) {
    throw broken(`expected one ${type} box in a fragment, found ${found.length}`);
  }
  return first;
}

interface Defaults {
  readonly duration: number;
  readonly flags: number;
}

function readTfhd(tfhd: Buffer, defaults: Defaults): Defaults {
  const has = tfhd.readUInt32BE(0);
  let at = 8 + ((has & TFHD.base) === 0 ? 0 : 8) + ((has & TFHD.description) === 0 ? 0 : 4);
  let { duration, flags } = defaults;
  if ((has & TFHD.duration) !== 0) {
    duration = tfhd.readUInt32BE(at);
    at += 4;
  }
  if ((has & TFHD.size) !== 0) at += 4;
  if ((has & TFHD.flags) !== 0) flags = tfhd.readUInt32BE(at);
  return { duration, flags };
}

function readTrun(trun: Buffer, base: Defaults): Defaults & { readonly cts: number } {
  const has = trun.readUInt32BE(0);
  const samples = trun.readUInt32BE(4);
  if (samples !== 1) throw broken(`expected one sample a fragment, found ${samples}`);
  let at = 8;
  const next = (flag: number, otherwise: number): number => {
    if ((has & flag) === 0) return otherwise;
    at += 4;
    return trun.readUInt32BE(at - 4);
  };
  next(TRUN.offset, 0);
  const first = next(TRUN.first, base.flags);
  const duration = next(TRUN.duration, base.duration);
  next(TRUN.size, 0);
  const flags = next(TRUN.flags, first);
  // version 0 says unsigned, but ffmpeg writes small negative offsets there too
  const cts = next(TRUN.cts, 0) | 0;
  return { cts, duration, flags };
}
