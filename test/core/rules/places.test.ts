import { describe, expect, test } from 'vitest';
import type { Box } from '../../../agent/core/geometry/box.ts';
import type { Zone } from '../../../agent/core/geometry/zone.ts';
import { withoutIgnored } from '../../../agent/core/rules/zones.ts';
import {
  type Actor,
  BLUE,
  boxAt,
  during,
  inputAt,
  PARKING,
  parkingSignals,
  parks,
  RED,
  SIDEWALK,
  types,
} from '../../helpers/street.ts';

const stands: Actor = { id: 7, at: parks(0.5, 0.8, 10, 700), look: RED };

test('what stands in a zone of kind ignore is kept from every rule of the camera', () => {
  const { tracks } = inputAt(0, [
    { id: 1, at: () => boxAt(0.5, 0.8) },
    { id: 2, at: () => boxAt(0.5, 0.4) },
  ]);
  const left = (kind: 'ignore' | 'sidewalk') =>
    withoutIgnored(tracks, [{ ...SIDEWALK, kind }]).map(({ id }) => id);
  expect([left('ignore'), left('sidewalk')]).toEqual([[2], [1, 2]]);
});

describe('standing in a place', () => {
  test('a night of headlights, rain and shadows is one episode', () => {
    // flashes: the box grows to one side, the look changes, the track breaks now and then
    const night: Actor = {
      id: (ms) => 1 + Math.floor(ms / 900_000),
      at: (ms) => {
        const box = boxAt(0.5, 0.8);
        const flash = ms % 23_000 < 1500;
        if (ms % 37_000 < 4000) return undefined;
        return flash ? { ...box, left: box.left - 0.1, bottom: box.bottom + 0.02 } : box;
      },
      look: (ms) => (ms % 23_000 < 1500 ? BLUE : RED),
      score: (ms) => 0.35 + 0.3 * ((ms % 7000) / 7000),
    };
    const signals = parkingSignals([night], 8 * 3600, 1);
    expect(types(signals)).toEqual(['suspect', 'confirm', 'update', 'update', 'update']);
    expect(signals.at(-1)?.facts).toMatchObject({ stillThereHours: 4 });
  }, 30_000);

  test('a box cut by the edge of the picture does not flicker in and out', () => {
    const cut = (ms: number): Box => {
      const wide = ms % 3000 < 1500;
      return { left: wide ? -0.06 : 0, right: 0.16, top: 0.8, bottom: wide ? 1.03 : 0.99 };
    };
    const zone = {
      ...SIDEWALK,
      polygon: [
        [-0.2, 0.9],
        [0.5, 0.9],
        [0.5, 1.2],
        [-0.2, 1.2],
      ] as const,
    };
    const signals = parkingSignals([{ id: 1, at: cut }], 400, 2, { ...PARKING, zones: [zone] });
    expect(types(signals)).toEqual(['suspect', 'confirm']);
  });

  test('an overlap that swings around the limit stays in until it is 0.1 lower', () => {
    const swing = (base: number) => (ms: number) =>
      boxAt(0.1 + 0.16 * (base - 0.5) + (ms % 20_000 < 10_000 ? 0.008 : -0.008), 0.8);
    expect(types(parkingSignals([{ id: 1, at: swing(0.5) }], 320))).toEqual(['suspect', 'confirm']);
    expect(types(parkingSignals([{ id: 1, at: swing(0.4) }], 320))).toEqual([]);
  });

  test('in a painted bay it may stand', () => {
    const bay = {
      id: 'bay',
      kind: 'parking-bay' as const,
      polygon: [
        [0.4, 0.7],
        [0.6, 0.7],
        [0.6, 0.85],
        [0.4, 0.85],
      ] as const,
    };
    expect(parkingSignals([stands], 400, 2, { ...PARKING, except: [bay] })).toEqual([]);
    expect(
      parkingSignals([stands], 400, 2, {
        ...PARKING,
        zones: [SIDEWALK, { ...bay, kind: 'ignore' }],
      }),
    ).toEqual([]);
  });

  test.each([
    ['cut by the edge of the picture, with 0.45 of its ground in the bay', 0, []],
    ['whole, with 0.45 of its ground in the bay', 0.1, ['suspect', 'confirm']],
  ])('%s', (_, left, expected) => {
    const bay = {
      id: 'bay',
      kind: 'parking-bay' as const,
      polygon: [
        [0, 0.7],
        [left + 0.072, 0.7],
        [left + 0.072, 0.85],
        [0, 0.85],
      ] as const,
    };
    const box = { left, right: left + 0.16, top: 0.68, bottom: 0.8 };
    const walk: Zone = { ...SIDEWALK, polygon: bay.polygon.map(([x, y]) => [x * 9, y] as const) };
    const rule = { ...PARKING, zones: [walk], except: [bay] };
    expect(types(parkingSignals([{ id: 1, at: () => box }], 320, 2, rule))).toEqual(expected);
  });

  test('the second vehicle in the row has a place of its own', () => {
    const signals = parkingSignals([stands, { id: 8, at: parks(0.68, 0.8, 20, 700) }], 400);
    expect(new Set(signals.map(({ place }) => place)).size).toBe(2);
    expect(types(signals)).toEqual(['suspect', 'suspect', 'confirm', 'confirm']);
  });

  test('who returns to the place gets its name again', () => {
    const back: Actor = {
      id: 1,
      look: RED,
      at: (ms) => (during(ms, [60, 300]) ? undefined : boxAt(0.5, 0.8)),
    };
    const [first, , second] = parkingSignals([back], 400);
    expect(second?.place).toBe(first?.place);
    expect(second?.sinceMs).toBeGreaterThanOrEqual(300_000);
  });
});

