import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { readAnswer, resolveAddresses } from '../../../agent/adapters/ffmpeg/resolver.ts';
import { makeClip } from '../../helpers/clip.ts';
import { hasGstreamer, startRtspServer } from '../../helpers/rtsp-server.ts';
import { bench, read } from '../../helpers/source-bench.ts';

const never = new AbortController().signal;

test.each([
  ['rtsp://cam/1\n', { url: 'rtsp://cam/1' }],
  ['{"url": "rtsp://cam/1"}', { url: 'rtsp://cam/1' }],
  [
    '{"url": "http://cam/1.flv", "sub": "rtmp://cam/2", "x": 1}',
    { url: 'http://cam/1.flv', sub: 'rtmp://cam/2' },
  ],
])('%s is an address', (text, addresses) => {
  expect(readAnswer(text)).toEqual(addresses);
});

test.each(['', 'file:///etc/passwd', '-i x', '{"address": "rtsp://cam"}', '{broken', 'rtsp://a b'])(
  "'%s' is none",
  (text) => {
    expect(() => readAnswer(text)).toThrow(/expected an address/);
  },
);

test('a program that fails is told as such', async () => {
  await expect(
    resolveAddresses({ command: [process.execPath, '-e', 'process.exit(3)'] }, never),
  ).rejects.toMatchObject({ code: 'source/resolver' });
});

test.skipIf(!hasGstreamer())(
  'the resolver is asked until it answers, and anew at each connection',
  async () => {
    const mounts = [{ path: '/cam', file: await makeClip() }];
    let camera = await startRtspServer({ mounts });
    let asked = 0;
    const http = createServer((_, response) => {
      asked += 1;
      response.statusCode = asked === 1 ? 503 : 200;
      response.end(JSON.stringify({ url: camera.url('/cam') }));
    }).listen(0, '127.0.0.1');
    await once(http, 'listening');
    const address = http.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { source, notices, notice } = await bench({
      kind: 'rtsp',
      resolver: { http: `http://127.0.0.1:${port}/camera/7` },
    });
    const ups = () => notices.filter(({ type }) => type === 'up').length;
    const reading = read(source, () => ups() >= 2);
    await notice(({ type }) => type === 'up');
    expect(notices[0]).toMatchObject({ type: 'down', code: 'source/resolver' });
    const moved = await startRtspServer({ mounts });
    const before = camera;
    camera = moved;
    await before.kill();
    await reading;
    expect(asked).toBeGreaterThanOrEqual(3);
    await moved.kill();
    http.close();
  },
);
