import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pass } from '../../../scripts/street/families/motions.ts';
import { SMALL } from '../../../scripts/street/noise/presets.ts';
import { Stream } from '../../../scripts/street/weeks/stream.ts';
import { named, type Visitor } from '../../../scripts/street/weeks/visitor.ts';
import { brief, corner, NOON_MS, parked, play, secondOf } from './play.ts';

const POST = corner();
const PAINTS = ['#f2f2f0', '#16181b', '#8b1a1f', '#27406b'];
const DWELL_S = 300;

/** Stays one after the other in one place, with seconds between; neighbours in time have other colours. */
const stays = fc
  .array(
    fc.record({
      waitS: fc.integer({ min: 25, max: 60 }),
      lastS: fc.integer({ min: 30, max: 480 }),
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((list) => {
    let at = 20;
    return list.map(({ waitS, lastS }, index) => {
      const fromS = at + waitS;
      at = fromS + lastS;
      const paint = PAINTS[index % PAINTS.length] ?? '#f2f2f0';
      return { fromS, toS: at, visitor: parked(POST, `car-${index}`, fromS, at, paint) };
    });
  });

const passers = fc
  .array(
    fc.record({ atS: fc.integer({ min: 0, max: 55 }), speed: fc.integer({ min: 4, max: 8 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((list) =>
    list.map(({ atS, speed }, index): Visitor => {
      const z = POST.lanes[index % POST.lanes.length] ?? 0;
      // one after the other in each lane
      const fromMs = NOON_MS + (atS + 70 * index) * 1000;
      const path = pass({ fromMs, fromX: POST.reach, toX: -POST.reach, z, speed });
      return { id: `passer-${index}`, asset: named('sedan-d'), path };
    }),
  );

const RUNS = { numRuns: 6, seed: 20260511 };
const lengthOf = (list: readonly { readonly toS: number }[]) => (list.at(-1)?.toS ?? 0) + 60;
const visitorsOf = (list: readonly { readonly visitor: Visitor }[]) =>
  list.map((one) => one.visitor);

describe('on any street, seen perfectly', () => {
  test('a car keeps its track as long as it is in view', () => {
    fc.assert(
      fc.property(passers, fc.constantFrom(3, 5, 10), (visitors, fps) => {
        expect(play({ post: POST, visitors, seconds: 300, fps }).switches).toBe(0);
      }),
      RUNS,
    );
  });

  test('each stay beyond the dwell is confirmed once, no other, and never before the dwell', () => {
    fc.assert(
      fc.property(stays, fc.constantFrom(1, 2), (list, fps) => {
        const { events } = play({
          post: POST,
          visitors: visitorsOf(list),
          seconds: lengthOf(list),
          fps,
        });
        const confirmed = events
          .filter(({ stage }) => stage === 'confirmed')
          .map((one) => secondOf(one.atUtcMs));
        // between dwell and dwell + 5 s both is right
        const due = list.filter(({ fromS, toS }) => toS - fromS > DWELL_S + 5);
        const may = list.filter(({ fromS, toS }) => toS - fromS >= DWELL_S - 2);
        expect(confirmed.length).toBeGreaterThanOrEqual(due.length);
        expect(confirmed.length).toBeLessThanOrEqual(may.length);
        for (const at of confirmed)
          expect(may.some(({ fromS, toS }) => at >= fromS + DWELL_S - 2 && at <= toS)).toBe(true);
      }),
      RUNS,
    );
  });

  test('one picture a second tells the same as five, within a second or two', () => {
    fc.assert(
      fc.property(stays, (list) => {
        const street = { post: POST, visitors: visitorsOf(list), seconds: lengthOf(list) };
        const [slow, fast] = [1, 5].map((fps) => play({ ...street, fps }).events);
        const told = (events = slow) =>
          (events ?? []).map(({ stage, outcome }) => `${stage} ${outcome}`);
        expect(told(slow)).toEqual(told(fast));
        slow?.forEach(({ atUtcMs }, at) => {
          expect(Math.abs(atUtcMs - (fast?.[at]?.atUtcMs ?? 0))).toBeLessThanOrEqual(2500);
        });
      }),
      RUNS,
    );
  });
});

describe('on any street, through the noise of a small detector', () => {
  const seeds = fc.integer({ min: 1, max: 1000 });

  test('an episode is suspected, then confirmed, then cleared, each at most once', () => {
    fc.assert(
      fc.property(stays, seeds, (list, seed) => {
        const street = { post: POST, visitors: visitorsOf(list), seconds: lengthOf(list), fps: 2 };
        const { events } = play({ ...street, noise: SMALL, seed });
        for (const id of new Set(events.map(({ episode }) => episode))) {
          const mine = events.filter(({ episode }) => episode === id);
          const stages = mine.map(({ stage }) => stage).join(' ');
          expect(stages).toMatch(/^suspected( confirmed)?( cleared)?$/);
          const times = mine.map(({ atUtcMs }) => atUtcMs);
          expect(times).toEqual([...times].sort((a, b) => a - b));
        }
      }),
      RUNS,
    );
  });

  test('a restart at any moment changes nothing', () => {
    fc.assert(
      fc.property(stays, seeds, fc.integer({ min: 1, max: 40 }), (list, seed, restartEvery) => {
        const street = {
          post: POST,
          visitors: visitorsOf(list),
          seconds: lengthOf(list),
          fps: 1,
          noise: SMALL,
          seed,
        };
        expect(play({ ...street, restartEvery }).events).toEqual(play(street).events);
      }),
      RUNS,
    );
  });

  test('half a minute without pictures never makes two of one', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 60, max: 500 }), (seed, fromS) => {
        const visitors = [parked(POST, 'car', 40, 540, '#8b1a1f')];
        const gap = [fromS, fromS + 30] as const;
        const { events } = play({
          post: POST,
          visitors,
          seconds: 640,
          fps: 2,
          noise: SMALL,
          seed,
          gap,
        });
        const stages = brief(events).map((one) => one.replace(/@.*/, ''));
        expect(stages).toEqual(['suspected', 'confirmed', 'cleared']);
      }),
      RUNS,
    );
  });

  test('the state stays small through a busy hour', () => {
    const stream = new Stream(POST, 5, 'violations');
    const { visitors } = stream.at(NOON_MS + 3_600_000);
    const { largestState } = play({ post: POST, visitors, seconds: 3000, fps: 1, noise: SMALL });
    expect(largestState).toBeGreaterThan(1000);
    expect(largestState).toBeLessThan(400_000);
  });
});
