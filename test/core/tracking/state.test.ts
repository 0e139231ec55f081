import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_TRACKER } from '../../../agent/core/tracking/params.ts';
import {
  INITIAL_TRACKER,
  stepTracker,
  type TrackerState,
} from '../../../agent/core/tracking/step-tracker.ts';
import { car, driving, film } from './scene.ts';

const coordinate = fc.oneof(
  { weight: 20, arbitrary: fc.double({ min: -0.5, max: 1.5, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, 1e9) },
);
const detection = fc.record({
  label: fc.constantFrom('car', 'truck', 'person', 'stall', 'a', 'b', 'c', 'd'),
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  box: fc.record({ left: coordinate, top: coordinate, right: coordinate, bottom: coordinate }),
});
const shot = fc.tuple(
  fc.double({ min: -500, max: 30_000, noNaN: true }),
  fc.array(detection, { maxLength: 20 }),
);
const params = { ...DEFAULT_TRACKER, maxTracks: 12 };

it('whatever comes in, the state is bounded, finite JSON, and no id comes twice', () => {
  fc.assert(
    fc.property(fc.array(shot, { maxLength: 25 }), (shots) => {
      let state: TrackerState = INITIAL_TRACKER;
      let alive = new Set<number>();
      let highest = 0;
      let atMs = 0;
      for (const [stepMs, detections] of shots) {
        atMs += stepMs;
        const step = stepTracker(params, state, detections, atMs);
        const ids = step.tracks.map(({ id }) => id);
        for (const id of ids) if (!alive.has(id)) expect(id).toBeGreaterThan(highest);
        expect(new Set(ids).size).toBe(ids.length);
        highest = Math.max(highest, ...ids);
        alive = new Set(ids);
        state = step.state;
        const text = JSON.stringify(state);
        expect(state.bodies.length).toBeLessThanOrEqual(params.maxTracks);
        expect(text.length).toBeLessThan(params.maxTracks * 1500 + 100);
        expect(text).not.toMatch(/:null|\[null|,null/);
      }
    }),
    { numRuns: 150 },
  );
});

it('a state that went through JSON in mid-run goes on as if nothing had been', () => {
  const shots = film(
    [
      driving(0.1, 0.3, 0.07),
      driving(0.9, 0.6, -0.05),
      (atMs) => car(0.5, 0.8, 0.3 + (atMs % 7) / 10),
    ],
    5,
    9000,
  );
  let straight: TrackerState = INITIAL_TRACKER;
  let stored: TrackerState = INITIAL_TRACKER;
  for (const { atMs, detections } of shots) {
    const a = stepTracker(DEFAULT_TRACKER, straight, detections, atMs);
    const b = stepTracker(DEFAULT_TRACKER, stored, detections, atMs);
    expect(b.tracks).toEqual(a.tracks);
    straight = a.state;
    stored = JSON.parse(JSON.stringify(b.state)) as TrackerState;
  }
  expect(straight.bodies.length).toBe(3);
});

it('an id is not used again after its object has gone', () => {
  const visit = (fromMs: number) => [
    { atMs: fromMs, detections: [car(0.5, 0.5, 0.95)] },
    { atMs: fromMs + 60_000, detections: [] },
  ];
  let state: TrackerState = INITIAL_TRACKER;
  const ids: number[] = [];
  for (const { atMs, detections } of [1, 2, 3].flatMap((n) => visit(n * 100_000))) {
    const step = stepTracker(DEFAULT_TRACKER, state, detections, atMs);
    ids.push(...step.tracks.map(({ id }) => id));
    state = step.state;
  }
  expect(ids).toEqual([1, 2, 3]);
  expect(state.bodies).toEqual([]);
});
