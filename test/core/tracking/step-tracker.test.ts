import { describe, expect, it } from 'vitest';
import { DEFAULT_TRACKER } from '../../../agent/core/tracking/params.ts';
import { INITIAL_TRACKER, stepTracker } from '../../../agent/core/tracking/step-tracker.ts';
import { type Actor, boxAt, car, driving, film, follow, idAt, idsOf } from './scene.ts';

const still =
  (x: number, y: number, score: (atMs: number) => number = () => 0.8): Actor =>
  (atMs) =>
    car(x, y, score(atMs));

const hidden =
  (actor: Actor, fromMs: number, toMs: number): Actor =>
  (atMs) =>
    atMs >= fromMs && atMs < toMs ? null : actor(atMs);

describe('one car on its way keeps one id', () => {
  it.each([
    [0.5, 0.06],
    [1, 0.1],
    [3, 0.2],
    [7, 0.3],
    [25, 0.4],
    [30, 0.4],
  ])('at %d fps and %d pictures per second', (fps, speed) => {
    const run = follow(film([driving(0.1, 0.5, speed)], fps, 800 / speed));
    expect(idsOf(run)).toEqual([1]);
    expect(run.at(-1)?.[0]).toMatchObject({ id: 1, seen: true });
  });

  it.each([0.5, 3, 25])('and knows its speed to 15 %% at %d fps', (fps) => {
    const last = follow(film([driving(0.1, 0.5, 0.05)], fps, 12_000)).at(-1)?.[0];
    expect(Math.abs((last?.velocity[0] ?? 0) - 0.05)).toBeLessThan(0.0075);
  });
});

describe('two that cross keep their ids', () => {
  it.each([3, 7, 25])('at %d fps', (fps) => {
    const run = follow(film([driving(0.1, 0.48, 0.2), driving(0.9, 0.52, -0.2)], fps, 4000));
    const ids = [idAt(run[fps], 0.3, 0.48), idAt(run[fps], 0.7, 0.52)];
    expect(idsOf(run)).toEqual([1, 2]);
    expect([idAt(run.at(-1), 0.9, 0.48), idAt(run.at(-1), 0.1, 0.52)]).toEqual(ids);
  });
});

describe('out of sight for a while, the same id after', () => {
  it.each([
    ['a moving car behind a pole', driving(0.1, 0.5, 0.15), 2000, 2600, 25],
    ['a moving car behind a van', driving(0.1, 0.5, 0.1), 2000, 3500, 7],
    ['a parked car behind a bus', still(0.5, 0.5), 5000, 17_000, 3],
    ['a parked car, stream gone for 15 s', still(0.5, 0.5), 5000, 20_000, 0.5],
    ['one frame missed at a frame in 2 s', driving(0.1, 0.5, 0.03), 6000, 8000, 0.5],
  ])('%s', (_, actor, fromMs, toMs, fps) => {
    const run = follow(film([hidden(actor, fromMs, toMs)], fps, toMs + 4000));
    expect(idsOf(run)).toEqual([1]);
    expect(run.at(-1)?.[0]?.seen).toBe(true);
  });

  it.each([
    ['a lorry that comes in over the edge goes on with its id', 0.1, [1]],
    ['one that goes out there does not hand it on to the next', -0.1, [1, 2]],
  ])('%s', (_, speed, ids) => {
    // cut by the left edge until it is wholly in the picture; unseen for 1.5 s
    const lorry: Actor = (atMs) => {
      const x = (speed < 0 ? 0.25 : -0.05) + (speed * atMs) / 1000;
      const next = speed < 0 && atMs > 3500 ? 0.05 : x;
      const whole = boxAt(next, 0.5, 0.3, 0.3);
      return atMs > 1500 && atMs < 3000
        ? null
        : { label: 'truck', score: 0.8, box: { ...whole, left: Math.max(0, whole.left) } };
    };
    expect(idsOf(follow(film([lorry], 5, 4500)))).toEqual(ids);
  });

  it('but a moving one that stays away is forgotten', () => {
    const run = follow(film([hidden(driving(0.1, 0.5, 0.1), 2000, 60_000)], 5, 10_000));
    expect(run.at(-1)).toEqual([]);
  });

  it('and says in each frame whether it was seen', () => {
    const run = follow(film([hidden(driving(0.1, 0.5, 0.1), 2000, 3000)], 5, 4000));
    expect(run.slice(9, 17).map(([track]) => track?.seen)).toEqual([
      ...[true, false, false, false, false, false],
      ...[true, true],
    ]);
  });
});

it.each([1, 2, 3])('frames dropped at random do not change ids (seed %d)', (seed) => {
  let random = seed;
  const kept = film([driving(0.05, 0.3, 0.06), driving(0.95, 0.7, -0.06)], 10, 14_000).filter(
    () => {
      random = (random * 48_271) % 2_147_483_647;
      return random % 10 >= 6;
    },
  );
  expect(idsOf(follow(kept))).toEqual([1, 2]);
});

