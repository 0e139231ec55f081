import { expect, test } from 'vitest';
import { hashedFormat, hashedPicture } from '../../../agent/core/evidence/decoded-picture.ts';

const HASH = 'b94061f1cfbee381b3ea0404f1be32e39e0845b54255da5d82779a29db68823f';

/** What ffmpeg says, one line of the stream in the words of this version. */
const words = (stream: string, said = `SHA256=${HASH}`, kind = 'hash') => `
Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'pipe:0':
  Stream #0:0[0x1](und): Video: h264 (Main) (avc1 / 0x31637661), yuv420p(tv, bt709, progressive), 640x360, 12 fps
Output #0, ${kind}, to 'pipe:2':
  Metadata:
    encoder         : Lavf59.27.100
  ${stream}
    Metadata:
      encoder         : Lavc59.37.100 rawvideo
${said}
frame=    1 fps=0.0 q=-0.0 Lq=2.0 size=       0kB time=00:00:00.00 bitrate=N/A speed=   0x
`;

test.each<[string, string, object]>([
  [
    'version 5',
    'Stream #0:0: Video: rawvideo (I420 / 0x30323449), yuv420p(tv, bt709, progressive), 1280x720, q=2-31, 132710 kb/s',
    { pixFmt: 'yuv420p', width: 1280, height: 720 },
  ],
  [
    'a build of 2018',
    '  Stream #0:0: Video: rawvideo (I420 / 0x30323449), yuv420p, 1280x720 [SAR 1:1 DAR 16:9], q=2-31',
    { pixFmt: 'yuv420p', width: 1280, height: 720 },
  ],
  [
    'full range',
    'Stream #0:0: Video: rawvideo (I420 / 0x30323449), yuvj420p(pc, progressive), 2688x1520, q=2-31',
    { pixFmt: 'yuvj420p', width: 2688, height: 1520 },
  ],
  [
    '10 bit, which has no four letters',
    'Stream #0:0: Video: rawvideo, yuv420p10le(tv), 1920x1080, q=2-31',
    { pixFmt: 'yuv420p10le', width: 1920, height: 1080 },
  ],
])('format and hash of what was decoded: %s', (_, stream, format) => {
  expect(hashedPicture(words(stream))).toEqual({ sha256: HASH, ...format });
  expect(hashedFormat(words(stream, '', 'framehash'))).toEqual(format);
});

const STREAM = 'Stream #0:0: Video: rawvideo (I420 / 0x30323449), yuv420p, 640x360, q=2-31';

test.each([
  ['no hash was said', words(STREAM, '')],
  ['the hash is of another kind', words(STREAM, 'MD5=0123')],
  ['only the end of its words was kept', words(STREAM).slice(-200)],
])('nothing is told where %s', (_, text) => {
  expect(hashedPicture(text)).toBeUndefined();
});
