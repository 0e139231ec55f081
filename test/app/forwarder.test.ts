import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startBroker } from '../../agent/adapters/broker/broker.ts';
import { type Answer, startPlatform } from '../../agent/adapters/platform/platform.ts';
import { openStore } from '../../agent/adapters/store/store.ts';
import { directoryUploader } from '../../agent/adapters/upload/directory.ts';
import { availableEntry } from '../../agent/app/available.ts';
import { PARKED_GROUP } from '../../agent/app/forwarder.ts';
import type { OutboxEntry } from '../../agent/ports/outbox.ts';
import { forwarding } from '../helpers/forwarding.ts';
import { freePort, hasMosquitto, mosquitto } from '../helpers/mosquitto.ts';
import { clock, scratch, violationEntry } from '../helpers/outbox.ts';
import { until } from '../helpers/until.ts';

/** Every event message that reached the platform, in order: `episode id, status`. */
async function watch(url: string, decide?: (id: string) => Answer, session = false) {
  const seen: { id: string; subject: string | undefined; type: string; status: string }[] = [];
  const platform = await startPlatform({
    url,
    session,
    clientId: 'platform',
    ...(decide !== undefined && { decide: ({ id }) => decide(id) }),
    onEvent: ({ id, subject, type }, status) => seen.push({ id, subject, type, status }),
  });
  return Object.assign(platform, { seen });
}

const episodes = (count: number, steps = 4) =>
  Array.from({ length: count }, (_, n) =>
    Array.from({ length: steps }, (_, step) => violationEntry(`episode-${n}`, step)),
  ).flat();

/** For each episode, the ids in order of their first arrival. */
function firsts(seen: { id: string; subject: string | undefined }[]): Map<string, string[]> {
  const order = new Map<string, string[]>();
  for (const { id, subject = '' } of seen) {
    const ids = order.get(subject) ?? [];
    if (!ids.includes(id)) order.set(subject, [...ids, id]);
  }
  return order;
}

function expectedOrder(entries: readonly OutboxEntry[]): Map<string, string[]> {
  return firsts(
    entries.map((entry) => ({
      id: entry.id,
      subject: entry.kind === 'event' ? JSON.parse(entry.body).subject : '',
    })),
  );
}

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
});

test('what is parked is told of once, and a parked notice makes no further notice', async () => {
  using directory = scratch();
  await using broker = await startBroker();
  await using line = await forwarding(directory.path, { url: broker.url });
  const entry = violationEntry('e', 0);
  const notice = { ...violationEntry('n', 0), group: PARKED_GROUP, topic: 'evt/+' };
  await line.store.commit([notice, { ...entry, topic: 'evt/+' }]);
  await until('both are parked', async () => (await line.store.stats()).parked === 2);
  expect(line.parked.map((words) => words.slice(0, 36))).toEqual([entry.id]);
});

describe.skipIf(!hasMosquitto())('with mosquitto (MQTT 5)', () => {
  test('a broker killed in mid-flight loses nothing and mixes up nothing', async () => {
    using directory = scratch();
    await using broker = await mosquitto();
    await broker.start();
    await using platform = await watch(broker.url, undefined, true);
    await using line = await forwarding(directory.path, { url: broker.url, resendAfter: 300 });
    const entries = episodes(40);
    await line.store.commit(entries);
    for (const part of [20, 70, 120]) {
      await until(`${part} came`, () => platform.seen.length >= part);
      await broker.stop('SIGKILL'); // no persistence: what the broker had is gone, sessions too
      await broker.start();
    }
    await until(
      'all are acknowledged',
      async () => (await line.store.stats()).acknowledged === 160,
    );
    expect(firsts(platform.seen)).toEqual(expectedOrder(entries));
  });

  test('what gathered while the platform was away is drained when it comes', async () => {
    using directory = scratch();
    await using broker = await mosquitto();
    await using line = await forwarding(directory.path, { url: broker.url });
    const entries = episodes(100);
    await line.store.commit(entries);
    await until('the broker was missed', () => line.target.state() === 'offline');
    await broker.start();
    // nobody subscribes: the broker says 0x10, so nothing counts as sent
    await until('one was put off', async () =>
      (await line.store.due('city', 1, Number.MAX_SAFE_INTEGER)).some(
        ({ attempts }) => attempts > 0,
      ),
    );
    expect((await line.store.stats()).sent).toBe(0);
    await using platform = await watch(broker.url);
    await until(
      'all are acknowledged',
      async () => (await line.store.stats()).acknowledged === 400,
      50_000,
    );
    expect(firsts(platform.seen)).toEqual(expectedOrder(entries));
    expect(platform.counts()['stored']).toBe(400);
  });

  test('a restart of the agent sends only what was not acknowledged', async () => {
    using directory = scratch();
    await using broker = await mosquitto();
    await broker.start();
    const entries = episodes(3, 1);
    const [first] = entries;
    await using platform = await watch(broker.url, (id) =>
      id === first?.id ? 'stored' : 'silence',
    );
    {
      await using line = await forwarding(directory.path, { url: broker.url, resendAfter: 50 });
      await line.store.commit(entries);
      await until('one is acknowledged', async () => (await line.store.stats()).acknowledged === 1);
      await until('all were heard', () => platform.seen.length >= 3);
    }
    const before = platform.seen.length;
    await using line = await forwarding(directory.path, { url: broker.url, resendAfter: 50 });
    await line.store.commit(entries);
    await until('the others came again', () => platform.seen.length >= before + 4);
    expect(platform.seen.slice(before).map(({ id }) => id)).not.toContain(first?.id);
  });
});
