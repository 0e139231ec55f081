import { describe, expect, test } from 'vitest';
import type { RuleInput } from '../../../agent/core/rules/rule.ts';
import {
  type Actor,
  BLUE,
  boxAt,
  during,
  frames,
  inputAt,
  PARKING,
  parkingSignals,
  parks,
  play,
  RED,
  types,
} from '../../helpers/street.ts';

const stands: Actor = { id: 7, at: parks(0.5, 0.8, 10, 700), look: RED };

describe('a car that parks on the sidewalk', () => {
  test('is suspected after the settle time, confirmed after the dwell time, cleared as of its last sight', () => {
    const signals = parkingSignals([stands], 900);
    expect(types(signals)).toEqual(['suspect', 'confirm', 'clear']);
    const [suspect, confirm, clear] = signals;
    expect(Math.abs((suspect?.sinceMs ?? 0) - 10_000)).toBeLessThanOrEqual(2000);
    expect(Math.abs((suspect?.atMs ?? 0) - 25_000)).toBeLessThanOrEqual(2000);
    expect(Math.abs((confirm?.atMs ?? 0) - 310_000)).toBeLessThanOrEqual(2000);
    expect(Math.abs((clear?.atMs ?? 0) - 700_000)).toBeLessThanOrEqual(4000);
    expect(clear?.outcome).toBe('left');
    expect(clear?.facts).toMatchObject({ dwellMs: (clear?.atMs ?? 0) - (clear?.sinceMs ?? 0) });
    expect(confirm?.facts).toMatchObject({ label: 'car', zoneId: 'sidewalk', overlap: 1 });
    expect(new Set(signals.map(({ place }) => place)).size).toBe(1);
  });

  test.each([0.5, 1, 3, 10, 25])('gives the same at %d frames a second', (fps) => {
    const signals = parkingSignals([stands], 900, fps);
    expect(types(signals)).toEqual(['suspect', 'confirm', 'clear']);
    if (fps >= 3) expect(Math.abs((signals[0]?.sinceMs ?? 0) - 10_000)).toBeLessThan(700);
    const offMs = signals.map(({ atMs }, n) => Math.abs(atMs - ([25, 310, 700][n] ?? 0) * 1000));
    expect(Math.max(...offMs)).toBeLessThanOrEqual(2500);
  });

  test.each<[string, Actor[], number, string[]]>([
    [
      'a 40 s drop-off: suspected, then cleared',
      [{ id: 1, at: parks(0.5, 0.8, 10, 50) }],
      400,
      ['suspect', 'clear'],
    ],
    ['a stop at a crossing of 12 s: nothing', [{ id: 1, at: parks(0.5, 0.8, 10, 22) }], 300, []],
    ['drives through: nothing', [{ id: 1, at: (ms) => boxAt(ms / 8000, 0.8) }], 60, []],
    [
      'crawls through at a tenth of its length a second: nothing',
      [{ id: 1, at: (ms) => boxAt(0.1 + ms * 1.4e-5, 0.8) }],
      120,
      [],
    ],
    [
      'stands on the road above the zone: nothing',
      [{ id: 1, at: parks(0.5, 0.45, 10, 700) }],
      800,
      [],
    ],
    ['a person is no vehicle', [{ id: 1, label: 'person', at: parks(0.5, 0.8, 10, 700) }], 500, []],
    ['its score is always too low: nothing', [{ ...stands, score: 0.3 }], 500, []],
    [
      'its score flickers around the limit',
      [{ ...stands, score: (ms) => (ms % 3000 < 1500 ? 0.45 : 0.3) }],
      900,
      ['suspect', 'confirm', 'clear'],
    ],
    [
      'a bus stands before it for two minutes, and it comes back under a new id',
      [
        {
          id: (ms) => (ms < 100_000 ? 7 : 8),
          at: (ms) => (during(ms, [100, 220]) ? undefined : stands.at(ms)),
          look: RED,
        },
        {
          id: 9,
          label: 'bus',
          look: BLUE,
          at: (ms) => (during(ms, [100, 220]) ? boxAt(0.5, 1.1, 0.4, 0.5) : undefined),
        },
      ],
      900,
      ['suspect', 'confirm', 'clear'],
    ],
    [
      'a bus in passing takes the id of the car with it, and hides it for a minute',
      [
        {
          id: (ms) => (ms < 100_000 ? 7 : 8),
          at: (ms) => (during(ms, [100, 160]) ? undefined : stands.at(ms)),
          look: RED,
        },
        {
          id: 7,
          label: 'bus',
          look: BLUE,
          at: (ms) =>
            during(ms, [100, 160]) ? boxAt(0.5 + (ms - 100_000) * 1e-5, 1.1, 0.4, 0.5) : undefined,
        },
      ],
      900,
      ['suspect', 'confirm', 'clear'],
    ],
    [
      'another look takes the place at once: a new one',
      [
        { id: 1, look: RED, at: (ms) => (ms < 400_000 ? boxAt(0.5, 0.8) : undefined) },
        { id: 2, look: BLUE, at: (ms) => (ms < 402_000 ? undefined : boxAt(0.51, 0.8)) },
      ],
      800,
      ['suspect', 'confirm', 'clear', 'suspect', 'confirm'],
    ],
    [
      'hidden for longer than the absence: left, and anew when it is seen again',
      [{ ...stands, at: (ms) => (during(ms, [100, 300]) ? undefined : stands.at(ms)) }],
      500,
      ['suspect', 'clear', 'suspect'],
    ],
    [
      'half of it is hidden by a kiosk trolley for a minute',
      [
        {
          ...stands,
          at: (ms) => {
            const box = parks(0.5, 0.8, 10, 700)(ms);
            return during(ms, [100, 160]) ? { ...box, left: box.left + 0.09 } : box;
          },
        },
      ],
      900,
      ['suspect', 'confirm', 'clear'],
    ],
    [
      'a skip hides its wheels for three minutes: its strip stays where it was',
      [
        {
          ...stands,
          at: (ms) => {
            const box = parks(0.5, 0.55, 10, 700)(ms);
            return during(ms, [100, 280]) ? { ...box, bottom: box.bottom - 0.06 } : box;
          },
        },
      ],
      900,
      ['suspect', 'confirm', 'clear'],
    ],
    [
      'moves up by half a length after 100 s: the clock starts anew',
      [{ id: 1, at: (ms) => boxAt(ms < 100_000 ? 0.3 : 0.42, 0.8) }],
      420,
      ['suspect', 'clear', 'suspect', 'confirm'],
    ],
    [
      'the picture sways by a fifth of its size (a mast in the wind)',
      [
        {
          ...stands,
          at: (ms) => {
            const box = parks(0.5, 0.8, 10, 700)(ms);
            const sway = ms % 40_000 < 20_000 ? 0 : 0.03;
            return { ...box, left: box.left + sway, right: box.right + sway };
          },
        },
      ],
      900,
      ['suspect', 'confirm', 'clear'],
    ],
    [
      'two boxes on one vehicle are one',
      [
        stands,
        { id: 8, label: 'truck', at: (ms) => stands.at(ms) && boxAt(0.505, 0.8, 0.17, 0.13) },
      ],
      320,
      ['suspect', 'confirm'],
    ],
  ])('%s', (_, actors, toS, expected) => {
    expect(types(parkingSignals(actors, toS))).toEqual(expected);
  });
});

describe('an exempt vehicle that is now and then called a car', () => {
  const called = (id: number, share: number): RuleInput[] =>
    frames(0, 700, 1).map((ms) => {
      const input = inputAt(ms, [{ id, at: () => boxAt(0.5, 0.9) }]);
      const labels = { car: share, 'service-vehicle': 1 - share };
      return { ...input, tracks: input.tracks.map((track) => ({ ...track, labels })) };
    });

  test.each<[string, number, string[]]>([
    ['mostly a police vehicle: not even suspected', 0.3, []],
    ['a police vehicle in one picture of four: suspected, never confirmed', 0.75, ['suspect']],
    ['in one of seven: the same', 0.86, ['suspect']],
    ['in one of twenty: a car with a wrong name at times', 0.95, ['suspect', 'confirm']],
  ])('%s', (_, share, expected) => {
    expect(types(play(PARKING, called(1, share)).signals)).toEqual(expected);
  });
});
