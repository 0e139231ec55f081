import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { makeClip } from '../../helpers/clip.ts';
import { bench, mediaTimes, read, spacings } from '../../helpers/source-bench.ts';

const ENOUGH = ({ length }: { readonly length: number }) => length >= 12;
const servers: (() => void)[] = [];

afterEach(() => {
  for (const end of servers.splice(0)) end();
});

/** The clip in real time, as its own packets. */
function sender(clip: string, ...output: readonly string[]): ChildProcess {
  const input = ['-v', 'error', '-re', '-i', clip, '-an', '-c', 'copy'];
  const child = spawn('ffmpeg', [...input, ...output], { stdio: ['ignore', 'pipe', 'ignore'] });
  servers.push(() => child.kill('SIGKILL'));
  return child;
}

/** A camera that sends MPEG-TS to everybody who asks; every connection ends with its clip. */
async function serveHttp(clip: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp2t' });
    const child = sender(clip, '-f', 'mpegts', 'pipe:1');
    child.stdout?.pipe(response);
    response.on('close', () => child.kill('SIGKILL'));
  });
  servers.push(() => server.close());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/live.ts`;
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

describe.skipIf(spawnSync('ffmpeg', ['-version']).status !== 0)(
  'streams that are not RTSP (need ffmpeg in PATH to send them)',
  () => {
    test('HTTP: pictures come with times that grow, and again after the connection ended', async () => {
      const url = await serveHttp(await makeClip({ seconds: 3, gop: 25 }));
      const { source, notices } = await bench({ kind: 'http', url });
      // a clip of 3 s gives less than that: the second half is of another connection
      const sets = await read(source, ({ length }) => length >= 24);
      for (const apart of spacings(mediaTimes(sets))) expect(apart).toBeGreaterThan(0);
      expect(sets.every(([frame]) => frame.captureUtc.method === 'arrival')).toBe(true);
      expect(notices.map(({ type }) => type)).toContain('down');
    });

    test('RTMP: a server that is not there yet is found when it comes', async () => {
      const url = `rtmp://127.0.0.1:${await freePort()}/live/gate`;
      const { source, notice } = await bench({ kind: 'rtmp', url });
      const reading = read(source, ENOUGH);
      await notice(({ type }) => type === 'down');
      sender(await makeClip({ gop: 25 }), '-f', 'flv', '-listen', '1', url);
      const sets = await reading;
      for (const apart of spacings(mediaTimes(sets))) expect(apart).toBeGreaterThan(0);
      expect(sets.every(([frame]) => frame.captureUtc.method === 'arrival')).toBe(true);
    });
  },
);
