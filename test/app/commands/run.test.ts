import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeConfig } from '../../helpers/agent.ts';
import { command } from '../../helpers/command.ts';
import { DEMO_CLIP } from '../../helpers/demo-street.ts';
import { scratch } from '../../helpers/outbox.ts';

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
