import { describe, expect, test } from 'vitest';
import {
  boxAround,
  groundOf,
  type PartSight,
  seeParts,
  standingParts,
  stillThere,
} from '../../../agent/core/rules/part-sights.ts';
import type { PartTrack } from '../../../agent/core/rules/parts.ts';
import type { GroupRule } from '../../../agent/core/rules/rule.ts';
import { boxAt, inputAt, PARKING } from '../../helpers/street.ts';

const RULE: GroupRule = {
  ...PARKING,
  type: 'group',
  labels: ['umbrella'],
  parts: [
    { name: 'seller', labels: ['person'], min: 1 },
    { name: 'goods', labels: ['box'], min: 2 },
  ],
  reach: 1,
};

const found = (part: number, ...ids: number[]): PartTrack[] =>
  inputAt(
    0,
    ids.map((id) => ({ id, at: () => boxAt(0.5, 0.8) })),
  ).tracks.map((track) => ({ part, track }));

const sight = (part: number, trackId: number, sinceS: number, lastS: number): PartSight => ({
  ...{ part, trackId, sinceMs: sinceS * 1000, lastMs: lastS * 1000 },
  box: boxAt(0.5, 0.8),
});

describe('the sights of parts', () => {
  test('keep the first time and the last place, and are forgotten after a minute', () => {
    let sights = seeParts([], found(0, 1), 0);
    sights = seeParts(sights, found(0, 1, 2), 5000);
    expect(sights.map(({ trackId, sinceMs, lastMs }) => [trackId, sinceMs, lastMs])).toEqual([
      [1, 0, 5000],
      [2, 5000, 5000],
    ]);
    expect(seeParts(sights, [], 65_000)).toHaveLength(2);
    expect(seeParts(sights, [], 65_001)).toEqual([]);
  });

  test('are at most twelve in a crowd, and who is there the longest stays', () => {
    let sights = seeParts([], found(0, 1), 0);
    for (let id = 2; id < 200; id += 1) sights = seeParts(sights, found(0, 1, id), id * 100);
    expect(sights).toHaveLength(12);
    expect(sights[0]).toMatchObject({ trackId: 1, sinceMs: 0 });
    const crowd = Array.from({ length: 40 }, (_, n) => 300 + n);
    const full = seeParts(sights, found(0, ...crowd, 1), 20_000);
    expect(full).toHaveLength(12);
    expect(full[0]).toMatchObject({ trackId: 1, sinceMs: 0 });
  });

  test.each<[string, PartSight[], number[]]>([
    ['those that stay', [sight(0, 1, 0, 100), sight(0, 2, 40, 99)], [1, 2]],
    ['nobody who buys, where one stays', [sight(0, 1, 0, 100), sight(0, 2, 60, 99)], [1]],
    ['nobody in passing, where one stays', [sight(0, 1, 0, 100), sight(0, 2, 98, 100)], [1]],
    ['who came just now, where nobody else is', [sight(0, 2, 98, 100)], [2]],
    ['who was there the longest, while away', [sight(0, 1, 0, 60), sight(0, 2, 99, 100)], [1]],
    [
      'as many of a kind as the rule asks for',
      [sight(1, 3, 0, 100), sight(1, 4, 30, 70), sight(1, 5, 68, 70)],
      [3, 4],
    ],
    ['nothing, where nothing was seen', [], []],
  ])('a group is made of %s', (_, sights, expected) => {
    expect(standingParts(RULE, sights, 100_000).map(({ trackId }) => trackId)).toEqual(expected);
  });
});

describe('a seller, last seen with the stall at 12 s, of which nothing else is found at 20 s', () => {
  test.each<[string, PartSight, PartTrack[], number]>([
    [
      'who was seen with it for a moment and is still there stays',
      sight(0, 1, 12, 12),
      found(0, 1),
      1,
    ],
    ['who had stayed is known by his place, too', sight(0, 1, 0, 12), found(0, 9), 1],
    [
      'who comes there is not the one who was seen for a moment',
      sight(0, 1, 12, 12),
      found(0, 9),
      0,
    ],
    ['another kind of part is no seller', sight(1, 1, 0, 12), found(0, 1), 0],
  ])('%s', (_, before, now, count) => {
    expect(stillThere([before], now, 20_000)).toHaveLength(count);
  });
});

test('the box around one is its own, around several the smallest that holds them', () => {
  const [a, b] = [boxAt(0.2, 0.5, 0.2, 0.2), boxAt(0.6, 0.9, 0.2, 0.2)];
  expect(boxAround(a, [])).toEqual(a);
  expect(boxAround(a, [b])).toEqual({ ...a, right: b.right, bottom: b.bottom });
});

test.each([
  ['the anchor, where both are in', 0.8, 0.8, { ground: 'anchor', overlap: 1 }],
  ['the part, where only it is', 0.3, 0.8, { ground: 'part', overlap: 1 }],
  ['the anchor, where neither is', 0.3, 0.3, { ground: 'anchor', overlap: 0 }],
] as const)('the ground is that of %s', (_, anchorY, partY, expected) => {
  const slot = { box: boxAt(0.5, anchorY), zoneId: 'sidewalk' };
  expect(groundOf(RULE, slot, [{ box: boxAt(0.5, partY) }])).toEqual(expected);
  expect(groundOf(RULE, { ...slot, zoneId: 'taken out' }, [])).toMatchObject({ overlap: 0 });
});
