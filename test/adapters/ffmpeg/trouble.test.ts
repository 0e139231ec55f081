import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { makeClip } from '../../helpers/clip.ts';
import { hasGstreamer, startRtspServer } from '../../helpers/rtsp-server.ts';
import {
  bench,
  ffmpeg,
  goneWithin,
  mediaTimes,
  read,
  spacings,
} from '../../helpers/source-bench.ts';

const down = ({ type }: { type: string }) => type === 'down';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function alive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe.skipIf(!hasGstreamer())('trouble with a camera (needs GStreamer)', () => {
  test('a wrong password is refused, and no password shows anywhere', async () => {
    const mounts = [{ path: '/cam', file: await makeClip() }];
    await using server = await startRtspServer({ mounts, user: 'admin', password: 'right-one' });
    const wrong = server.url('/cam').replace('right-one', 'wrong-one');
    const { source, notice, notices } = await bench({ kind: 'rtsp', url: wrong });
    const reading = read(source, () => true);
    const first = await notice(down);
    expect(first).toMatchObject({ code: 'source/refused' });
    expect(JSON.stringify([notices, source.health()])).not.toContain('wrong-one');
    await server.kill();
    await using again = await startRtspServer({ mounts, port: server.port });
    expect(again.port).toBe(server.port);
    await reading;
  });

  test('a camera with the right password shows, and no command line has it', async () => {
    const mounts = [{ path: '/cam', file: await makeClip() }];
    await using server = await startRtspServer({
      mounts,
      user: 'admin',
      password: 'right-one',
    });
    const { source } = await bench({ kind: 'rtsp', url: server.url('/cam') });
    const sets = await read(source, ({ length }) => {
      const commandLine = readFileSync(`/proc/${source.health().pid}/cmdline`, 'utf8');
      expect(commandLine).toContain('framehash');
      expect(commandLine).not.toMatch(/admin|right-one/);
      return length >= 2;
    });
    expect(sets).toHaveLength(2);
  });

  test('a camera that is not there yet is called until it is, and again after a power cut', async () => {
    const port = await freePort();
    const mounts = [{ path: '/cam', file: await makeClip() }];
    const { source, notice, notices } = await bench({
      kind: 'rtsp',
      url: `rtsp://127.0.0.1:${port}/cam`,
    });
    const ups = () => notices.filter(({ type }) => type === 'up').length;
    const reading = read(source, () => ups() >= 2);
    expect(await notice(down)).toMatchObject({ code: 'source/unreachable' });
    const first = await startRtspServer({ mounts, port });
    await notice(({ type }) => type === 'up');
    await first.kill();
    await notice((n) => n.type === 'down' && n.code === 'source/ended');
    await using second = await startRtspServer({ mounts, port });
    const times = mediaTimes(await reading);
    expect(second.port).toBe(port);
    expect(spacings(times).every((ms) => ms > 0)).toBe(true);
  });

  test.each([
    ['with setpriv', true],
    ['without it, by its closed pipes', false],
  ])('ffmpeg does not outlive an agent that was killed: %s', async (_, withSetpriv) => {
    const mounts = [{ path: '/cam', file: await makeClip() }];
    await using server = await startRtspServer({ mounts });
    const found = await ffmpeg();
    const { setpriv: _left, ...has } = found.has;
    const used = withSetpriv ? found : { ...found, has };
    const script = fileURLToPath(new URL('../../fixtures/open-source.ts', import.meta.url));
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', script, server.url('/cam'), JSON.stringify(used)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let pid = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      pid = Number(line);
      break;
    }
    expect(alive(pid)).toBe(true);
    child.kill('SIGKILL');
    expect(await goneWithin(pid, 3000, alive)).toBe(true);
  });
});

test('a stream that cannot be copied is said so, and its pictures come all the same', async () => {
  const path = await makeClip({
    container: 'mkv',
    encoder: 'rawvideo',
    width: 64,
    height: 64,
    seconds: 1,
  });
  const recording = { begin: () => ({ write: () => {}, end: () => {} }) };
  const { source, notices } = await bench({ kind: 'file', path }, { recording });
  expect((await read(source, () => false)).length).toBe(5);
  expect(notices[0]).toMatchObject({ type: 'down', code: 'source/no-copy' });
});
