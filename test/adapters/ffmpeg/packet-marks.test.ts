import { expect, test } from 'vitest';
import { adlerOf, exactTime, PacketMarks } from '../../../agent/adapters/ffmpeg/packet-marks.ts';

const HEADER = `#format: frame checksums
#version: 2
#hash: adler32
#tb 0: 1/90000
#stream#, dts,        pts, duration,     size, hash
`;
/** Of ffmpeg 5.1, read from a camera; the third is before its first report. */
const LINES = `0,          0,          0,     3600,    16528, 4d617a8d, S=1,       16, 1c290217
0,       3600,       7200,     3600,     7380, 4fe478ac, S=1,       16, 1a5b01f4
0,       7200,       3600,     3600,     8416, a9d7281d
0,      10800,      10800,     3600,     8416, a9d7281d, S=2,       40, 00000000,       16, 188d01d1
0,      14400,      14400,     3600,     8416, a9d7281d
`;

function read(chunks: readonly string[]) {
  const marks = new PacketMarks();
  for (const chunk of chunks) marks.push(Buffer.from(chunk));
  return [0, 80, 40, 120, 160].map((ptsMs) => marks.take(ptsMs));
}

test('the mark of a picture is that of the packet before it, however the chunks fall', () => {
  const expected = [
    undefined,
    { type: 'timed', adler: 0x1c290217 },
    { type: 'timed', adler: 0x1a5b01f4 },
    { type: 'bare' },
    { type: 'timed', adler: 0x188d01d1 },
  ];
  expect(read([HEADER + LINES])).toEqual(expected);
  expect(read([...(HEADER + LINES)])).toEqual(expected);
});

test('chatter is passed over, and what nobody asks for is not kept', () => {
  const marks = new PacketMarks();
  marks.push(Buffer.from(`${HEADER}what\n0, 1\n\n${'x'.repeat(100_000)}`));
  marks.push(Buffer.from('\n'));
  for (let n = 0; n < 1000; n += 1)
    marks.push(Buffer.from(`0, ${n * 3600}, ${n * 3600}, 3600, 8, a9d7281d\n`));
  expect(marks.take(40 * 900)).toBeUndefined();
  expect(marks.take(40 * 999)).toEqual({ type: 'bare' });
  expect(marks.take(40 * 999)).toBeUndefined();
});

test('a time is found by its checksum to the microsecond', () => {
  for (let us = 1_795_704_000_123_000; us < 1_795_704_000_124_000; us += 37) {
    expect(exactTime(1_795_704_000_123, adlerOf(us))).toBe(us);
    expect(exactTime(1_795_704_000_123, adlerOf(us), us + 1)).toBe(us);
    expect(exactTime(1_795_704_000_123, adlerOf(us), us - 500)).toBe(us);
  }
  expect(exactTime(1_795_704_000_123, adlerOf(1_795_704_000_125_000))).toBeUndefined();
});
