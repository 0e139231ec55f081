import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { openMqttTarget } from '../../../agent/adapters/mqtt/target.ts';
import { mqttDefaults } from '../../helpers/forwarding.ts';
import { clock, memoryLog } from '../../helpers/outbox.ts';
import { until } from '../../helpers/until.ts';

const CONNACK_5 = Buffer.from([0x20, 3, 0, 0, 0]);

/** A broker that lets everyone in and then says nothing more. */
async function speechless() {
  const sockets: Socket[] = [];
  let subscribes = 0;
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {}); // the node breaks off
    socket.on('data', (packet) => {
      if (packet[0] === 0x10) socket.write(CONNACK_5);
      else if (packet[0] === 0x82) subscribes += 1;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    subscribes: () => subscribes,
    [Symbol.dispose]: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function targetAt(url: string, more: { subackMs?: number } = {}) {
  const log = memoryLog();
  const target = openMqttTarget(
    { ...mqttDefaults, url },
    {
      name: 'city',
      site: 'east',
      node: 'box-1',
      log,
      clock,
      birth: () => ({}),
      waits: { minMs: 10, maxMs: 20 },
      ...more,
    },
  );
  return { target, log };
}

test('a subscription that is never answered ends the connection, and it is tried again', {
  timeout: 10_000,
}, async () => {
  using broker = await speechless();
  const { target, log } = targetAt(broker.url, { subackMs: 100 });
  await until('it subscribed a third time', () => broker.subscribes() === 3, 5000);
  expect(target.state()).toBe('offline');
  expect(log.lines.join()).toContain('no SUBACK within 0.1 s');
  await target[Symbol.asyncDispose]();
});

test('a stop does not wait for the answer', { timeout: 5000 }, async () => {
  using broker = await speechless();
  const { target } = targetAt(broker.url);
  await until('it subscribed', () => broker.subscribes() === 1);
  await target[Symbol.asyncDispose]();
  expect(target.state()).toBe('offline');
});
