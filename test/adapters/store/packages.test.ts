import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../../agent/adapters/store/store.ts';
import type { OutboxEntry } from '../../../agent/ports/outbox.ts';
import { eventEntry, fileEntry, scratch } from '../../helpers/outbox.ts';

const SAME = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const ids = (entries: readonly OutboxEntry[]) => entries.map(({ id }) => id).join(' ');

describe('a package is delivered', () => {
  type Open = Awaited<ReturnType<typeof openStore>>;
  const event = (store: Open) => store.acknowledge('city', 'p1');
  const file = async (store: Open) => {
    await store.markSent('p1/bagit.txt', 0);
    await store.acknowledge('city', SAME);
  };
  test.each<[string, readonly ((store: Open) => unknown)[], boolean]>([
    ['not before anything was acknowledged', [], false],
    ['not by the ack of its event alone', [event], false],
    ['not by those of its files alone', [file], false],
    ['when both are there', [event, file], true],
    ['not while a file is parked', [event, (store) => store.park('p1/bagit.txt', 'gone')], false],
    ['not when it was only forgotten', [(store) => store.forget('p1')], false],
  ])('%s', async (_, steps, delivered) => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    await store.commit([eventEntry('p1'), fileEntry('p1/bagit.txt', SAME)]);
    // neighbours by name are other packages
    await store.commit([eventEntry('p10'), fileEntry('p10/bagit.txt', SAME), eventEntry('p')]);
    for (const step of steps) await step(store);
    expect(await store.delivered('p1')).toBe(delivered);
    expect(await store.delivered('p10')).toBe(false);
  });
});

describe('the hash of a file that lies in several packages', () => {
  const files = [fileEntry('p1/bagit.txt', SAME), fileEntry('p2/bagit.txt', SAME)];

  test('acknowledges those that were brought there, and no other', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    await store.commit([...files, fileEntry('p1/a.jpg', OTHER)]);
    await store.markSent('p1/bagit.txt', 500, 'city');
    expect(await store.acknowledge('city', SAME)).toBe(true);
    expect(ids(await store.due('city', 10, 0))).toBe('p2/bagit.txt p1/a.jpg');
    expect(await store.acknowledge('city', SAME)).toBe(false);
  });

  test('parks those that were brought there, and no other', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    await store.commit(files);
    await store.markSent('p1/bagit.txt', 500, 'city');
    expect(ids(await store.park(SAME, 'rejected', 'city'))).toBe('p1/bagit.txt');
    expect(ids(await store.due('city', 10, 0))).toBe('p2/bagit.txt');
  });
});

test('events and files are due apart', async () => {
  using directory = scratch();
  await using store = await openStore(join(directory.path, 'a.db'));
  const files = Array.from({ length: 40 }, (_, n) => fileEntry(`p/${n}`, SAME));
  await store.commit([...files, eventEntry('e1'), eventEntry('e2')]);
  expect(ids(await store.due('city', 5, 0, 'event'))).toBe('e1 e2');
  expect(ids(await store.due('city', 2, 0, 'media'))).toBe('p/0 p/1');
  expect(await store.due('city', 5, 0)).toHaveLength(5);
});

test('what is forgotten leaves no row behind, and its neighbours stay', async () => {
  using directory = scratch();
  await using store = await openStore(join(directory.path, 'a.db'));
  const said = { ...eventEntry('x1'), group: 'p1/a.jpg/available' };
  await store.commit([
    { ...eventEntry('p1'), group: 'episode' },
    { ...eventEntry('later'), group: 'episode' },
    fileEntry('p1/a.jpg', SAME),
    fileEntry('p1/b.jpg', OTHER),
    said,
    fileEntry('p10/a.jpg', SAME),
  ]);
  await store.park('p1/b.jpg', 'gone');
  await store.forget('p1');
  expect(ids(await store.due('city', 10, 0))).toBe('later p10/a.jpg');
  expect(await store.stats()).toMatchObject({ pending: 2, sent: 0, parked: 0 });
});

describe('what was parked', () => {
  test('is released at once, each at its old place', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    const group = (id: string) => ({ ...eventEntry(id), group: 'a' });
    await store.commit(['1', '2', '3'].map(group));
    await store.commit([{ ...eventEntry('1', 'district'), group: 'a' }]);
    for (const id of ['1', '2']) await store.park(id, 'no right to publish');
    expect(await store.releaseParked('city')).toBe(2);
    expect(ids(await store.due('city', 10, 0))).toBe('1');
    expect(ids(await store.due('district', 10, 0))).toBe('');
    await store.acknowledge('city', '1');
    expect(ids(await store.due('city', 10, 0))).toBe('2');
  });

  test('is kept up to a bound: the newest events, and every file', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'), { keptParked: 3 });
    const events = ['1', '2', '3', '4', '5'];
    await store.commit([fileEntry('p/a', SAME), ...events.map((id) => eventEntry(id))]);
    for (const id of ['p/a', ...events]) await store.park(id, 'poison', 'city');
    expect(ids(await store.parked('city', 10))).toBe('p/a 3 4 5');
  });
});

describe('a number with a key', () => {
  test('stays the same over a restart, until its entry is there', async () => {
    using directory = scratch();
    const path = join(directory.path, 'a.db');
    {
      await using store = await openStore(path);
      expect(await store.nextSequence('gate', 'e1')).toBe(1);
      expect(await store.nextSequence('gate', 'e2')).toBe(2);
    }
    await using store = await openStore(path);
    expect(await store.nextSequence('gate', 'e1')).toBe(1);
    expect(await store.nextSequence('yard', 'e1')).toBe(1);
    await store.commit([eventEntry('e1')]);
    // made again after a crash: it is there, so nothing is used up
    await store.nextSequence('gate', 'e1');
    await store.acknowledge('city', 'e1');
    await store.nextSequence('gate', 'e1');
    expect(await store.nextSequence('gate', 'e2')).toBe(2);
    expect(await store.nextSequence('gate')).toBe(3);
  });

  test('is let go with the document of that key', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    const key = 'pending/a/1-confirmed';
    expect(await store.nextSequence('gate', key)).toBe(1);
    await store.commit([eventEntry('other id')]);
    expect(await store.nextSequence('gate', key)).toBe(1);
    await store.remove([key]);
    expect(await store.nextSequence('gate', key)).toBe(2);
  });
});
