import { CloudEvent } from 'cloudevents';
import { describe, expect, test } from 'vitest';
import {
  cloudEvent,
  encodeEvent,
  MAX_EVENT_BYTES,
} from '../../../agent/core/events/cloud-event.ts';
import { evidenceAvailableEvent } from '../../../agent/core/events/evidence-available.ts';
import { OPERATIONS, operationEvent } from '../../../agent/core/events/operation.ts';
import { uuidV7 } from '../../../agent/core/events/uuid-v7.ts';
import { type ViolationData, violationEvent } from '../../../agent/core/events/violation.ts';
import { asyncApiSchema } from '../../helpers/asyncapi.ts';

const envelope = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  site: 'east',
  node: 'box-1',
  time: '2026-06-01T10:00:00.000+08:00',
  sequence: 7,
};
const sha256 = 'ab'.repeat(32);
const parking: ViolationData = {
  kind: 'sidewalk-parking',
  stage: 'confirmed',
  evidenceUse: 'clue',
  camera: 'gate',
  zone: { id: 'kerb', kind: 'sidewalk', gridCode: '110101', road: '建国路' },
  place: { lng: 116.4, lat: 39.9, crs: 'gcj02', accuracyM: 5 },
  clock: { method: 'arrival', maxErrorMs: 900 },
  facts: { dwellMs: 300_000, overlap: 0.8 },
  plate: {
    text: '京A12345',
    color: 'blue',
    confidence: 0.93,
    characters: [{ text: '京', confidence: 0.99 }],
    shots: 3,
  },
  priorEpisodes: 2,
  classification: { scheme: 'GB/T 30428', code: '0101' },
  evidence: {
    packageId: 'p1',
    manifestSha256: sha256,
    dsse: { payloadType: 'x', payload: '', signatures: [] },
    media: [
      { id: 'm1', role: 'closeup', sha256, bytes: 9, mime: 'image/jpeg', uri: `sha256:${sha256}` },
    ],
  },
};

describe('every event is a CloudEvent 1.0 and what config/asyncapi.yaml says', () => {
  const { zone, place, plate, priorEpisodes, classification, evidence, ...bare } = parking;
  test.each([
    ['a violation with all it can have', 'violationEvent', violationEvent(envelope, 'e1', parking)],
    [
      'a violation with the least',
      'violationEvent',
      violationEvent(envelope, 'e1', { ...bare, stage: 'suspected' }),
    ],
    ...OPERATIONS.map(
      (what) =>
        [
          `operation ${what}`,
          'operationEvent',
          operationEvent(envelope, what, { message: 'm', camera: 'gate', facts: {} }),
        ] as const,
    ),
    [
      'a file that arrived',
      'evidenceAvailableEvent',
      evidenceAvailableEvent(envelope, 'e1', {
        sha256,
        bytes: 9,
        mime: 'image/jpeg',
        name: 'p1/a.jpg',
        uri: 'file:///share/p1/a.jpg',
        packageId: 'p1',
      }),
    ],
  ] as const)('%s', (_, schema, event) => {
    const wire: unknown = JSON.parse(encodeEvent(event));
    expect(asyncApiSchema(schema)(wire)).toEqual([]);
    expect(new CloudEvent(wire as object).validate()).toBe(true);
  });
});

test('the schema is no rubber stamp: a missing stage or an unknown member is found', () => {
  const check = asyncApiSchema('violationEvent');
  const event = violationEvent(envelope, 'e1', parking);
  const { stage, ...rest } = parking;
  expect(check({ ...event, data: rest }).join()).toContain('stage');
  expect(check({ ...event, data: { ...parking, picture: 'x' } }).join()).toContain('additional');
  expect(check({ ...event, sequence: '7' }).join()).toContain('/sequence');
});

test('source, subject and sequence say where it belongs', () => {
  expect(violationEvent(envelope, 'e1', parking)).toMatchObject({
    source: '/east/box-1/gate',
    type: 'streetwarden.violation.confirmed.v1',
    subject: 'e1',
    sequence: '0000000007',
    partitionkey: 'gate',
  });
  expect(operationEvent(envelope, 'disk-low', { message: 'm', facts: {} })).toMatchObject({
    source: '/east/box-1',
    partitionkey: 'box-1',
  });
});

test.each([
  ['a time without offset', { time: '2026-06-01T10:00:00' }, 'offset'],
  ['sequence 0', { sequence: 0 }, 'sequence'],
  ['half a sequence', { sequence: 1.5 }, 'sequence'],
])('%s is refused', (_, wrong, word) => {
  expect(() => cloudEvent({ ...envelope, ...wrong }, { type: 't', data: {} })).toThrow(word);
});

test('an event of 64 KiB goes, one byte more does not; bytes count, not characters', () => {
  const sized = (text: string) => cloudEvent(envelope, { type: 't', data: { text } });
  const room = MAX_EVENT_BYTES - encodeEvent(sized('')).length;
  expect(encodeEvent(sized('x'.repeat(room)))).toHaveLength(MAX_EVENT_BYTES);
  expect(() => encodeEvent(sized('x'.repeat(room + 1)))).toThrow('shorten');
  expect(() => encodeEvent(sized('街'.repeat(room / 2)))).toThrow('shorten');
});

describe('UUIDv7', () => {
  test('is the example of RFC 9562, appendix A.6', () => {
    // 017F22E2-79B0-7CC3-98C4-DC0C0C07398F: rand_a CC3, rand_b 18C4DC0C0C07398F
    const bytes = [0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
    expect(uuidV7(0x017f22e279b0, Uint8Array.from(bytes))).toBe(
      '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    );
  });

  test('version and variant stand whatever the bytes are', () => {
    expect(uuidV7(1, new Uint8Array(10).fill(0xff))).toBe('00000000-0001-7fff-bfff-ffffffffffff');
    expect(uuidV7(1, new Uint8Array(10))).toBe('00000000-0001-7000-8000-000000000000');
  });

  test.each([
    ['a time before 1970', -1, 10],
    ['no time', Number.NaN, 10],
    ['too few bytes', 1, 9],
  ])('%s is refused', (_, utcMs, length) => {
    expect(() => uuidV7(utcMs, new Uint8Array(length))).toThrow(RangeError);
  });
});
