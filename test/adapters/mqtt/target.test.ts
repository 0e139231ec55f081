import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect as connectSocket, createServer } from 'node:net';
import { connectAsync } from 'mqtt';
import { describe, expect, test } from 'vitest';
import { startBroker } from '../../../agent/adapters/broker/broker.ts';
import { openMqttTarget } from '../../../agent/adapters/mqtt/target.ts';
import { startPlatform } from '../../../agent/adapters/platform/platform.ts';
import type { TargetNotice } from '../../../agent/ports/target.ts';
import { asyncApiSchema } from '../../helpers/asyncapi.ts';
import { mqttDefaults, quickTarget } from '../../helpers/forwarding.ts';
import { hasMosquitto, mosquitto } from '../../helpers/mosquitto.ts';
import { clock, memoryLog, violationEntry } from '../../helpers/outbox.ts';
import { until } from '../../helpers/until.ts';

const entry = violationEntry('e', 0);

/** The state documents of a broker, as they come. */
async function states(url: string) {
  const seen: Readonly<Record<string, unknown>>[] = [];
  const platform = await startPlatform({ url, onState: (_, state) => seen.push(state) });
  return Object.assign(platform, { seen });
}

/** All notices of a target, gathered. */
function gather(target: ReturnType<typeof quickTarget>, signal: AbortSignal): TargetNotice[] {
  const notices: TargetNotice[] = [];
  const listening = (async () => {
    for await (const notice of target.notices(signal)) notices.push(notice);
  })();
  listening.catch((error: unknown) =>
    notices.push({ type: 'state', state: 'offline', reason: String(error) }),
  );
  return notices;
}

test('a broker of 3.1.1 only is spoken to in 3.1.1', async () => {
  await using broker = await startBroker();
  await using platform = await states(broker.url);
  await using target = quickTarget({ url: broker.url });
  await until('it is online', () => target.state() === 'online');
  expect(await target.send(entry)).toEqual({ result: 'delivered' });
  await until('the birth was seen', () => platform.seen.length === 1);
  expect(platform.seen[0]).toMatchObject({ state: 'online', software: 'test', ack: 'platform' });
});

test('a broker that hangs up on MQTT 5 without a word is tried with 3.1.1', async () => {
  await using broker = await startBroker();
  const guard = createServer((socket) => {
    socket.once('data', (connect) => {
      // byte 8 of a CONNECT is the protocol version
      if (connect[8] === 5) return socket.destroy();
      const inner = connectSocket(broker.port, '127.0.0.1');
      inner.write(connect);
      inner.on('error', () => socket.destroy());
      socket.on('error', () => inner.destroy());
      return socket.pipe(inner).pipe(socket);
    });
  });
  guard.listen(0, '127.0.0.1');
  await once(guard, 'listening');
  const { port } = guard.address() as AddressInfo;
  {
    await using target = quickTarget({ url: `mqtt://127.0.0.1:${port}` });
    await until('it is online', () => target.state() === 'online');
    expect(await target.send(entry)).toEqual({ result: 'delivered' });
  }
  guard.close();
});

test('a wrong password at the embedded broker is refused, and said so', async () => {
  await using broker = await startBroker({ users: { 'box-1': 'right' } });
  await using target = quickTarget({ url: broker.url, user: 'box-1', password: 'wrong-secret' });
  await until('it is refused', () => target.state() === 'refused');
  expect(target.lines.join()).not.toContain('wrong-secret');
});

test('a site that cannot stand in a topic is a mistake of the configuration', () => {
  const deps = { name: 'city', node: 'n', log: memoryLog(), clock, birth: () => ({}) };
  expect(() =>
    openMqttTarget({ ...mqttDefaults, url: 'mqtt://x' }, { ...deps, site: 'a/#' }),
  ).toThrow(expect.objectContaining({ code: 'config/invalid' }));
});

test('files do not go through messages', async () => {
  await using broker = await startBroker();
  await using target = quickTarget({ url: broker.url });
  const { id, group, createdUtcMs } = entry;
  const sha256 = 'ab'.repeat(32);
  const file = { path: 'x', sha256, bytes: 1, mime: 'image/jpeg', name: 'x' };
  const media = { kind: 'media', id, group, createdUtcMs, target: 'city', ...file } as const;
  expect(await target.send(media)).toMatchObject({ result: 'poison' });
});

