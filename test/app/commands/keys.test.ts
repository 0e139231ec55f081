import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeConfig } from '../../helpers/agent.ts';
import { command } from '../../helpers/command.ts';
import { scratch } from '../../helpers/outbox.ts';

test('the key is made once, and shown the same ever after', async () => {
  using folder = scratch();
  const config = writeConfig(folder.path, { node: { data: join(folder.path, 'data') } });
  const made = await command('keys', 'create', '-c', config);
  expect(made.stdout).toMatch(/^ed25519 [0-9a-f]{64}\n-----BEGIN PUBLIC KEY-----\n/);
  expect(made.code).toBe(0);
  expect(await command('keys', 'show', '-c', config)).toEqual(made);
});

test('a key that others can read is refused in words, with 3', async () => {
  using folder = scratch();
  const config = writeConfig(folder.path, { node: { data: join(folder.path, 'data') } });
  await command('keys', 'create', '-c', config);
  chmodSync(join(folder.path, 'data/keys/node.pem'), 0o644);
  const { code, stdout, stderr } = await command('keys', 'show', '-c', config);
  expect(stderr).toMatch(/^key\/unusable: The node key .* can be read by others \(mode 644, /);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
});
