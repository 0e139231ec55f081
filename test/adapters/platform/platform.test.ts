import { connectAsync } from 'mqtt';
import { expect, test } from 'vitest';
import { startBroker } from '../../../agent/adapters/broker/broker.ts';
import { checkEvent } from '../../../agent/adapters/platform/check-event.ts';
import { inWords } from '../../../agent/adapters/platform/in-words.ts';
import { startPlatform } from '../../../agent/adapters/platform/platform.ts';
import { asyncApiSchema } from '../../helpers/asyncapi.ts';
import { violationEntry } from '../../helpers/outbox.ts';
import { until } from '../../helpers/until.ts';

const { body, id } = violationEntry('e', 1);

/** A node that hears its acks. */
async function node(url: string) {
  const client = await connectAsync(url);
  const acks: unknown[] = [];
  client.on('message', (_, payload) => acks.push(JSON.parse(payload.toString())));
  await client.subscribeAsync('sw/v1/east/box-1/ack', { qos: 1 });
  const send = (text: string) => client.publishAsync('sw/v1/east/box-1/evt/gate', text, { qos: 1 });
  return { acks, send, [Symbol.asyncDispose]: () => client.endAsync() };
}

test('stored, then duplicate; the acks are what config/asyncapi.yaml says', async () => {
  await using broker = await startBroker();
  const lines: string[] = [];
  await using _platform = await startPlatform({
    url: broker.url,
    show: (line) => lines.push(line),
  });
  await using box = await node(broker.url);
  await box.send(body);
  await box.send(body);
  await until('two acks came', () => box.acks.length === 2);
  expect(box.acks).toEqual([
    { id, status: 'stored' },
    { id, status: 'duplicate' },
  ]);
  expect(box.acks.flatMap(asyncApiSchema('ack'))).toEqual([]);
  expect(lines[0]).toContain('sidewalk-parking, zone kerb, for 300 s');
});

test('a signature that does not hold is rejected, with the reason', async () => {
  await using broker = await startBroker();
  const evidence = { packageId: 'p', manifestSha256: 'ab'.repeat(32), dsse: {}, media: [] };
  const event = JSON.parse(body);
  const signed = JSON.stringify({ ...event, data: { ...event.data, evidence } });
  await using platform = await startPlatform({
    url: broker.url,
    verify: ({ data }) => (data.evidence === undefined ? undefined : 'the signature is wrong'),
  });
  await using box = await node(broker.url);
  await box.send(signed);
  await until('an ack came', () => box.acks.length === 1);
  expect(box.acks).toEqual([{ id, status: 'rejected', code: 'the signature is wrong' }]);
  expect(platform.counts()).toEqual({ rejected: 1 });
});

test('what is no event is rejected where it has an id, and never stops the platform', async () => {
  await using broker = await startBroker();
  await using platform = await startPlatform({ url: broker.url });
  await using box = await node(broker.url);
  for (const text of ['', '{', 'null', '[]', '{"id":"x"}']) await box.send(text);
  await box.send(body);
  await until('the sound one was stored', () => platform.counts()['stored'] === 1);
  await until('two acks came', () => box.acks.length === 2);
  expect(box.acks[0]).toMatchObject({ id: 'x', status: 'rejected' });
  expect(platform.counts()).toEqual({ unreadable: 5, stored: 1 });
});

test.each([
  ['no UUIDv7', { id: 'abc' }, 'id'],
  ['a time without offset', { time: '2026-06-01T10:00:00' }, 'time'],
  ['another version', { specversion: '0.3' }, 'specversion'],
  ['a foreign type', { type: 'com.example.thing' }, 'type'],
])('%s is found', (_, wrong, word) => {
  const checked = checkEvent(JSON.stringify({ ...JSON.parse(body), ...wrong }));
  expect(checked).toMatchObject({ ok: false, problem: expect.stringContaining(word) });
});

test('an operational event reads as its message', () => {
  const event = { ...JSON.parse(body), type: 'streetwarden.operation.camera-down.v1' };
  const checked = checkEvent(
    JSON.stringify({ ...event, subject: 'gate', data: { message: 'no answer', facts: {} } }),
  );
  expect(checked.ok && inWords(checked.event)).toBe(
    '2026-06-01T10:00:00.000+08:00  /east/box-1/gate  operation camera-down: no answer [gate]',
  );
});
