import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../../agent/adapters/store/store.ts';
import type { OutboxEntry } from '../../../agent/ports/outbox.ts';
import { scratch } from '../../helpers/outbox.ts';

const entry = (id: string, group = 'a', target = 'city'): OutboxEntry => ({
  kind: 'event',
  id,
  target,
  group,
  createdUtcMs: 1000 + id.charCodeAt(0),
  topic: 'evt/gate',
  body: '{}',
});
const ids = (entries: readonly OutboxEntry[]) => entries.map(({ id }) => id).join(' ');

describe('order', () => {
  test('only the oldest of a group is due, groups by age', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    await store.commit([entry('1', 'a'), entry('2', 'b'), entry('3', 'a'), entry('4', 'c')]);
    expect(ids(await store.due('city', 10, 0))).toBe('1 2 4');
    expect(ids(await store.due('city', 2, 0))).toBe('1 2');
  });

  test('a sent entry holds up its own group only, and comes back at its time', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    await store.commit([entry('1', 'a'), entry('2', 'a'), entry('3', 'b')]);
    await store.markSent('1', 500);
    expect(ids(await store.due('city', 10, 499))).toBe('3');
    expect((await store.due('city', 10, 500)).map(({ id, attempts }) => [id, attempts])).toEqual([
      ['1', 1],
      ['3', 0],
    ]);
  });

  test.each([
    ['acknowledged', (s: Awaited<ReturnType<typeof openStore>>) => s.acknowledge('city', '1')],
    ['parked', (s: Awaited<ReturnType<typeof openStore>>) => s.park('1', 'poison')],
  ])('once the oldest is %s, the next of its group is due', async (state, done) => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    await store.commit([entry('1'), entry('2'), entry('3')]);
    expect(await done(store)).toBeTruthy();
    expect(ids(await store.due('city', 10, 0))).toBe('2');
    expect(await done(store)).toEqual(state === 'parked' ? [] : false);
  });

  test('a released entry takes its old place again', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    await store.commit([entry('1'), entry('2')]);
    await store.park('1', 'rejected: no such camera');
    expect(await store.parked('city', 5)).toMatchObject([
      { id: '1', reason: 'rejected: no such camera' },
    ]);
    await store.release('1');
    expect(ids(await store.due('city', 10, 0))).toBe('1');
  });

  test('each target has its own cursor over the same event', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    await store.commit([entry('1', 'a', 'city'), entry('1', 'a', 'district')]);
    await store.acknowledge('city', '1');
    expect(ids(await store.due('city', 10, 0))).toBe('');
    expect(ids(await store.due('district', 10, 0))).toBe('1');
    await store.markSent('1', 900, 'city');
    expect(ids(await store.due('district', 10, 0))).toBe('1');
    await store.markSent('1', 900, 'district');
    expect(ids(await store.due('district', 10, 0))).toBe('');
  });
});

describe('memory', () => {
  test('an acknowledged id is not stored anew, not even after a restart', async () => {
    using directory = scratch();
    const path = join(directory.path, 'a.db');
    {
      await using store = await openStore(path);
      await store.commit([entry('1')]);
      await store.acknowledge('city', '1');
    }
    await using store = await openStore(path);
    await store.commit([entry('1'), entry('2')]);
    expect(ids(await store.due('city', 10, 0))).toBe('2');
    expect(await store.stats()).toMatchObject({ pending: 1, acknowledged: 1 });
  });

  test('the memory of acknowledged ids is bounded', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'), { remembered: 500 });
    const all = Array.from({ length: 3000 }, (_, n) => entry(`e${n}`, `g${n}`));
    await store.commit(all);
    await Promise.all(all.map(({ id }) => store.acknowledge('city', id)));
    expect((await store.stats()).acknowledged).toBeLessThanOrEqual(1500);
  });

  test('sequences go on without a gap after a restart', async () => {
    using directory = scratch();
    const path = join(directory.path, 'a.db');
    {
      await using store = await openStore(path);
      const first = Array.from({ length: 50 }, () => store.nextSequence('gate'));
      expect(await Promise.all(first)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    }
    await using store = await openStore(path);
    expect(await store.nextSequence('gate')).toBe(51);
    expect(await store.nextSequence('other')).toBe(1);
  });

  test('documents are saved with the entries, found by prefix, removed by key', async () => {
    using directory = scratch();
    await using store = await openStore(join(directory.path, 'a.db'));
    await store.commit(
      [],
      [
        { key: 'rule/a', value: '1' },
        { key: 'rule/b', value: '2' },
      ],
    );
    await store.commit(
      [entry('1')],
      [
        { key: 'rule/a', value: '3' },
        { key: 'rul%', value: 'x' },
      ],
    );
    expect(await store.loadAll('rule/')).toEqual([
      { key: 'rule/a', value: '3' },
      { key: 'rule/b', value: '2' },
    ]);
    await store.remove(['rule/a']);
    expect(await store.load('rule/a')).toBeUndefined();
  });
});
