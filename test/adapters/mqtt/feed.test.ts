import { expect, test } from 'vitest';
import { Feed } from '../../../agent/adapters/mqtt/feed.ts';
import { Gate } from '../../../agent/adapters/mqtt/gate.ts';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const item of items) seen.push(item);
  return seen;
}

test('every listener hears everything since it began to listen', async () => {
  const feed = new Feed<number>();
  const { signal } = new AbortController();
  const first = feed.listen(signal);
  feed.put(1);
  const second = feed.listen(signal);
  feed.put(2);
  feed.end();
  expect([await all(first), await all(second)]).toEqual([[1, 2], [2]]);
});

test('a listener that lags keeps the newest 10 000', async () => {
  const feed = new Feed<number>();
  const slow = feed.listen(new AbortController().signal);
  for (let n = 0; n < 10_005; n += 1) feed.put(n);
  feed.end();
  const seen = await all(slow);
  expect([seen.length, seen[0], seen.at(-1)]).toEqual([10_000, 5, 10_004]);
});

test('a listener that stops hears no more', async () => {
  const feed = new Feed<number>();
  const stop = new AbortController();
  const listener = feed.listen(stop.signal);
  feed.put(1);
  stop.abort();
  feed.put(2);
  expect(await all(listener)).toEqual([1]);
});

test('a gate lets so many through at once, in turn, also past a failure', async () => {
  const gate = new Gate(2);
  let inside = 0;
  let most = 0;
  const order: number[] = [];
  const work = async (n: number) => {
    order.push(n);
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
    if (n === 1) throw new Error('one fails');
  };
  const done = await Promise.allSettled([0, 1, 2, 3, 4].map((n) => gate.pass(() => work(n))));
  expect(done.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(
    1,
  );
  expect({ most, order, inside }).toEqual({ most: 2, order: [0, 1, 2, 3, 4], inside: 0 });
});
