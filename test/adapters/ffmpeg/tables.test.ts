import { expect, test } from 'vitest';
import { ffmpegArgs, type Input } from '../../../agent/adapters/ffmpeg/args.ts';
import { classifyEnd } from '../../../agent/adapters/ffmpeg/classify-error.ts';
import { contentSize, filterGraph } from '../../../agent/adapters/ffmpeg/filters.ts';
import { sourceOptions } from '../../../agent/adapters/ffmpeg/options.ts';
import { FrameCutter } from '../../../agent/adapters/ffmpeg/raw-frames.ts';
import { StderrReader } from '../../../agent/adapters/ffmpeg/stderr.ts';
import { TimestampReader } from '../../../agent/adapters/ffmpeg/timestamps.ts';
import { WHOLE } from '../../../agent/core/vision/view.ts';
import { redact } from '../../../agent/lib/redact.ts';

const NEW = { writePrft: true, setts: true, rtspTimeout: 'timeout', fpsMode: true } as const;
const OLD = { writePrft: false, setts: false, rtspTimeout: 'stimeout', fpsMode: false } as const;
const size = { width: 416, height: 416 };
const rtsp: Input = {
  kind: 'rtsp',
  url: 'rtsp://cam/1',
  transport: 'udp',
  decode: 'sampled',
  fps: 5,
  timeoutMs: 30_000,
};
const line = (input: Partial<Input>, has: typeof NEW | typeof OLD, copy = true, views = [WHOLE]) =>
  ffmpegArgs({ ...rtsp, ...input }, { views, input: size, copy }, has).join(' ');

test.each<[string, string, RegExp]>([
  ['the transport is the one chosen', line({}, NEW), /-rtsp_transport udp .*-i rtsp:\/\/cam\/1/],
  ['silence ends a connection, new name', line({}, NEW), / -timeout 30000000 /],
  ['silence ends a connection, old name', line({}, OLD), / -stimeout 30000000 /],
  [
    'key frames only is said to the decoder',
    line({ decode: 'keyframes' }, NEW),
    /-skip_frame nokey .*-i /,
  ],
  ['pictures are never invented, new name', line({}, NEW), /-fps_mode passthrough/],
  ['pictures are never invented, old name', line({}, OLD), /-vsync passthrough/],
  [
    'frames, their times, the copy: in this order',
    line({}, NEW),
    /rawvideo pipe:3 .*mkvtimestamp_v2 pipe:4 .*-f mp4 .*pipe:5$/,
  ],
  ['producer times where there are any', line({}, NEW), /-write_prft wallclock/],
  ['missing times are mended where that is possible', line({}, NEW), /-bsf:v setts=/],
  [
    'each sample is a fragment and goes out at once',
    line({}, OLD),
    /frag_every_frame.*-flush_packets 1 pipe:5$/,
  ],
  [
    'a child that only records decodes nothing',
    line({}, NEW, true, []),
    /-i rtsp:\/\/cam\/1 -map 0:v:0 -c:v copy .*pipe:3$/,
  ],
  [
    'a file is no option, whatever its name',
    line({ kind: 'file', url: '-x.mp4' }, NEW),
    /-i file:-x\.mp4/,
  ],
  ['a file played like a camera', line({ kind: 'file', paced: true }, NEW), / -re -i /],
])('%s', (_, args, expected) => {
  expect(args).toMatch(expected);
});

test.each([
  ['no copy, no MP4', line({}, NEW, false), /-f mp4/],
  ['no producer times where there are none', line({}, OLD), /prft|setts/],
  ['a fast file does not wait', line({ kind: 'file' }, NEW), / -re /],
])('%s', (_, args, unexpected) => {
  expect(args).not.toMatch(unexpected);
});

