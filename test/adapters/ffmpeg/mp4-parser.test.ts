import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BOX_LIMITS } from '../../../agent/adapters/ffmpeg/mp4-boxes.ts';
import type { Mp4Init } from '../../../agent/adapters/ffmpeg/mp4-init.ts';
import { Mp4Parser } from '../../../agent/adapters/ffmpeg/mp4-parser.ts';
import { BUILDS, decodedPtsMs, encodeNumbered, FFMPEG, fragmented } from './ring-footage.ts';

const folder = mkdtempSync(join(tmpdir(), 'mp4-parser-'));
afterAll(() => rmSync(folder, { recursive: true }));

const STREAMS = [
  ['H.264', 'libx264', ['-bf', '0'], /^avc1\.64[0-9a-f]{4}$/],
  ['H.264 with B-frames', 'libx264', ['-bf', '3'], /^avc1\.64[0-9a-f]{4}$/],
  [
    'H.265, open groups',
    'libx265',
    ['-x265-params', 'log-level=none:bframes=3:open-gop=1'],
    /^hvc1\.1\.6\.L\d+\.90$/,
  ],
] as const;

function parse(bytes: Buffer, cut: number) {
  const inits: Mp4Init[] = [];
  const samples: { ptsMs: number; durationMs: number; keyframe: boolean; bytes: string }[] = [];
  const utc: number[] = [];
  const parser = new Mp4Parser({
    onInit: (init) => inits.push(init),
    onSample: ({ pts, duration, keyframe, moof, mdat, prftUtcMs }, { timescale }) => {
      const [ptsMs, durationMs] = [pts, duration].map((ticks) => (ticks * 1000) / timescale);
      const at = `${moof.length}+${mdat.toString('base64', 8, 40)}`;
      samples.push({ ptsMs: ptsMs ?? 0, durationMs: durationMs ?? 0, keyframe, bytes: at });
      if (prftUtcMs !== undefined) utc.push(prftUtcMs);
    },
  });
  for (let at = 0; at < bytes.length; at += cut) {
    const chunk = Buffer.from(bytes.subarray(at, at + cut));
    parser.push(chunk);
    chunk.fill(0); // as a pipe's reader does: the chunk is written over after the call
  }
  return { init: inits[0], samples, utc };
}

describe.each(BUILDS)('the stream copy of the $name ffmpeg', (build) => {
  test.each(STREAMS)('%s: times, key frames, size and codec are those decoded', async (...row) => {
    const [name, codec, extra, codecPattern] = row;
    const path = join(folder, `${name.replace(/\W/g, '')}-${build.name}.mp4`);
    encodeNumbered(path, { frames: 35, codec, extra });
    const { init, samples } = parse(await fragmented(build, path, 1000.5), 1 << 16);
    const expected = await decodedPtsMs(build, path, 1000.5);
    const shown = samples.map((sample) => sample.ptsMs).sort((a, b) => a - b);
    expect(shown.length).toBe(35);
    expect(shown.map(Math.round)).toEqual(expected.map(Math.round));
    const keys = samples.filter((sample) => sample.keyframe).map((sample) => sample.ptsMs);
    expect(keys.map((key) => shown.indexOf(key))).toEqual([0, 10, 20, 30]);
    expect(samples[5]?.durationMs).toBe(40);
    expect(init).toMatchObject({ width: 160, height: 96 });
    expect(init?.codec).toMatch(codecPattern);
  });
});

describe('chunks', () => {
  let bytes: Buffer;
  beforeAll(async () => {
    const path = encodeNumbered(join(folder, 'cuts.mp4'), { frames: 12, extra: ['-bf', '2'] });
    bytes = await fragmented(FFMPEG, path);
  });

  test.each([1, 2, 3, 7, 8, 9, 16, 17, 100, 1000, 4096, 65_536])('of %i bytes', (cut) => {
    const whole = parse(bytes, bytes.length);
    expect(whole.samples).toHaveLength(12);
    expect(parse(bytes, cut)).toEqual(whole);
  });

  test.runIf(FFMPEG.name === 'system')(
    'bring the time of every sample but the first with them',
    () => {
      const { utc } = parse(bytes, 5000);
      expect(utc).toHaveLength(11);
      for (const utcMs of utc) expect(Math.abs(utcMs - Date.now())).toBeLessThan(600_000);
    },
  );

  const head = (type: string, size: number): Buffer => {
    const box = Buffer.alloc(16);
    box.writeUInt32BE(size, 0);
    box.write(type, 4, 'latin1');
    return box;
  };
  const large = Buffer.concat([head('mdat', 1).subarray(0, 8), Buffer.alloc(8, 0xff)]);
  test.each([
    ['an mdat over its limit', head('mdat', BOX_LIMITS.mdat + 1), /"mdat" says it has 33554433/],
    ['a moov over its limit', head('moov', 0xffff_ffff), /"moov" says it has 4294967295/],
    ['a moof over its limit', head('moof', BOX_LIMITS.moof + 1), /"moof" says it has/],
    ['an unknown box over the limit', head('zzzz', 1 << 30), /"zzzz" says it has/],
    ['a box to the end of the file', head('mdat', 0), /says it has 0 bytes/],
    ['a 64-bit length', large, /says it has 1844674407370955/],
    ['a box shorter than its head', head('free', 7), /says it has 7 bytes/],
  ])('with %s are refused at once', (_name, box, message) => {
    const before = process.memoryUsage().arrayBuffers;
    expect(() => parse(Buffer.concat([bytes, box]), 11)).toThrow(message);
    expect(() => parse(Buffer.concat([bytes, box]), 1 << 20)).toThrow(message);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 << 20);
  });

  test.each([
    [
      'a fragment before the moov',
      () => bytes.subarray(bytes.indexOf('moof') - 4),
      /moov box before/,
    ],
    [
      'a moov without tracks',
      () => Buffer.concat([head('ftyp', 16), head('moov', 16)]),
      /reaches|one track/,
    ],
    ['a second moov', () => Buffer.concat([bytes, bytes]), /found a second/],
    ['a moov without ftyp', () => bytes.subarray(bytes.readUInt32BE(0)), /ftyp box before/],
  ])('with %s are refused', (_name, stream, message) => {
    expect(() => parse(stream(), 1000)).toThrow(message);
  });

  test('damaged anywhere end in a clear error or are read, never anything else', () => {
    for (let at = 0; at < 1500; at += 1) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      try {
        parse(damaged, 4096);
      } catch (error) {
        expect(error).toMatchObject({ name: 'AgentError', code: 'ffmpeg/failed' });
      }
    }
  });
});
