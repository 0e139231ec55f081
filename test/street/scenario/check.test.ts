import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../scripts/street/scenario/check.ts';
import { SAMPLE } from './sample.ts';

function problems(text: string): string[] {
  const loaded = checkScenario(text);
  if (loaded.ok) return [];
  return loaded.problems.map(
    ({ line, column, setting, message }) => `${line}:${column} ${setting}: ${message}`,
  );
}

describe('checkScenario', () => {
  it('finds nothing in a sound scenario', () => {
    expect(problems(SAMPLE)).toEqual([]);
  });

  it.each([
    [
      'an episode at another time than in the world',
      ['from: 8,', 'from: 11,'],
      '25:61 expect.0.from: says 11 s; in the world it is at 8 s',
    ],
    [
      'a confirmation that is missing',
      [' confirm: 28,', ''],
      '25:5 expect.0.confirm: is missing: in the world it is at 28 s',
    ],
    [
      'a confirmation before its time is up',
      ['dwell: 20s', 'dwell: 45s'],
      '25:73 expect.0.confirm: this does not happen in time; leave it out',
    ],
    [
      'an episode of what only drives by',
      ['actor: red', 'actor: bus'],
      '25:5 expect.0: bus gives no sidewalk-parking: only 0 % of the ground under it lies in walk. Take this out, or change its path',
    ],
    [
      'an episode that nobody expects',
      [
        'expect:\n  - { kind: sidewalk-parking, actor: red, zone: walk, from: 8, confirm: 28, until: 48 }',
        'expect: []',
      ],
      '24:9 expect: the world shows one more: add { kind: sidewalk-parking, actor: red, zone: walk, from: 8, confirm: 28, until: 48 }, or change the path of red',
    ],
    [
      'another zone than the one it stands in',
      ['zone: walk', 'zone: bay'],
      '25:49 expect.0.zone: it stands in walk; write that',
    ],
  ])('tells the place and what to do for %s', (_, [from = '', to = ''], message) => {
    expect(problems(SAMPLE.replace(from, to))).toContain(message);
  });

  it('tells the faults of the file first', () => {
    expect(problems(SAMPLE.replace('seed: 7', 'seed: x'))).toEqual([
      '4:7 seed: write a number, not text',
    ]);
  });
});
