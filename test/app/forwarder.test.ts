import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { openStore } from '../../agent/adapters/store/store.ts';
import { directoryUploader } from '../../agent/adapters/upload/directory.ts';
import { availableEntry } from '../../agent/app/available.ts';
import type { OutboxEntry } from '../../agent/ports/outbox.ts';
import { forwarding } from '../helpers/forwarding.ts';
import { freePort } from '../helpers/mosquitto.ts';
import { clock, scratch, violationEntry } from '../helpers/outbox.ts';
import { until } from '../helpers/until.ts';
import { episodes, expectedOrder, firsts, watch } from '../helpers/watch.ts';

describe('with the embedded broker (MQTT 3.1.1)', () => {
  test('carries everything in order and keeps nothing back', async () => {
    using directory = scratch();
    await using broker = await startBroker();
    await using platform = await watch(broker.url);
    await using line = await forwarding(directory.path, { url: broker.url });
    const entries = episodes(5);
    await line.store.commit(entries);
    await until('all are acknowledged', async () => (await line.store.stats()).acknowledged === 20);
    expect(firsts(platform.seen)).toEqual(expectedOrder(entries));
    expect(platform.counts()).toEqual({ stored: 20 });
    expect(await line.store.stats()).toMatchObject({ pending: 0, sent: 0, parked: 0 });
  });

  test('waits for a broker that is not there yet', async () => {
    using directory = scratch();
    const port = await freePort();
    await using line = await forwarding(directory.path, { url: `mqtt://127.0.0.1:${port}` });
    await line.store.commit(episodes(2));
    await until('it gave up a first try', () => line.target.state() === 'offline');
    await using broker = await startBroker({ port });
    await using platform = await watch(broker.url);
    await until('all are acknowledged', async () => (await line.store.stats()).acknowledged === 8);
    expect(platform.counts()['stored']).toBe(8);
  });

  test('a silent platform is told again, with the same id, until it answers', async () => {
    using directory = scratch();
    await using broker = await startBroker();
    let heard = 0;
    await using platform = await watch(broker.url, () => (++heard < 3 ? 'silence' : 'stored'));
    await using line = await forwarding(directory.path, { url: broker.url, resendAfter: 50 });
    const [entry] = episodes(1, 1);
    await line.store.commit(entry === undefined ? [] : [entry]);
    await until('it is acknowledged', async () => (await line.store.stats()).acknowledged === 1);
    expect(platform.seen.map(({ id }) => id)).toEqual([entry?.id, entry?.id, entry?.id]);
  });

  test('a lost ack leads to a duplicate, which settles it', async () => {
    using directory = scratch();
    await using broker = await startBroker();
    await using platform = await watch(broker.url);
    const entries = episodes(1, 1);
    {
      await using line = await forwarding(directory.path, { url: broker.url });
      await line.store.commit(entries);
      await until('it is acknowledged', async () => (await line.store.stats()).acknowledged === 1);
    }
    using other = scratch(); // a box that forgot that it had sent it
    await using line = await forwarding(other.path, { url: broker.url });
    await line.store.commit(entries);
    await until('it is acknowledged', async () => (await line.store.stats()).acknowledged === 1);
    expect(platform.seen.map(({ status }) => status)).toEqual(['stored', 'duplicate']);
  });

  test('what the platform rejects is set aside, and its episode goes on', async () => {
    using directory = scratch();
    await using broker = await startBroker();
    const entries = episodes(1);
    const bad = entries[1]?.id;
    await using _platform = await watch(broker.url, (id) => (id === bad ? 'rejected' : 'stored'));
    await using line = await forwarding(directory.path, { url: broker.url });
    await line.store.commit(entries);
    await until(
      'three are acknowledged',
      async () => (await line.store.stats()).acknowledged === 3,
    );
    expect(await line.store.parked('city', 5)).toMatchObject([
      { id: bad, reason: 'the platform rejected it' },
    ]);
    expect(line.parked).toEqual([`${bad} the platform rejected it`]);
  });

  test('a poisoned entry does not block', async () => {
    using directory = scratch();
    await using broker = await startBroker();
    await using _platform = await watch(broker.url);
    await using line = await forwarding(directory.path, { url: broker.url });
    const [poison, ...rest] = episodes(1);
    await line.store.commit([{ ...poison, topic: 'evt/#' } as OutboxEntry, ...rest]);
    await until(
      'three are acknowledged',
      async () => (await line.store.stats()).acknowledged === 3,
    );
    expect(line.parked.join()).toContain('wildcard');
  });

  test("with ack: puback the broker's word is enough", async () => {
    using directory = scratch();
    await using broker = await startBroker();
    await using line = await forwarding(directory.path, { url: broker.url, ack: 'puback' });
    await line.store.commit(episodes(3));
    await until('all are acknowledged', async () => (await line.store.stats()).acknowledged === 12);
  });

  test('a file arrives, is announced, and goes by its own ack', async () => {
    using directory = scratch();
    await using broker = await startBroker();
    await using platform = await watch(broker.url);
    const share = join(directory.path, 'share');
    mkdirSync(share);
    const uploader = directoryUploader({ kind: 'directory', path: share });
    await using line = await forwarding(directory.path, { url: broker.url }, { uploader });
    const bytes = Buffer.from('a picture');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const path = join(directory.path, 'picture.jpg');
    writeFileSync(path, bytes);
    const media = {
      kind: 'media',
      id: sha256,
      sha256,
      path,
      bytes: 9,
      mime: 'image/jpeg',
    } as const;
    const place = { target: 'city', group: 'media/e1', createdUtcMs: 1_780_000_000_000 };
    await line.store.commit([
      { ...media, ...place, name: 'p1/a.jpg', episode: 'e1', camera: 'gate' },
    ]);
    await until('both rows are gone', async () => (await line.store.stats()).acknowledged === 2);
    expect(platform.seen).toMatchObject([
      { type: 'streetwarden.evidence.available.v1', subject: 'e1', status: 'stored' },
    ]);
    expect(readFileSync(join(share, 'p1/a.jpg'), 'utf8')).toBe('a picture');
  });
});

