import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { openStore } from '../../../agent/adapters/store/store.ts';
import type { OutboxEntry } from '../../../agent/ports/outbox.ts';
import { memoryLog, scratch } from '../../helpers/outbox.ts';
import { until } from '../../helpers/until.ts';

const entry = (id: string, group = 'a'): OutboxEntry => ({
  kind: 'event',
  id,
  target: 'city',
  group,
  createdUtcMs: 1000 + id.charCodeAt(0),
  topic: 'evt/gate',
  body: '{}',
});
const ids = (entries: readonly OutboxEntry[]) => entries.map(({ id }) => id).join(' ');

const VERSION_1 = `
  CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, id TEXT NOT NULL, sha256 TEXT,
    grp TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'pending', head INTEGER NOT NULL,
    nextAt INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
    createdUtcMs INTEGER NOT NULL, reason TEXT, entry TEXT NOT NULL, UNIQUE (target, id));
  CREATE INDEX outbox_ids ON outbox (id);
  CREATE INDEX outbox_files ON outbox (target, sha256) WHERE sha256 IS NOT NULL;
  CREATE INDEX outbox_heads ON outbox (target, seq, nextAt) WHERE head = 1;
  CREATE INDEX outbox_groups ON outbox (target, grp, seq) WHERE state <> 'parked';
  CREATE TABLE acknowledged (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, id TEXT NOT NULL,
    UNIQUE (target, id));
  CREATE INDEX acknowledged_ids ON acknowledged (id);
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE saved (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  INSERT INTO outbox (target, id, grp, head, createdUtcMs, entry)
    VALUES ('city', '1', 'a', 1, 5, '{"kind":"event","id":"1","target":"city","group":"a"}');
  INSERT INTO counters VALUES ('gate', 7);
  PRAGMA user_version = 1;`;

function tmpfs(path: string, size: string): Disposable {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'ignore' });
  return { [Symbol.dispose]: () => execFileSync('umount', ['-l', path]) };
}

/** Needs the rights of an administrator. */
function canMount(): boolean {
  using directory = scratch();
  try {
    using _mount = tmpfs(directory.path, '1m');
    return true;
  } catch {
    return false;
  }
}

test('a full disk refuses new entries, keeps the old, and takes new ones once there is room', async () => {
  using directory = scratch();
  const path = join(directory.path, 'a.db');
  await using store = await openStore(path, { maxBytes: 400_000 });
  const big = (n: number) =>
    ({ ...entry(`n${n}`, `g${n}`), body: 'x'.repeat(20_000) }) as OutboxEntry;
  let stored = 0;
  const fill = async () => {
    for (let n = 0; n < 100; n += 1, stored = n) await store.commit([big(n)]);
  };
  await expect(fill()).rejects.toMatchObject({ code: 'store/full' });
  expect(stored).toBeGreaterThan(5);
  expect((await store.stats()).pending).toBe(stored);
  for (let n = 0; n < stored; n += 1) await store.acknowledge('city', `n${n}`);
  await store.commit([big(1000)]);
  expect(ids(await store.due('city', 10, 0))).toBe('n1000');
});

test.skipIf(!canMount())('a file system that is full (ENOSPC) is the same', async () => {
  using directory = scratch();
  using _mount = tmpfs(directory.path, '1m');
  const path = join(directory.path, 'a.db');
  await using store = await openStore(path);
  await store.commit([entry('1')]);
  const filler = join(directory.path, 'filler');
  expect(() => writeFileSync(filler, Buffer.alloc(2_000_000))).toThrow('ENOSPC');
  const body = 'x'.repeat(50_000);
  await expect(store.commit([{ ...entry('2', 'b'), body } as OutboxEntry])).rejects.toMatchObject({
    code: 'store/full',
  });
  expect(ids(await store.due('city', 10, 0))).toBe('1');
  rmSync(filler);
  await store.commit([{ ...entry('2', 'b'), body } as OutboxEntry]);
  expect(ids(await store.due('city', 10, 0))).toBe('1 2');
});

