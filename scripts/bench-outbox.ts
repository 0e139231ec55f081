import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../agent/adapters/store/store.ts';
import type { OutboxEntry } from '../agent/ports/outbox.ts';

/** Events per second through the outbox, one after another and many at once; every commit is on disk. */
const BODY = JSON.stringify({ text: 'x'.repeat(2000) });
const directory = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'sw-bench-'));
const store = await openStore(join(directory, 'outbox.db'));

const entry = (name: string, n: number): OutboxEntry => ({
  kind: 'event',
  id: `${name}-${n}`,
  target: 'city',
  group: `${name}-${n % 5000}`,
  createdUtcMs: n,
  topic: 'evt/gate',
  body: BODY,
});

async function rate(
  what: string,
  count: number,
  atOnce: number,
  work: (n: number) => Promise<unknown>,
) {
  const began = performance.now();
  for (let n = 0; n < count; n += atOnce)
    await Promise.all(Array.from({ length: atOnce }, (_, k) => work(n + k)));
  const perSecond = Math.round((1000 * count) / (performance.now() - began));
  console.log(JSON.stringify({ what, count, atOnce, perSecond }));
}

await rate('commit', 1000, 1, (n) => store.commit([entry('one', n)]));
await rate('commit', 20_000, 100, (n) => store.commit([entry('many', n)]));
await rate('due (8 of a backlog of 21 000)', 2000, 1, () => store.due('city', 8, 0));
const file = (n: number): OutboxEntry => ({
  ...{ kind: 'media', id: `p${n}/a.jpg`, group: `p${n}/a.jpg`, target: 'city', createdUtcMs: n },
  ...{ path: '/a.jpg', name: `p${n}/a.jpg`, sha256: `${n}`, bytes: 1, mime: 'image/jpeg' },
});
await rate('commit of files', 20_000, 100, (n) => store.commit([file(n)]));
const due = (kind: OutboxEntry['kind']) => () => store.due('city', 8, 0, kind);
await rate('due (8 events, 20 000 files before them)', 2000, 1, due('event'));
await rate('due (8 files)', 2000, 1, due('media'));
await rate('delivered', 2000, 1, (n) => store.delivered(`p${n}`));
await rate('forget', 1000, 1, (n) => store.forget(`p${n}`));
await rate('acknowledge', 1000, 1, (n) => store.acknowledge('city', `one-${n}`));
await rate('acknowledge', 20_000, 100, (n) => store.acknowledge('city', `many-${n}`));
await store[Symbol.asyncDispose]();
rmSync(directory, { recursive: true });
