import { expect, test } from 'vitest';
import { polygonFault } from '../../agent/config/polygon-fault.ts';
import { hours } from '../../agent/config/units.ts';
import { byteSize } from '../../agent/lib/byte-size.ts';
import { didYouMean, editDistance, nearest } from '../../agent/lib/suggest.ts';

test.each([
  ['07:00-09:30', { from: 420, to: 570 }],
  ['00:00-24:00', { from: 0, to: 1440 }],
  ['mon-fri 07:00-19:00', { weekdays: [1, 2, 3, 4, 5], from: 420, to: 1140 }],
  ['fri-mon 22:00-06:00', { weekdays: [0, 1, 5, 6], from: 1320, to: 360 }],
  ['sat,sun,sat 10:00-11:00', { weekdays: [0, 6], from: 600, to: 660 }],
  ['mon 10:00-11:00', { weekdays: [1], from: 600, to: 660 }],
])('hours %s', (text, expected) => {
  expect(hours.parse(text)).toEqual(expected);
});

test.each(['7:00-9:00', '24:01-25:00', 'mon', 'mo 07:00-08:00', 'mon-fri, sat 07:00-08:00', ''])(
  'no hours: %j',
  (text) => {
    expect(hours.safeParse(text).success).toBe(false);
  },
);

test.each([
  ['64MB', 64_000_000],
  ['1GiB', 1_073_741_824],
  ['500KB', 500_000],
])('size %s', (text, bytes) => {
  expect(byteSize.parse(text)).toBe(bytes);
});

test.each<[string, [number, number][], string | undefined]>([
  [
    'a triangle',
    [
      [0, 0],
      [1, 0],
      [0, 1],
    ],
    undefined,
  ],
  [
    'an L, the other way round',
    [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 0.5],
      [0.5, 0.5],
      [0.5, 0],
    ],
    undefined,
  ],
  [
    'a bow tie',
    [
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
    ],
    'crosses itself',
  ],
  [
    'a corner on another edge',
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0.5, 0],
      [0, 1],
    ],
    'crosses itself',
  ],
  [
    'there and back',
    [
      [0, 0],
      [1, 0],
      [0.5, 0],
    ],
    'no area',
  ],
  [
    'the first corner again at the end',
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
    'the first corner again',
  ],
])('polygon: %s', (_, corners, fault) => {
  const found = polygonFault(corners)?.message;
  if (fault === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(fault);
});

test.each([
  ['gate', 'gate', 0],
  ['gaet', 'gate', 1],
  ['drvieway', 'driveway', 1],
  ['', 'gate', 4],
  ['kitten', 'sitting', 3],
])('%s is %s but for %d slips', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
  expect(editDistance(to, from)).toBe(distance);
});

test('a suggestion is the nearest known word, and none when all are far', () => {
  expect(nearest('polygn', ['points', 'polygon', 'kind'])).toBe('polygon');
  expect(nearest('x'.repeat(200), ['x'])).toBeUndefined();
  expect(didYouMean('gat', ['yard', 'gate'])).toBe("did you mean 'gate'?");
  expect(didYouMean('north', ['yard', 'gate'])).toBe('known: yard, gate');
  expect(didYouMean('north', [])).toBe('known: none');
});
