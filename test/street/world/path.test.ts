import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeAt } from '../../../scripts/street/world/path.ts';
import type { Waypoint } from '../../../scripts/street/world/scenario.ts';
import { path } from '../scene.ts';

const atTime = (points: readonly Waypoint[], atMs: number) => {
  const place = placeAt(points, atMs);
  if (place === undefined) throw new Error(`not there at ${atMs} ms`);
  return place;
};
const at = (points: readonly Waypoint[], seconds: number) => atTime(points, seconds * 1000);

/** Random paths: later and later points, every third pair at one place. */
const paths = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 200, max: 9000 }),
      x: fc.double({ min: -50, max: 50, noNaN: true }),
      z: fc.double({ min: -6, max: 14, noNaN: true }),
      stays: fc.boolean(),
    }),
    { minLength: 2, maxLength: 9 },
  )
  .map((steps) => {
    const points: Waypoint[] = [];
    let atMs = 0;
    for (const { gap, x, z, stays } of steps) {
      atMs += gap;
      const before = points.at(-1);
      points.push(stays && before ? { atMs, x: before.x, z: before.z } : { atMs, x, z });
    }
    return points;
  });

describe('placeAt', () => {
  it('is there from the first point to the last only', () => {
    const points = path([2, 0, 0], [4, 10, 0]);
    expect(placeAt(points, 1999)).toBeUndefined();
    expect(at(points, 2)).toMatchObject({ x: 0, z: 0 });
    expect(at(points, 4)).toMatchObject({ x: 10, z: 0 });
    expect(placeAt(points, 4001)).toBeUndefined();
  });

  it('goes straight on at one speed between two points', () => {
    const place = at(path([0, -40, 2], [10, 40, 2]), 2.5);
    expect(place.x).toBeCloseTo(-20, 9);
    expect(place.speed).toBeCloseTo(8, 9);
    expect(place.heading).toBeCloseTo(0, 6);
    expect(place.travelled).toBeCloseTo(20, 6);
  });

  it('passes every waypoint', () => {
    fc.assert(
      fc.property(paths, (points) => {
        for (const { atMs, x, z } of points) {
          const place = placeAt(points, atMs);
          expect(place?.x).toBeCloseTo(x, 6);
          expect(place?.z).toBeCloseTo(z, 6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('goes past no waypoint, and nowhere faster than a cubic has to', () => {
    fc.assert(
      fc.property(paths, fc.double({ min: 0, max: 0.999, noNaN: true }), (points, share) => {
        points.slice(1).forEach((to, index) => {
          const from = points[index] ?? to;
          const lasts = to.atMs - from.atMs;
          const here = atTime(points, from.atMs + share * lasts);
          for (const axis of ['x', 'z'] as const) {
            expect(here[axis]).toBeGreaterThanOrEqual(Math.min(from[axis], to[axis]) - 1e-9);
            expect(here[axis]).toBeLessThanOrEqual(Math.max(from[axis], to[axis]) + 1e-9);
          }
          // slopes of up to three times the mean keep a cubic monotone
          const mean = Math.hypot(to.x - from.x, to.z - from.z) / (lasts / 1000);
          expect(here.speed).toBeLessThanOrEqual(3 * mean + 1e-6);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('stands exactly between two equal points, and keeps its heading', () => {
    const points = path([0, -40, 2], [6, -3, 1.5], [8, 0, -2.2], [48, 0, -2.2], [54, 40, 2]);
    const first = at(points, 8);
    for (const seconds of [8, 8.001, 20, 47.999, 48]) {
      const place = at(points, seconds);
      expect(place).toMatchObject({ x: 0, z: -2.2, speed: 0 });
      expect(place.heading).toBeCloseTo(first.heading, 6);
      expect(place.travelled).toBeCloseTo(first.travelled, 9);
    }
    expect(at(points, 7.99).heading).toBeCloseTo(first.heading, 0);
    expect(at(points, 48.01).heading).toBeCloseTo(first.heading, 0);
  });

  it.each([
    ['along +x', [10, 0], 0],
    ['towards -z', [0, -10], 90],
    ['along -x', [-10, 0], 180],
    ['towards +z', [0, 10], -90],
  ] as const)('looks %s when it goes there', (_, [x, z], heading) => {
    expect(at(path([0, 0, 0], [5, x, z]), 2).heading).toBeCloseTo(heading, 6);
  });

  it('turns evenly the short way between two given headings', () => {
    const points = path([0, 0, 0, 170], [2, 0, 0, -170]);
    expect(at(points, 1).heading).toBeCloseTo(180, 6);
    const turned = at(points, 0.5).heading;
    expect(turned).toBeGreaterThan(170);
    expect(turned).toBeLessThan(180);
  });

  it('drives backwards where the heading is against its way, and its wheels turn back', () => {
    const back = path([0, 0, 0, 0], [5, -10, 0, 0]);
    const place = at(back, 2.5);
    expect(place.heading).toBeCloseTo(0, 6);
    expect(place.speed).toBeGreaterThan(1);
    expect(place.travelled).toBeCloseTo(-5, 6);
    const only = at(path([0, 0, 0, 0], [5, -10, 0]), 3);
    expect(only.heading).toBeCloseTo(0, 6);
    expect(only.travelled).toBeLessThan(0);
  });

  it('walks off forwards after a stand in which nothing says otherwise', () => {
    const points = path([0, 0, 0], [5, 6, 0], [9, 6, 0], [14, 0, 0]);
    expect(at(points, 7).heading).toBeCloseTo(0, 6);
    const away = at(points, 13);
    expect(Math.abs(away.heading)).toBeCloseTo(180, 6);
    expect(away.travelled).toBeGreaterThan(6);
  });

  it('comes round to its course within 4 m where one end has a heading', () => {
    const points = path([0, 0, 0, 90], [20, 40, 0]);
    expect(at(points, 0).heading).toBeCloseTo(90, 6);
    expect(at(points, 1).heading).toBeGreaterThan(10);
    expect(at(points, 2.01).heading).toBeCloseTo(0, 6);
  });

  it('brakes while it slows down and just after it stopped, not while parked', () => {
    const points = path([0, -40, 0], [5, -5, 0], [7, 0, 0], [60, 0, 0]);
    expect(at(points, 2).braking).toBe(false);
    expect(at(points, 6.5).braking).toBe(true);
    expect(at(points, 8).braking).toBe(true);
    expect(at(points, 20).braking).toBe(false);
  });

  it('measures the way that it has gone', () => {
    fc.assert(
      fc.property(paths, (points) => {
        const [first, last] = [points[0], points.at(-1)];
        if (first === undefined || last === undefined) return;
        let way = 0;
        let before = atTime(points, first.atMs);
        const steps = 4000;
        for (let step = 1; step <= steps; step++) {
          const atMs = first.atMs + ((last.atMs - first.atMs) * step) / steps;
          const here = atTime(points, atMs);
          way += Math.hypot(here.x - before.x, here.z - before.z);
          before = here;
        }
        expect(before.travelled).toBeCloseTo(way, 1);
      }),
      { numRuns: 20 },
    );
  });
});
