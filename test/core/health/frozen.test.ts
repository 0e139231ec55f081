import { describe, expect, it } from 'vitest';
import {
  badKinds,
  pictureOf,
  type Said,
  type Scene,
  street,
  watch,
  withBox,
  withClock,
  withNoise,
} from './street.ts';

const LIVE = withNoise(street, 1.5);
const STOP_MS = 20_000;

/** The scene stands still from `STOP_MS` on. */
function stopped(scene: Scene): Scene {
  const last = scene(STOP_MS);
  return (atMs) => (atMs < STOP_MS ? scene(atMs) : last);
}

function walker(scene: Scene): Scene {
  return withBox(
    scene,
    (atMs) => [100 + Math.floor(atMs / 150), 120, 3, 8],
    () => 40,
  );
}

/** An encoder that skips what hardly changes: noise is new in every key picture only. */
function skipping(sigma: number, gopMs: number): Scene {
  const noisy = withNoise(street, sigma);
  return (atMs) => noisy(Math.floor(atMs / gopMs));
}

function frozenTimes(said: readonly Said[]): readonly number[] {
  return said.filter((one) => badKinds(one).includes('frozen')).map(({ atMs }) => atMs);
}

describe('frozen', { timeout: 60_000 }, () => {
  it.each<[string, Scene, number]>([
    ['the same picture again and again', stopped(LIVE), 500],
    ['under a running clock line', withClock(stopped(LIVE)), 500],
    ['with a trace of new noise, as an encoder adds it', withNoise(stopped(LIVE), 0.4), 1000],
    ['one picture a second', stopped(LIVE), 1000],
  ])('%s', (_name, scene, stepMs) => {
    const said = watch((atMs) => pictureOf(scene(atMs)), { untilMs: STOP_MS + 9000, stepMs });
    const times = frozenTimes(said);
    expect(times[0]).toBeGreaterThanOrEqual(STOP_MS);
    expect(times[0]).toBeLessThanOrEqual(STOP_MS + 5000);
    expect(times.at(-1)).toBe(said.at(-1)?.atMs);
    const sinceMs = said.at(-1)?.verdicts.frozen?.sinceMs ?? 0;
    expect(Math.abs(sinceMs - STOP_MS)).toBeLessThanOrEqual(1000);
  });

  it.each<[string, Scene, number]>([
    ['noise of 1.5 grey levels on an empty street', LIVE, 1000],
    ['noise of half a grey level', withNoise(street, 0.5), 1000],
    ['a far walker without any noise', walker(street), 500],
    ['a far walker, a picture every five seconds', walker(street), 5000],
    ['noise in key pictures only, every two seconds', skipping(1, 2000), 500],
  ])('not: %s', (_name, scene, stepMs) => {
    const clocked = withClock(scene);
    const said = watch((atMs) => pictureOf(clocked(atMs)), { untilMs: 30_000, stepMs });
    expect(frozenTimes(said)).toEqual([]);
  });

  it('an encoder that repeats for eight seconds is doubted for a moment, and then known', () => {
    const scene = skipping(1, 8000);
    const said = watch((atMs) => pictureOf(scene(atMs)), { untilMs: 40_000, stepMs: 1000 });
    const times = frozenTimes(said);
    expect(times.length * 1000).toBeLessThan(8000);
    expect(times.filter((atMs) => atMs > 16_000)).toEqual([]);
  });
});
