import { expect, test } from 'vitest';
import { ffmpegArgs, type Input } from '../../../agent/adapters/ffmpeg/args.ts';
import { inputList } from '../../../agent/adapters/ffmpeg/input-list.ts';
import { WHOLE } from '../../../agent/core/vision/view.ts';

const NEW = { writePrft: true, setts: true, rtspTimeout: 'timeout', fpsMode: true } as const;
const size = { width: 416, height: 416 };
const rtsp: Input = {
  kind: 'rtsp',
  url: 'rtsp://cam/1',
  transport: 'udp',
  decode: 'sampled',
  fps: 5,
  timeoutMs: 30_000,
};
const LISTS = { ...NEW, listOptions: true };

test('an address never stands in the command line of an ffmpeg that takes it from a pipe', () => {
  const input = { ...rtsp, url: "rtsp://admin:it's a%20se'cret@cam/1" };
  const args = ffmpegArgs(input, { views: [WHOLE], input: size, copy: true, marks: true }, LISTS);
  expect(args.join(' ')).not.toMatch(/admin|cam|rtsp_transport/);
  expect(args.join(' ')).toMatch(/-safe 0 -f concat -i async:pipe:7 .*framehash .*pipe:6$/);
  expect(inputList(input, LISTS)).toBe(
    [
      'ffconcat version 1.0',
      String.raw`file 'rtsp://admin:it'\''s a%20se'\''cret@cam/1'`,
      "option rtsp_transport 'udp'",
      "option allowed_media_types 'video'",
      "option timeout '30000000'",
      '',
    ].join('\n'),
  );
});

test.each([
  ['an older ffmpeg', inputList(rtsp, NEW)],
  ['a file', inputList({ ...rtsp, kind: 'file' }, LISTS)],
])('%s gets its input in the command line', (_, list) => {
  expect(list).toBeUndefined();
});
