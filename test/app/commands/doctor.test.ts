import { once } from 'node:events';
import { createReadStream, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeConfig } from '../../helpers/agent.ts';
import { makeClip } from '../../helpers/clip.ts';
import { command } from '../../helpers/command.ts';
import { scratch } from '../../helpers/outbox.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly message: string;
}

async function doctor(config: string): Promise<{ code: number; found: Map<string, Finding> }> {
  const { code, stdout } = await command('doctor', '-c', config, '--json');
  const findings = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Finding);
  return { code, found: new Map(findings.map((finding) => [finding.what, finding])) };
}

/** A camera that sends a clip to whoever asks. */
async function startCamera() {
  const clip = await makeClip({ container: 'ts' });
  const server = createServer((_, response) => createReadStream(clip).pipe(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/live.ts`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('cameras whose address is asked for are asked and tried, main and small stream', async () => {
  using folder = scratch();
  await using camera = await startCamera();
  const answer = JSON.stringify({ url: camera.url, sub: camera.url });
  const rtsp = (script: string) => ({
    source: { kind: 'rtsp', resolver: { command: ['sh', '-c', script] } },
  });
  const config = writeConfig(folder.path, {
    node: { data: join(folder.path, 'data') },
    cameras: { gate: rtsp(`echo '${answer}'`), broken: rtsp('exit 3') },
  });
  const { code, found } = await doctor(config);
  for (const what of ['camera gate', 'camera gate (sub)'])
    expect(found.get(what)).toMatchObject({
      ok: true,
      message: expect.stringContaining('h264, 640 x 360'),
    });
  expect(found.get('camera broken')).toMatchObject({
    ok: false,
    message: 'the address resolver failed: exit code 3; check it',
  });
  expect(found.get('targets')).toMatchObject({ ok: true });
  expect(code).toBe(1);
});

test('nothing to watch, a broker that is away, folders that cannot be written', async () => {
  using folder = scratch();
  const file = join(folder.path, 'file');
  writeFileSync(file, '');
  const media = { kind: 'directory', path: join(file, 'media') };
  const config = writeConfig(folder.path, {
    node: { data: join(file, 'data') },
    targets: { city: { kind: 'mqtt', url: 'mqtt://127.0.0.1:1', media } },
  });
  const { code, found } = await doctor(config);
  expect(found.get('cameras')).toEqual({
    what: 'cameras',
    ok: false,
    message: 'nothing to watch yet: add a camera',
  });
  expect(found.get('target city')?.ok).toBe(false);
  const why = 'a file is in the way where a folder is needed';
  expect(found.get('media for city')?.message).toBe(`${file}/media cannot be written: ${why}`);
  expect(found.get('disk')?.message).toBe(`${file}/data cannot be read and written: ${why}`);
  expect(code).toBe(1);
});
