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

test('a program that fails is told by its exit code and its words, never by its command line', async () => {
  const script = 'echo "curl -u admin:hunter2: no rtsp://a:hunter3@h/" >&2; exit 7 # hunter4';
  const failed = resolveAddresses({ command: ['sh', '-c', script] }, never);
  const message = await failed.then(() => '', String);
  expect(message).toContain('exit code 7, it said: curl -u ***');
  expect(message).not.toMatch(/hunter|sh -c/);
});

test.skipIf(!hasGstreamer())(
  'the resolver is asked until it answers, and anew at each connection (needs GStreamer)',
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

test.skipIf(!hasGstreamer())(
  'of a camera with two streams each asks anew when it is called again (needs GStreamer)',
  async () => {
    const mounts = [
      { path: '/main', file: await makeClip() },
      { path: '/sub', file: await makeClip() },
    ];
    let camera = await startRtspServer({ mounts });
    const http = createServer((_, response) => {
      response.end(JSON.stringify({ url: camera.url('/main'), sub: camera.url('/sub') }));
    }).listen(0, '127.0.0.1');
    await once(http, 'listening');
    const address = http.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const recording = { begin: () => ({ write: () => {}, end: () => {} }) };
    const resolver = { http: `http://127.0.0.1:${port}/` };
    const { source, notices, notice } = await bench({ kind: 'rtsp', resolver }, { recording });
    const ups = (stream: string) =>
      notices.filter((n) => n.type === 'up' && n.stream === stream).length;
    const reading = read(source, () => ups('main') >= 2 && ups('sub') >= 2);
    await notice(() => ups('main') === 1 && ups('sub') === 1);
    const before = camera;
    camera = await startRtspServer({ mounts });
    await before.kill();
    await reading;
    expect(ups('main')).toBe(2);
    await camera.kill();
    http.close();
  },
);
