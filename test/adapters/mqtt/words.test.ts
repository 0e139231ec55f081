import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAck } from '../../../agent/adapters/mqtt/acks.ts';
import { clientOptions } from '../../../agent/adapters/mqtt/client-options.ts';
import { deliveryOf } from '../../../agent/adapters/mqtt/reason-codes.ts';
import { checkTopic, nodeTopics } from '../../../agent/adapters/mqtt/topics.ts';
import { mqttDefaults } from '../../helpers/forwarding.ts';

describe('topics', () => {
  test('a node has its own below prefix, site and node', () => {
    const topics = nodeTopics('sw/v1', 'east', 'box-1');
    expect([topics.state, topics.telemetry, topics.ack, topics.below('evt/gate')]).toEqual([
      'sw/v1/east/box-1/state',
      'sw/v1/east/box-1/tele',
      'sw/v1/east/box-1/ack',
      'sw/v1/east/box-1/evt/gate',
    ]);
  });

  test.each([
    ['a wildcard of one level', 'a/+/b', 'wildcard'],
    ['a wildcard of all levels', 'a/#', 'wildcard'],
    ['a NUL', 'a/\u0000', 'control character'],
    ['a line break', 'a/b\nc', 'control character'],
    ['a lone surrogate', 'a/\ud800', 'Unicode'],
    ['an empty level', 'a//b', 'empty level'],
    ['an empty topic', '', 'empty level'],
    ['a leading $', '$SYS/a', '$'],
    ['nine levels', 'a/b/c/d/e/f/g/h/i', 'levels'],
    ['too many bytes', `a/${'街'.repeat(100)}`, 'bytes'],
  ])('%s is refused', (_, topic, word) => {
    expect(() => checkTopic(topic)).toThrow(word);
  });

  test('a camera named in Chinese is fine', () => {
    expect(checkTopic('sw/v1/东城/箱一/evt/门口')).toContain('门口');
  });

  test('a site with a slash would be two levels', () => {
    expect(() => nodeTopics('sw/v1', 'a/b', 'n')).toThrow('slash');
  });
});

describe('acks', () => {
  const sha256 = 'ab'.repeat(32);
  test.each([
    ['an event is stored', { id: 'x', status: 'stored' }, { id: 'x', status: 'stored' }],
    ['a file is stored', { sha256, status: 'stored' }, { id: sha256, status: 'stored' }],
    [
      'a case number comes along',
      { id: 'x', status: 'stored', caseNo: '2026-1' },
      { id: 'x', status: 'stored', caseNo: '2026-1' },
    ],
    [
      'more than this agent knows is left out',
      { id: 'x', status: 'rejected', code: 'no', signature: 'abc', more: {} },
      { id: 'x', status: 'rejected', code: 'no' },
    ],
  ])('%s', (_, message, ack) => {
    expect(parseAck(Buffer.from(JSON.stringify(message)))).toEqual({ ok: true, ack });
  });

  test.each([
    ['no JSON', '{'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a list', '[]'],
    ['no id', '{"status":"stored"}'],
    ['another status', '{"id":"x","status":"ok"}'],
    ['a number for an id', '{"id":1,"status":"stored"}'],
    ['a hash that is none', '{"sha256":"abc","status":"stored"}'],
    ['far too long', `{"id":"x","status":"stored","code":"${'x'.repeat(20_000)}"}`],
  ])('%s is not understood', (_, payload) => {
    expect(parseAck(Buffer.from(payload))).toMatchObject({ ok: false });
  });

  test('whatever bytes come, the parser gives an answer', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => 'ok' in parseAck(bytes)));
    fc.assert(
      fc.property(fc.json(), (json) => {
        const parsed = parseAck(Buffer.from(json));
        return !parsed.ok || ['stored', 'duplicate', 'rejected'].includes(parsed.ack.status);
      }),
    );
  });
});

test.each([
  [0x00, 'delivered', undefined],
  [0x10, 'later', undefined],
  [0x80, 'later', undefined],
  [0x87, 'poison', undefined],
  [0x90, 'poison', undefined],
  [0x93, 'later', 5000],
  [0x95, 'poison', undefined],
  [0x97, 'later', 60_000],
])('a PUBACK of %i means %s', (code, result, afterMs) => {
  const delivery = deliveryOf(code);
  expect([delivery.result, 'afterMs' in delivery ? delivery.afterMs : undefined]).toEqual([
    result,
    afterMs,
  ]);
});

test('the session is kept for a day, and 3.1.1 gets no properties', () => {
  const will = { topic: 't', payload: '{}' };
  const options = { ...mqttDefaults, url: 'mqtt://broker' };
  expect(clientOptions(options, 'sw-a-b', 5, will)).toMatchObject({
    clean: false,
    keepalive: 30,
    properties: { sessionExpiryInterval: 86_400 },
    will: { qos: 1, retain: true },
  });
  expect(clientOptions(options, 'sw-a-b', 4, will)).not.toHaveProperty('properties');
});
