import { describe, expect, test } from 'vitest';
import { forwarding } from '../helpers/forwarding.ts';
import { hasMosquitto, mosquitto } from '../helpers/mosquitto.ts';
import { scratch } from '../helpers/outbox.ts';
import { until } from '../helpers/until.ts';
import { episodes, expectedOrder, firsts, watch } from '../helpers/watch.ts';

describe.skipIf(!hasMosquitto())('with mosquitto, MQTT 5 (needs mosquitto)', () => {
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
