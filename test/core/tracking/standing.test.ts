import { describe, expect, it } from 'vitest';
import { type Actor, car, film, follow, idAt, idsOf } from './scene.ts';

describe('a row of parked cars, bumper to bumper, each missed in every fifth frame', () => {
  /** A small random number generator (Park & Miller), so that every run is the same. */
  const random = (seed: number) => {
    let value = seed;
    return () => {
      value = (value * 48_271) % 2_147_483_647;
      return value / 2_147_483_647;
    };
  };

  it.each([0.5, 1, 3, 25])('keeps its ids at %d fps once they stand', (fps) => {
    const next = random(7);
    const row = Array.from(
      { length: 6 },
      (_, index): Actor =>
        (atMs) => {
          const [missed, x, y] = [next(), next() - 0.5, next() - 0.5];
          if (atMs > 12_000 && missed < 0.2) return null;
          return car(0.2 + 0.086 * index + 0.03 * x, 0.5 + 0.03 * y, 0.3 + 0.6 * next());
        },
    );
    const run = follow(film(row, fps, 120_000));
    const places = Array.from({ length: 6 }, (_, index) => 0.2 + 0.086 * index);
    const settled = run
      .slice(Math.ceil(12 * fps))
      .map((tracks) => tracks.filter(({ seen }) => seen));
    for (const place of places) {
      const ids = settled.flatMap((tracks) => idAt(tracks, place, 0.5) ?? []);
      expect(new Set(ids).size).toBe(1);
    }
    expect(run.at(-1)?.every(({ velocity }) => Math.hypot(...velocity) < 0.05)).toBe(true);
  });
});

it.each([
  [3, 0.1],
  [10, 0.1],
  [10, 0.5],
  [25, 0.5],
])('a car that stood for a minute drives on with its id, at %d fps and speed %d', (fps, speed) => {
  const actor: Actor = (atMs) => car(0.2 + speed * Math.max(0, atMs / 1000 - 60), 0.5);
  const run = follow(film([actor], fps, 60_000 + 700 / speed));
  expect(idsOf(run)).toEqual([1]);
  expect(run.at(-1)?.[0]?.velocity[0]).toBeCloseTo(speed, 1);
});

it('a parked car whose score flickers through the night is one track', () => {
  const flicker: Actor = (atMs) => car(0.5, 0.5, 0.22 + 0.6 * Math.abs(Math.sin(atMs / 777)));
  expect(idsOf(follow(film([flicker], 3, 120_000)))).toEqual([1]);
});

it('where two places are equally near, the looks decide', () => {
  const look = (chroma: number) => [...Array.from({ length: 27 }, () => chroma), 0];
  const red = { ...car(0.3, 0.5, 0.95), appearance: look(0.4) };
  const blue = { ...car(0.5, 0.5, 0.95), appearance: look(-0.4) };
  const halfway = car(0.4, 0.5, 0.95);
  for (const [appearance, id] of [
    [red.appearance, 1],
    [blue.appearance, 2],
  ] as const) {
    const shots = [
      { atMs: 0, detections: [red, blue] },
      { atMs: 1000, detections: [{ ...halfway, appearance }] },
    ];
    expect(
      follow(shots)
        .at(-1)
        ?.find(({ seen }) => seen)?.id,
    ).toBe(id);
  }
});

it('a car that drives on with weak scores only stays in sight', () => {
  const fading: Actor = (atMs) => ({ ...car(0.1 + 0.00006 * atMs, 0.5, atMs < 2000 ? 0.8 : 0.25) });
  const run = follow(film([fading], 5, 12_000));
  expect(run.at(-1)).toMatchObject([{ id: 1, seen: true }]);
});

it.each([2, 3, 10])('a car keeps its id as it drives into a place just left, at %d fps', (fps) => {
  const first: Actor = (atMs) => (atMs < 30_000 ? car(0.5, 0.5) : null);
  const second: Actor = (atMs) => {
    const leftS = Math.max(0, 40 - atMs / 1000);
    return leftS > 3 ? null : car(0.5 - 0.04 * leftS ** 2, 0.5);
  };
  const run = follow(film([first, second], fps, 60_000));
  expect(run.at(-1)?.filter(({ seen }) => seen)).toMatchObject([{ id: 2 }]);
});

it.each([
  ['of the same look goes on with its id', 0.4, 0, [1]],
  ['of another look is another one', -0.4, 0, [1, 2]],
  ['and half hidden has the look of what hides it', -0.4, 0.045, [1]],
])('what stands in a place ten seconds after it was last seen %s', (_, chroma, hidden, ids) => {
  const look = (value: number) => [...Array.from({ length: 27 }, () => value), 0];
  const whole = car(0.5, 0.5);
  const part = { ...whole, box: { ...whole.box, left: whole.box.left + hidden } };
  const parked: Actor = (atMs) =>
    atMs >= 20_000 && atMs < 30_000
      ? null
      : atMs < 20_000
        ? { ...car(0.5, 0.5), appearance: look(0.4) }
        : { ...part, appearance: look(chroma) };
  expect(idsOf(follow(film([parked], 3, 40_000)))).toEqual(ids);
});