describe('labels vote', () => {
  const names = ['car', 'truck', 'car', 'car', 'bus', 'car', 'truck', 'car'];

  it('car, truck and bus in turn are one track, named after the most votes', () => {
    const run = follow(film([(atMs) => car(0.5, 0.5, 0.8, names[(atMs / 200) % 8])], 5, 8000));
    expect(idsOf(run)).toEqual([1]);
    const track = run.at(-1)?.[0];
    expect(track?.label).toBe('car');
    const shares = Object.values(track?.labels ?? {});
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    const { car: share = 0 } = track?.labels ?? {};
    expect(share).toBeGreaterThan(0.5);
  });

  it('a wrong beginning is outvoted, however long it was', () => {
    const named = (atMs: number) => (atMs < 20_000 ? 'bus' : 'truck');
    const run = follow(film([(atMs) => car(0.5, 0.5, 0.8, named(atMs))], 5, 30_000));
    expect(run.at(-1)?.map(({ id, label }) => [id, label])).toEqual([[1, 'truck']]);
  });

  it('the same object reported as car and as truck at once is one track', () => {
    const run = follow(film([still(0.5, 0.5), () => car(0.503, 0.5, 0.5, 'truck')], 5, 2000));
    expect(idsOf(run)).toEqual([1]);
  });

  it('a stall and the cart that it is made of are two tracks, each with one name', () => {
    const turns = ['stall', 'cart', 'cart', 'stall', 'stall', 'cart'];
    const stall: Actor = (atMs) => car(0.5, 0.5, 0.8, turns[(atMs / 200) % 6]);
    const run = follow(film([stall], 5, 8000));
    const seen = run.at(-1)?.map(({ labels }) => Object.keys(labels));
    expect(seen).toEqual([['stall'], ['cart']]);
  });

  it('somebody who stands where a car has just left is another track', () => {
    const somebody = { label: 'person', score: 0.8, box: boxAt(0.53, 0.5, 0.03, 0.1) };
    const actor: Actor = (atMs) => (atMs < 3000 ? car(0.5, 0.5) : somebody);
    const run = follow(film([actor], 2, 6000));
    expect(run.slice(6).flatMap((tracks) => tracks.filter(({ seen }) => seen))[0]).toMatchObject({
      id: 2,
      label: 'person',
    });
  });

  it('somebody who walks past a parked car is another track', () => {
    const walker: Actor = (atMs) => ({
      label: 'person',
      score: 0.8,
      box: boxAt(0.3 + (0.05 * atMs) / 1000, 0.52, 0.02, 0.08),
    });
    const run = follow(film([still(0.5, 0.5), walker], 5, 8000));
    expect(idsOf(run)).toEqual([1, 2]);
    expect(run.at(-1)?.map(({ label }) => label)).toEqual(['car', 'person']);
  });
});

describe('what makes a track', () => {
  const params = DEFAULT_TRACKER;
  it.each([
    ['one false box: none', [[0, 0.6]], 0],
    [
      'two at 25 fps: not yet',
      [
        [0, 0.6],
        [40, 0.6],
      ],
      0,
    ],
    [
      'three at 25 fps',
      [
        [0, 0.6],
        [40, 0.6],
        [80, 0.6],
      ],
      1,
    ],
    [
      'two at 0.5 fps',
      [
        [0, 0.6],
        [2000, 0.6],
      ],
      1,
    ],
    ['one that is sure', [[0, 0.95]], 1],
    [
      'weak ones only: none',
      [
        [0, 0.3],
        [40, 0.3],
        [80, 0.3],
        [120, 0.3],
      ],
      0,
    ],
  ])('%s', (_, sights, tracks) => {
    const shots = sights.map(([atMs = 0, score = 0]) => ({
      atMs,
      detections: [car(0.5, 0.5, score)],
    }));
    expect(follow(shots, params).at(-1)).toHaveLength(tracks);
  });
});

describe('time that does not go on', () => {
  const { state, tracks } = stepTracker(
    DEFAULT_TRACKER,
    INITIAL_TRACKER,
    [car(0.5, 0.5, 0.95)],
    1000,
  );
  it.each([
    ['the same time again', 1000],
    ['time going back', 400],
    ['no time', Number.NaN],
  ])('%s: the frame is ignored', (_, atMs) => {
    const step = stepTracker(DEFAULT_TRACKER, state, [car(0.2, 0.2, 0.95)], atMs);
    expect(step.state).toBe(state);
    expect(step.tracks).toEqual(tracks);
  });
});

describe('who drives out of the picture does not come back as another', () => {
  const leaving: Actor = (atMs) => (atMs < 3000 ? cutAtTheEdge(0.55 + 0.15 * (atMs / 1000)) : null);
  const entering: Actor = (atMs) =>
    atMs >= 4000 ? cutAtTheEdge(1.05 - 0.15 * ((atMs - 4000) / 1000)) : null;

  it.each([3, 5, 25])('at %d fps the next one has a new id', (fps) => {
    expect(idsOf(follow(film([leaving, entering], fps, 8000)))).toEqual([1, 2]);
  });
});

/** As a detector sees it: the box ends where the picture ends. */
function cutAtTheEdge(x: number) {
  const whole = car(x, 0.5, 0.8);
  return { ...whole, box: { ...whole.box, right: Math.min(1, whole.box.right) } };
}
