import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { writeConfig } from '../../helpers/agent.ts';
import { command } from '../../helpers/command.ts';
import { DEMO_CLIP } from '../../helpers/demo-street.ts';
import { scratch } from '../../helpers/outbox.ts';
import { until } from '../../helpers/until.ts';

const cameras = { gate: { source: DEMO_CLIP } };

test('a port that another program has: said in words, ends with 3', async () => {
  using folder = scratch();
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  try {
    const { port } = other.address() as AddressInfo;
    const node = { data: join(folder.path, 'data') };
    const config = writeConfig(folder.path, { node, cameras, http: { port } });
    const { code, stderr } = await command('run', '-c', config);
    expect(stderr).toContain(`${port}`);
    expect(stderr).toMatch(/another program/);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(3);
  } finally {
    other.close();
  }
});

test('a data folder that cannot be made: said in words, ends with 3', async () => {
  using folder = scratch();
  const file = join(folder.path, 'file');
  writeFileSync(file, '');
  const config = writeConfig(folder.path, { node: { data: join(file, 'data') }, cameras });
  const { code, stderr } = await command('run', '-c', config);
  expect(stderr).toContain(join(file, 'data'));
  expect(stderr).not.toMatch(/ENOTDIR|^ +at /m);
  expect(code).toBe(3);
});

test('nothing to watch ends with 1', async () => {
  using folder = scratch();
  const { code, stderr } = await command('run', '-c', writeConfig(folder.path, {}));
  expect(stderr).toContain('nothing to watch yet: add a camera');
  expect(code).toBe(1);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('a database that dies while it runs ends it with 3', async () => {
  using folder = scratch();
  const port = await freePort();
  const source = { kind: 'file', path: DEMO_CLIP, pace: 'live', loop: true };
  const node = { data: join(folder.path, 'data') };
  const config = writeConfig(folder.path, { node, cameras: { gate: { source } }, http: { port } });
  // the database is opened before the models: its thread is the first
  const born = once(process, 'worker') as Promise<[Worker]>;
  const running = command('run', '-c', config);
  const [database] = await born;
  await until('it is ready', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    return answer?.ok;
  });
  await database.terminate();
  expect((await running).code).toBe(3);
});