test('a file is announced with one id per round, whatever happens in between', async () => {
  using directory = scratch();
  await using store = await openStore(join(directory.path, 'a.db'));
  const deps = { site: 'east', node: 'box-1', timezone: 'Asia/Shanghai', clock, store };
  const sha256 = 'ab'.repeat(32);
  const file = { sha256, path: '/x', bytes: 9, mime: 'image/jpeg', name: 'x.jpg' };
  const media = {
    kind: 'media',
    id: sha256,
    target: 'city',
    group: 'm',
    createdUtcMs: 5,
    ...file,
  } as const;
  const [first, again, next] = await Promise.all(
    [0, 0, 1].map((round) => availableEntry(deps, media, 'file:///x', round)),
  );
  expect(again?.id).toBe(first?.id);
  expect(next?.id).not.toBe(first?.id);
  // made again after a crash it takes no new number, stored or not
  expect([first, again, next].map(sequenceOf)).toEqual([1, 1, 2]);
  await store.commit(first === undefined ? [] : [first]);
  await availableEntry(deps, media, 'file:///x', 0);
  expect(sequenceOf(await availableEntry(deps, media, 'file:///x', 2))).toBe(3);
  // it goes with its package
  await store.forget(media.id);
  expect(await store.stats()).toMatchObject({ pending: 0 });
});

function sequenceOf(entry: OutboxEntry | undefined): number | undefined {
  return entry?.kind === 'event' ? Number(JSON.parse(entry.body).sequence) : undefined;
}

test('what is parked is told of once, and a parked notice makes no further notice', async () => {
  using directory = scratch();
  await using broker = await startBroker();
  await using line = await forwarding(directory.path, { url: broker.url });
  const entry = violationEntry('e', 0);
  const notice = { ...violationEntry('n', 0), topic: 'evt/+' };
  const body = notice.body.replace('violation.suspected', 'operation.entry-parked');
  await line.store.commit([
    { ...notice, body },
    { ...entry, topic: 'evt/+' },
  ]);
  await until('both are parked', async () => (await line.store.stats()).parked === 2);
  expect(line.parked.map((words) => words.slice(0, 36))).toEqual([entry.id]);
});
