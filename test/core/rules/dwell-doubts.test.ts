import { describe, expect, test } from 'vitest';
import {
  type Actor,
  boxAt,
  PARKING,
  parkingSignals,
  parks,
  RED,
  types,
} from '../../helpers/street.ts';

describe('a second car of the same look in the place of the first, which left at 100 s', () => {
  const first: Actor = {
    id: 1,
    look: RED,
    at: (ms) => (ms < 100_000 ? parks(0.5, 0.8, 10, 1000)(ms) : undefined),
  };
  const second = (at: Actor['at']): Actor => ({ id: 2, look: RED, at });

  test.each<[string, Actor, string[]]>([
    [
      'is seen driving in: it has a clock of its own',
      second((ms) => (ms < 104_000 ? undefined : parks(0.5, 0.8, 110, 1000)(ms))),
      ['suspect', 'clear', 'suspect', 'confirm'],
    ],
    [
      'is there when a bus gives the view free again: the same car under another id',
      second((ms) => (ms < 160_000 ? undefined : boxAt(0.5, 0.8))),
      ['suspect', 'confirm'],
    ],
    [
      'has the track of a car that passed by at that moment: the same car under another id',
      second((ms) => {
        const x = 0.5 - (100_500 - ms) / 4000;
        return ms < 98_500 ? undefined : boxAt(Math.min(0.5, x), x < 0.5 ? 0.83 : 0.8);
      }),
      ['suspect', 'confirm'],
    ],
    [
      'has the track of a bus that passed by at that moment: the same car under another id',
      second((ms) => {
        const x = 0.1 + (ms - 107_000) / 12_000;
        return ms < 104_000 ? undefined : ms < 109_000 ? boxAt(x, 0.9, 0.36, 0.4) : boxAt(0.5, 0.8);
      }),
      ['suspect', 'confirm'],
    ],
  ])('%s', (_, next, expected) => {
    expect(types(parkingSignals([first, next], 430))).toEqual(expected);
  });
});

test('what stopped beside a bay and by its steady box stands in it stays suspected', () => {
  const bay = {
    id: 'bay',
    kind: 'parking-bay' as const,
    polygon: [
      [0.3, 0.7],
      [0.51, 0.7],
      [0.51, 0.85],
      [0.3, 0.85],
    ] as const,
  };
  // 0.43 of its ground in the bay at first, 0.56 in the long run
  const steady: Actor = { id: 1, at: (ms) => boxAt(ms < 8000 ? 0.521 : 0.5, 0.8) };
  expect(types(parkingSignals([steady], 600, 2, { ...PARKING, except: [bay] }))).toEqual([
    'suspect',
  ]);
});