describe('half hidden when it stopped', () => {
  const whole = boxAt(0.5, 0.8);
  const part = { ...whole, left: whole.right - 0.04 };
  // a bus stands before its left part for 40 s, and its colour is in the look of what is left
  const comesOut: Actor = {
    id: 1,
    at: (ms) => (during(ms, [0, 40]) ? part : whole),
    look: (ms) => (during(ms, [0, 40]) ? BLUE : RED),
  };

  test('it is reported with its whole box', () => {
    const [, confirmed] = parkingSignals([comesOut], 320);
    expect(confirmed?.subject.box.left).toBeCloseTo(whole.left, 3);
  });

  test('also where its lower half was hidden', () => {
    const roof = { ...whole, bottom: whole.bottom - 0.06 };
    const signals = parkingSignals(
      [{ id: 1, look: RED, at: (ms) => (during(ms, [0, 40]) ? roof : whole) }],
      320,
    );
    expect(signals.at(-1)?.subject.box.bottom).toBeCloseTo(whole.bottom, 3);
  });

  test('and let be when that stands in a bay', () => {
    const bay = {
      id: 'bay',
      kind: 'parking-bay' as const,
      polygon: [
        [0.3, 0.7],
        [0.55, 0.7],
        [0.55, 0.85],
        [0.3, 0.85],
      ] as const,
    };
    const signals = parkingSignals([comesOut], 400, 2, { ...PARKING, except: [bay] });
    expect(types(signals)).toEqual(['suspect', 'clear']);
  });

  test('a box around two neighbours for seconds at a time changes nothing', () => {
    const merged = (ms: number) =>
      ms % 15_000 > 11_000 ? { ...whole, right: whole.right + 0.16 } : whole;
    const [, confirmed] = parkingSignals([{ id: 1, at: merged }], 320);
    expect(confirmed?.subject.box.right).toBeCloseTo(whole.right, 2);
  });
});

test('a track that a bus handed on to what stood behind it has its clock from then on', () => {
  // the bus halts on the road, then its track goes on to the truck on the sidewalk
  const bus = boxAt(0.56, 0.9, 0.24, 0.3);
  const truck: Actor = {
    id: 1,
    look: RED,
    at: (ms) => (during(ms, [0, 40]) ? bus : boxAt(0.5, 0.75, 0.16, 0.13)),
  };
  const walk: Zone = { ...SIDEWALK, polygon: SIDEWALK.polygon.map(([x, y]) => [x, y * 0.8]) };
  const signals = parkingSignals([truck], 400, 2, { ...PARKING, zones: [walk] });
  expect(types(signals)).toEqual(['suspect', 'confirm']);
  expect(signals[0]?.sinceMs).toBeGreaterThanOrEqual(30_000);
  expect(signals[0]?.sinceMs).toBeLessThan(60_000);
});

test('buses that halt before the place of a car that left do not hold it', () => {
  const car: Actor = {
    id: 1,
    look: RED,
    at: (ms) => (during(ms, [0, 60]) ? boxAt(0.5, 0.8) : undefined),
  };
  const bus: Actor = {
    id: (ms) => 2 + Math.floor(ms / 100_000),
    look: RED,
    at: (ms) => (ms % 100_000 > 50_000 ? boxAt(0.5, 0.835, 0.5, 0.3) : undefined),
  };
  const road = {
    ...SIDEWALK,
    kind: 'ignore' as const,
    id: 'road',
    polygon: [
      [0, 0.8],
      [1, 0.8],
      [1, 1],
      [0, 1],
    ] as const,
  };
  const signals = parkingSignals([car, bus], 400, 2, { ...PARKING, zones: [SIDEWALK, road] });
  expect(types(signals)).toEqual(['suspect', 'clear']);
});