describe.skipIf(!hasMosquitto())('with mosquitto, MQTT 5 (needs mosquitto)', () => {
  test('a wrong password is refused, and it keeps trying', async () => {
    await using broker = await mosquitto({ users: { 'box-1': 'right', other: 'other' } });
    await broker.start();
    const stop = new AbortController();
    await using target = quickTarget({ url: broker.url, user: 'box-1', password: 'wrong' });
    const notices = gather(target, stop.signal);
    await until('it was refused three times', () => {
      return notices.filter((n) => n.type === 'state' && n.state === 'refused').length >= 3;
    });
    expect(target.state()).toBe('refused');
    expect(await target.send(entry)).toMatchObject({ result: 'later' });
    stop.abort();
  });

  test('a node that is killed is declared dead with the number of its birth', async () => {
    await using broker = await mosquitto();
    await broker.start();
    await using platform = await states(broker.url);
    const child = spawn('node_modules/.bin/tsx', ['test/fixtures/mqtt-node.ts', broker.url], {
      stdio: 'ignore',
      detached: true,
    });
    const gone = once(child, 'close');
    await until('the birth was seen', () => platform.seen.length === 1);
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await gone;
    await until('the death was seen', () => platform.seen.length === 2);
    const [birth, death] = platform.seen;
    expect(death).toEqual({ state: 'offline', reason: 'connection lost', bdSeq: birth?.['bdSeq'] });
    expect([...asyncApiSchema('birth')(birth), ...asyncApiSchema('death')(death)]).toEqual([]);
  });

  test('a node that stops says goodbye, and the state is retained', async () => {
    await using broker = await mosquitto();
    await broker.start();
    {
      await using target = quickTarget({ url: broker.url });
      await until('it is online', () => target.state() === 'online');
    }
    await using platform = await states(broker.url);
    await until('the retained state was seen', () => platform.seen.length === 1);
    expect(platform.seen[0]).toMatchObject({ state: 'offline', reason: 'stopped' });
  });

  test('nobody subscribes: not delivered', async () => {
    await using broker = await mosquitto();
    await broker.start();
    await using target = quickTarget({ url: broker.url });
    await until('it is online', () => target.state() === 'online');
    expect(await target.send(entry)).toEqual({
      result: 'later',
      reason: 'nobody subscribes to the topic (0x10)',
    });
  });

  test('no right to publish: parked, not repeated', async () => {
    const acl = [
      'user box-1',
      'topic readwrite sw/v1/east/box-1/state',
      'topic read sw/v1/east/box-1/ack',
    ];
    await using broker = await mosquitto({ users: { 'box-1': 'right' }, acl });
    await broker.start();
    await using target = quickTarget({ url: broker.url, user: 'box-1', password: 'right' });
    await until('it is online', () => target.state() === 'online');
    expect(await target.send(entry)).toMatchObject({
      result: 'poison',
      reason: expect.stringContaining('0x87'),
    });
  });

  test('what is over the limit of the broker is not even sent', async () => {
    await using broker = await mosquitto({ config: ['max_packet_size 600'] });
    await broker.start();
    await using target = quickTarget({ url: broker.url });
    await until('it is online', () => target.state() === 'online');
    expect(await target.send(entry)).toMatchObject({
      result: 'poison',
      reason: expect.stringContaining('over the broker'),
    });
    expect(await target.send({ ...entry, body: '{}' })).toMatchObject({ result: 'later' });
    expect(target.state()).toBe('online');
  });

  test('a hundred at once go through a window of one', async () => {
    await using broker = await mosquitto({ config: ['max_inflight_messages 1'] });
    await broker.start();
    await using platform = await startPlatform({ url: broker.url });
    await using target = quickTarget({ url: broker.url });
    await until('it is online', () => target.state() === 'online');
    const sent = Array.from({ length: 100 }, (_, n) => target.send(violationEntry(`e${n}`, 0)));
    expect(new Set((await Promise.all(sent)).map(({ result }) => result))).toEqual(
      new Set(['delivered']),
    );
    await until('all came', () => platform.counts()['stored'] === 100);
  });

  test('acks that were sent while the node was away come when it is back; bad ones are counted', async () => {
    await using broker = await mosquitto({ persistence: true });
    await broker.start();
    const stop = new AbortController();
    {
      await using target = quickTarget({ url: broker.url });
      await until('it is online', () => target.state() === 'online');
    }
    const platform = await connectAsync(broker.url);
    const ack = 'sw/v1/east/box-1/ack';
    await platform.publishAsync(ack, 'nonsense', { qos: 1 });
    await platform.publishAsync(ack, '{"id":"x","status":"stored"}', { qos: 1 });
    await platform.endAsync();
    await using target = quickTarget({ url: broker.url });
    const notices = gather(target, stop.signal);
    await until('the ack came', () => notices.some((notice) => notice.type === 'ack'));
    expect(notices).toContainEqual({ type: 'ack', ack: { id: 'x', status: 'stored' } });
    expect(target.lines.join()).toContain('"badAcks":1');
    stop.abort();
  });

  test('telemetry goes out while online and is dropped while not', async () => {
    await using broker = await mosquitto();
    await broker.start();
    const listener = await connectAsync(broker.url);
    const heard: string[] = [];
    listener.on('message', (_, payload) => heard.push(payload.toString()));
    await listener.subscribeAsync('sw/v1/+/+/tele');
    await using target = quickTarget({ url: broker.url });
    target.telemetry('{"early":true}');
    await until('it is online', () => target.state() === 'online');
    target.telemetry('{"load":1}');
    await until('it was heard', () => heard.length > 0);
    expect(heard).toEqual(['{"load":1}']);
    await listener.endAsync();
  });
});