test('a view is cut at even pixels, scaled with its aspect, and padded with grey', () => {
  const zone = { id: 'z', source: { left: 0.25, top: 0, right: 0.75, bottom: 1 } };
  const graph = filterGraph([WHOLE, zone], size, 5);
  expect(graph).toContain(
    "select='isnan(prev_selected_t)+gt(floor(t*5+0.01)\\,floor(prev_selected_t*5+0.01))',split=3",
  );
  expect(graph).toContain('force_original_aspect_ratio=decrease');
  expect(graph).toContain('pad=416:416:0:0:color=0x727272');
  expect(graph).toMatch(/\[s1\]crop=w='max\(2\\,2\*floor\(iw\*0\.750000\/2\)/);
});

test.each([
  [1920, 1080, 416, 234],
  [1080, 1920, 234, 416],
  [704, 576, 416, 340],
  [416, 416, 416, 416],
  [3840, 100, 416, 11],
])('a picture of %ix%i fills %ix%i of 416x416', (width, height, w, h) => {
  expect(contentSize(WHOLE, { width, height }, size)).toEqual({ width: w, height: h });
});

test.each([
  [
    '[error] rtsp://c: Server returned 401 Unauthorized (authorization failed)',
    false,
    'source/refused',
  ],
  ['[rtsp @ 0x1] [error] method DESCRIBE failed: 403 Forbidden', false, 'source/refused'],
  ['Connection to tcp://1.2.3.4:554 failed: Connection refused', false, 'source/unreachable'],
  ['rtsp://c/1: Connection timed out', false, 'source/unreachable'],
  [
    'Failed to resolve hostname cam.invalid: Name or service not known',
    false,
    'source/unreachable',
  ],
  ['rtsp://c/1: No route to host', false, 'source/unreachable'],
  ['method DESCRIBE failed: 404 Not Found', false, 'source/not-video'],
  ['x.mp4: Invalid data found when processing input', false, 'source/not-video'],
  [
    "Stream specifier '0:v:0' in filtergraph description matches no streams.",
    false,
    'source/not-video',
  ],
  ['Could not find tag for codec rawvideo in stream #0', false, 'source/no-copy'],
  ['rtsp://c/1: Connection timed out', true, 'source/ended'],
  ['', true, 'source/ended'],
  ['rtsp://c/1: Invalid data found when processing input', false, 'source/unreachable'],
  ['http://c/1: End of file', false, 'source/unreachable'],
])("'%s' (pictures before: %s) is %s", (words, had, code) => {
  expect(classifyEnd(words, had).code).toBe(code);
});

test.each([
  ['file:404.mp4: Invalid data found when processing input', 'source/not-video'],
  ['file:x.mp4: Connection timed out', 'source/no-file'],
  ['file:x.mp4: Permission denied', 'source/no-file'],
  ['file:401.mp4: something new', 'source/ended'],
])("of a file '%s' is %s, and no word of cameras or addresses", (words, code) => {
  const verdict = classifyEnd(words, false, 'file');
  expect(verdict.code).toBe(code);
  expect(verdict.say).not.toMatch(/camera|address/);
});

test.each([
  ['at the cut of a line', `[error] ${'x'.repeat(478)} rtsp://admin:hunter2@cam/1: gone\n`],
  ['in an unfinished line', `rtsp://admin:hunter2@cam/1: ${'x'.repeat(482)}`],
  ['in a line that is far too long', `rtsp://admin:hunter2${'x'.repeat(20_000)}hunter2@cam\n`],
])('last words hold no half password %s', (_, text) => {
  const reader = new StderrReader({ onPicture: () => {}, onLack: () => {} });
  for (let at = 0; at < text.length; at += 495) reader.push(text.slice(at, at + 495));
  expect(reader.lastWords()).not.toMatch(/admin|hunter/);
});

test.each([
  ['rtsp://admin:pw@10.0.0.1/1', 'rtsp://***@10.0.0.1/1'],
  ['rtsp://admin:p@ss@10.0.0.1/1 x', 'rtsp://***@10.0.0.1/1 x'],
  ['http://c/live?id=7&token=abc&x=1', 'http://c/live?id=7&token=***&x=1'],
  ['http://c/live?access_token=abc', 'http://c/live?access_token=***'],
  ['rtsp://10.0.0.1/user@home', 'rtsp://10.0.0.1/user@home'],
  [
    'rtsp://h/user=admin_password=tlJwpbo6_channel=1_stream=0',
    'rtsp://h/user=***_password=***_channel=1_stream=0',
  ],
  ['rtsp://h/user=admin/password=pw/ch0', 'rtsp://h/user=***/password=***/ch0'],
  ['http://c/live?sig=a_b/c==&x=1', 'http://c/live?sig=***&x=1'],
  ['http://c/live?TK=abc', 'http://c/live?TK=***'],
  ['http://c/live?X-Amz-Signature=abc', 'http://c/live?X-Amz-Signature=***'],
])('%s is written as %s', (text, safe) => {
  expect(redact(text)).toBe(safe);
});

test.each([
  [{ kind: 'rtsp', url: 'http://cam' }, /rtsp:\/\//],
  [{ kind: 'rtsp' }, /write url, or resolver/],
  [{ kind: 'rtsp', url: 'rtsp://c', fps: 60 }, /0.2 to 30/],
  [{ kind: 'rtsp', url: 'rtsp://c', stallAfter: '1s' }, /from 2s to 10m/],
  [{ kind: 'rtsp', url: 'rtsp://c', transprot: 'tcp' }, /transprot/],
  [{ kind: 'file', path: 'x', startUtc: 'noon' }, /2026-05-01T08/],
  [{ kind: 'webcam' }, /kind/],
])('%j is told what to write', (options, words) => {
  expect(() => sourceOptions.parse(options)).toThrow(words);
});

test('what is not written has a default', () => {
  expect(sourceOptions.parse({ kind: 'rtsp', resolver: { command: ['ask'] } })).toEqual({
    kind: 'rtsp',
    resolver: { command: ['ask'] },
    transport: 'tcp',
    decode: 'sampled',
    fps: 5,
    stallAfter: 15_000,
  });
});

test.each([
  [[[1, 2, 3], [4, 5, 6, 7], [8]]],
  [[[1, 2, 3, 4, 5, 6, 7, 8]]],
  [[[1], [2], [3], [4], [5], [6], [7], [8]]],
])('frames are cut wherever the chunks break: %j', (chunks) => {
  const frames: number[][] = [];
  const cutter = new FrameCutter(4, (pixels) => frames.push([...pixels]));
  for (const chunk of chunks) cutter.push(Uint8Array.from(chunk));
  expect(frames).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
});

test('times are read from lines broken anywhere', () => {
  const times: number[] = [];
  const reader = new TimestampReader((ptsMs) => times.push(ptsMs));
  for (const text of ['# timecode for', 'mat v2\n0\n2', '00\n4', '00.5\n60'])
    reader.push(Buffer.from(text));
  expect(times).toEqual([0, 200, 400.5]);
});

test('of a flood of complaints each is heard, however it is cut, and the last few are kept', () => {
  let heard = 0;
  const reader = new StderrReader({ onPicture: () => {}, onLack: () => (heard += 1) });
  const line = '[h264 @ 0xd329a00] [error] error while decoding MB 43 32, bytestream -10\n';
  const flood = line.repeat(3000);
  for (let at = 0; at < flood.length; at += 1021) reader.push(flood.slice(at, at + 1021));
  expect(heard).toBe(3000);
  expect(reader.lastWords().split('\n')).toHaveLength(12);
});

test('what ffmpeg says of the stream becomes facts; its last words hold no password', () => {
  const sizes: unknown[] = [];
  const reader = new StderrReader({ onPicture: (size) => sizes.push(size), onLack: () => {} });
  reader.push(
    '[info]   Duration: 00:01:02.50, start: 0.000000\n[info]     creation_time   : 2026-05-01T00:00:00.000000Z\n',
  );
  reader.push(
    '[info]   Stream #0:0: Video: hevc (Main), 1 reference frame, yuv420p(tv), 1920x1080 [SAR 1:1], 25 fps\nStream mapping:\n',
  );
  reader.push(
    '[graph 0 input from stream 0:0 @ 0x5] [verbose] w:1920 h:1080 pixfmt:yuv420p tb:1/90000\n',
  );
  reader.push('[rtsp @ 0x1] [error] rtsp://u:secret@cam: gone');
  expect(reader.facts).toMatchObject({
    codec: 'hevc',
    durationMs: 62_500,
    createdUtcMs: Date.parse('2026-05-01T00:00:00Z'),
  });
  expect(sizes).toEqual([{ width: 1920, height: 1080 }]);
  expect(reader.lastWords()).toMatch(/rtsp:\/\/\*\*\*@cam: gone$/);
});
