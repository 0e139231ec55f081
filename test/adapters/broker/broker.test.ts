import { connectAsync } from 'mqtt';
import { expect, test } from 'vitest';
import { startBroker } from '../../../agent/adapters/broker/broker.ts';
import { until } from '../../helpers/until.ts';

test('carries a message from one client to another, and closes with clients connected', async () => {
  await using broker = await startBroker();
  const [a, b] = await Promise.all([
    connectAsync(broker.url, { reconnectPeriod: 0 }),
    connectAsync(broker.url, { reconnectPeriod: 0 }),
  ]);
  const heard: string[] = [];
  a.on('message', (topic, payload) => heard.push(`${topic} ${payload}`));
  await a.subscribeAsync('x/+', { qos: 1 });
  await b.publishAsync('x/1', 'hello', { qos: 1 });
  await until('it was heard', () => heard.length === 1);
  expect(heard).toEqual(['x/1 hello']);
});

test.each([
  ['the right password', { username: 'demo', password: 'yes' }, true],
  ['a wrong password', { username: 'demo', password: 'no' }, false],
  ['a name every object has', { username: 'constructor', password: 'x' }, false],
  ['nothing', {}, false],
])('%s', async (_, credentials, welcome) => {
  await using broker = await startBroker({ users: { demo: 'yes' } });
  const client = connectAsync(broker.url, { ...credentials, reconnectPeriod: 0 });
  if (welcome) await (await client).endAsync();
  else await expect(client).rejects.toThrow('Connection refused');
});

test('a port that is taken is an error', async () => {
  await using broker = await startBroker();
  await expect(startBroker({ port: broker.port })).rejects.toThrow('EADDRINUSE');
});
