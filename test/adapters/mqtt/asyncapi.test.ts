import { expect, test } from 'vitest';
import { nodeTopics } from '../../../agent/adapters/mqtt/topics.ts';
import { OPERATIONS } from '../../../agent/core/events/operation.ts';
import { asyncApi, asyncApiSchema } from '../../helpers/asyncapi.ts';

const document = asyncApi();

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' ? [String(inner)] : references(inner),
  );
}

test('every reference of config/asyncapi.yaml leads somewhere', () => {
  const lost = references(document).filter((reference) => {
    const path = reference.replace('#/', '').split('/');
    return path.reduce<unknown>((at, name) => (at as never)?.[name], document) === undefined;
  });
  expect(references(document).length).toBeGreaterThan(20);
  expect(lost).toEqual([]);
});

test('the addresses are those of the program', () => {
  const filled = Object.values(document['channels'] ?? {}).map((channel) =>
    String(channel['address'])
      .replace('{prefix}', 'sw/v1')
      .replace('{site}', 'east')
      .replace('{node}', 'box-1')
      .replace('{camera}', 'gate'),
  );
  const topics = nodeTopics('sw/v1', 'east', 'box-1');
  expect(filled).toEqual([topics.below('evt/gate'), topics.state, topics.telemetry, topics.ack]);
});

test('it names every operational event, and no other', () => {
  const check = asyncApiSchema('operationEvent');
  const event = { type: 'streetwarden.operation.lunch-break.v1' };
  expect(check(event).join()).toContain('/type');
  for (const what of OPERATIONS)
    expect(check({ type: `streetwarden.operation.${what}.v1` }).join()).not.toContain('/type');
});