test('one caller with too much does not spoil what others ask at the same time', async () => {
  using directory = scratch();
  await using store = await openStore(join(directory.path, 'a.db'), { maxBytes: 200_000 });
  const huge = { ...entry('huge', 'h'), body: 'x'.repeat(500_000) } as OutboxEntry;
  const outcomes = await Promise.allSettled([
    store.commit([entry('1')]),
    store.commit([huge]),
    store.commit([entry('2', 'b')]),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(ids(await store.due('city', 10, 0))).toBe('1 2');
});

test('a damaged file is set aside with a word in the log', async () => {
  using directory = scratch();
  const path = join(directory.path, 'a.db');
  writeFileSync(path, 'no database at all '.repeat(1000));
  const log = memoryLog();
  await using store = await openStore(path, { log });
  await store.commit([entry('1')]);
  expect(log.lines.join()).toContain('error the database was damaged');
  expect(readFileSync(`${path}.damaged-1`, 'utf8')).toContain('no database at all');
});

test('a database of a newer agent is left alone', async () => {
  using directory = scratch();
  const path = join(directory.path, 'a.db');
  await (await openStore(path))[Symbol.asyncDispose]();
  const bytes = readFileSync(path);
  bytes.writeUInt32BE(99, 60); // user_version, SQLite file format 1.3.13
  writeFileSync(path, bytes);
  await expect(openStore(path)).rejects.toMatchObject({ code: 'store/failed' });
  expect(readdirSync(directory.path).filter((name) => name.includes('damaged'))).toEqual([]);
});

test('after closing, every question is answered with an error', async () => {
  using directory = scratch();
  const store = await openStore(join(directory.path, 'a.db'));
  const last = store.commit([entry('1')]);
  await store[Symbol.asyncDispose]();
  await last;
  await expect(store.stats()).rejects.toMatchObject({ code: 'store/failed' });
});

test('a thread that dies is told, and every question is answered with an error', async () => {
  using directory = scratch();
  const born = once(process, 'worker') as Promise<[Worker]>;
  const store = await openStore(join(directory.path, 'a.db'));
  const [worker] = await born;
  const asked = store.commit([entry('1')]);
  const dying = worker.terminate();
  await expect(asked).rejects.toMatchObject({ code: 'store/failed' });
  expect(await store.failed).toMatchObject({ code: 'store/failed' });
  await expect(store.stats()).rejects.toMatchObject({ code: 'store/failed' });
  await dying;
  await store[Symbol.asyncDispose]();
});

test('closing is no failure', async () => {
  using directory = scratch();
  const store = await openStore(join(directory.path, 'a.db'));
  await store[Symbol.asyncDispose]();
  const first = Promise.race([store.failed, Promise.resolve('nothing')]);
  expect(await first).toBe('nothing');
});

test('a database of version 1 goes on', async () => {
  using directory = scratch();
  const path = join(directory.path, 'a.db');
  const old = new Database(path);
  old.exec(VERSION_1);
  old.close();
  await using store = await openStore(path);
  expect(ids(await store.due('city', 10, 0))).toBe('1');
  expect(await store.nextSequence('gate', 'key')).toBe(8);
});

test('whatever was resolved is there after SIGKILL', async () => {
  using directory = scratch();
  const path = join(directory.path, 'a.db');
  const child = spawn('node_modules/.bin/tsx', ['test/fixtures/commit-for-ever.ts', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true, // tsx starts node: the group is killed, not the wrapper alone
  });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  await until('300 commits were reported', () => told.split('\n').length > 300);
  const gone = once(child, 'close');
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await gone;
  const resolved = told.split('\n').slice(0, -1); // the last line may be half
  await using store = await openStore(path);
  const there = new Set((await store.due('city', 1_000_000, 0)).map(({ id }) => id));
  expect(resolved.filter((id) => !there.has(id))).toEqual([]);
  expect(there.size).toBeGreaterThanOrEqual(300);
  expect(await store.nextSequence('n')).toBeGreaterThan(resolved.length);
});

test('a second agent on the same folder is turned away, in words; after the first one it may', async () => {
  using directory = scratch();
  const path = join(directory.path, 'a.db');
  {
    await using first = await openStore(path);
    await expect(openStore(path)).rejects.toMatchObject({
      code: 'store/failed',
      message: expect.stringContaining('another agent is at work'),
    });
    await first.commit([], [{ key: 'still', value: 'works' }]);
  }
  await using second = await openStore(path);
  expect(await second.load('still')).toBe('works');
});
