import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { openStore } from '../../agent/adapters/store/store.ts';
import { directoryUploader } from '../../agent/adapters/upload/directory.ts';
import type { OutboxEntry } from '../../agent/ports/outbox.ts';
import { forwarding } from '../helpers/forwarding.ts';
import { eventEntry, fileEntry, scratch } from '../helpers/outbox.ts';
import { until } from '../helpers/until.ts';
import { episodes, watch } from '../helpers/watch.ts';

/** Files of the same content, stored before any event; opening the first one's place takes for ever. */
function files(directory: string, count: number) {
  const share = join(directory, 'share');
  mkdirSync(share);
  const path = join(directory, 'picture.jpg');
  writeFileSync(path, 'a picture');
  const sha256 = createHash('sha256').update('a picture').digest('hex');
  execFileSync('mkfifo', [join(share, '0.jpg')]);
  const entries: OutboxEntry[] = Array.from({ length: count }, (_, n) => ({
    ...fileEntry(`p/${n}.jpg`, sha256, path),
    name: `${n}.jpg`,
  }));
  return { share, entries };
}

test('a share that hangs holds up neither events nor the end', { timeout: 20_000 }, async () => {
  using directory = scratch();
  await using broker = await startBroker();
  await using platform = await watch(broker.url);
  const { share, entries } = files(directory.path, 100);
  using uploader = directoryUploader({ kind: 'directory', path: share });
  {
    await using line = await forwarding(directory.path, { url: broker.url }, { uploader });
    await line.store.commit([...entries, ...episodes(5)]);
    await until('all events are acknowledged', async () => {
      const { acknowledged, pending } = await line.store.stats();
      return acknowledged === 20 && pending === 100;
    });
  }
  expect(platform.counts()).toEqual({ stored: 20 });
});

test('what was parked gets another chance at the next start', async () => {
  using directory = scratch();
  await using broker = await startBroker();
  await using platform = await watch(broker.url);
  const [entry] = episodes(1, 1);
  if (entry === undefined) throw new Error('no entry');
  {
    await using store = await openStore(join(directory.path, 'outbox.db'));
    await store.commit([entry, { ...eventEntry('bad'), topic: 'evt/#' }]);
    await store.park(entry.id, 'no right to publish (0x87)');
    await store.park('bad', 'a wildcard');
  }
  await using line = await forwarding(directory.path, { url: broker.url });
  await until('it is acknowledged', async () => (await line.store.stats()).acknowledged === 1);
  await until('the other is parked again', async () => (await line.store.stats()).parked === 1);
  expect(platform.counts()).toEqual({ stored: 1 });
});
