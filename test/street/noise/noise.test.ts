import { describe, expect, test } from 'vitest';
import { iou } from '../../../agent/core/geometry/iou.ts';
import { appearanceDistance } from '../../../agent/core/vision/appearance.ts';
import type { DetectorNoise } from '../../../scripts/street/noise/detector-noise.ts';
import {
  type NoiseState,
  noisyDetections,
} from '../../../scripts/street/noise/noisy-detections.ts';
import { baseLook } from '../../../scripts/street/noise/paint.ts';
import { PERFECT, POOR, SMALL } from '../../../scripts/street/noise/presets.ts';
import type { TruthFrame, TruthObject } from '../../../scripts/street/truth/frame.ts';
import { random } from '../../../scripts/street/world/random.ts';
import type { Light } from '../../../scripts/street/world/scenario.ts';

const SIZE = { width: 1920, height: 1080 };
/** Weaker boxes begin nothing. */
const SURE = 0.35;

/** A car `px` pixels high on a model's input 544 wide. */
function car(px: number, change: Partial<TruthObject> = {}): TruthObject {
  const height = px / 306;
  const box = { left: 0.4, right: 0.4 + height, top: 0.5, bottom: 0.5 + height };
  return {
    ...{ actor: 'car', class: 'car', extent: box, box, visibility: 1, cut: false },
    ...{ distance: 20, speed: 0, aspect: 90 },
    ...change,
  };
}

interface Seen {
  readonly hits: boolean[];
  readonly frames: ReturnType<typeof noisyDetections>['detections'][];
}

function watch(
  noise: DetectorNoise,
  objects: readonly TruthObject[],
  { seconds = 600, fps = 2, light = 'day' as Light, seed = 1 } = {},
): Seen {
  const chance = random(seed, 'test');
  let state: NoiseState | undefined;
  const frames: Seen['frames'] = [];
  for (let at = 0; at < seconds * fps; at += 1) {
    const frame: TruthFrame = { atMs: (at * 1000) / fps, objects };
    const step = noisyDetections(noise, state, frame, { light, size: SIZE }, chance);
    state = step.state;
    frames.push(step.detections);
  }
  const [first] = objects;
  const hits = frames.map((found) =>
    found.some(({ box, score }) => score >= SURE && first && iou(box, first.box) > 0.5),
  );
  return { hits, frames };
}

/** Share of pictures with a hit, over many cars: each has its own luck. */
function hitRate(noise: DetectorNoise, px: number, light: Light = 'day', visibility = 1): number {
  const rates = Array.from({ length: 40 }, (_, seed) => {
    const { hits } = watch(noise, [car(px, { visibility })], { seconds: 60, light, seed });
    return hits.filter(Boolean).length / hits.length;
  });
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}

test('a perfect detector says the truth and nothing else', () => {
  const truth = car(30);
  for (const found of watch(PERFECT, [truth]).frames)
    expect(found).toMatchObject([{ label: 'car', box: truth.box }]);
});

test('the same seed gives the same detections, another one others', () => {
  const of = (seed: number) => watch(SMALL, [car(30)], { seed, seconds: 60 }).frames;
  expect(of(1)).toEqual(of(1));
  expect(of(1)).not.toEqual(of(2));
});

describe('a small detector', () => {
  test('finds what street-v0 finds by day: 0.93 and more from 30 pixels on, and less below', () => {
    expect(hitRate(SMALL, 40)).toBeGreaterThan(0.93);
    expect(hitRate(SMALL, 40)).toBeLessThan(0.98);
    expect(hitRate(SMALL, 14)).toBeLessThan(0.88);
    expect(hitRate(SMALL, 7)).toBeLessThan(hitRate(SMALL, 14));
  });

  test('finds less by night, and of what is hidden', () => {
    expect(hitRate(SMALL, 20, 'night')).toBeLessThan(hitRate(SMALL, 20) - 0.05);
    expect(hitRate(SMALL, 40, 'day', 0.45)).toBeLessThan(0.6);
  });

  test('misses in bursts: after a miss the next picture is a miss far more often', () => {
    let [misses, again, all] = [0, 0, 0];
    for (let seed = 0; seed < 30; seed += 1) {
      const { hits } = watch(SMALL, [car(16)], { seconds: 120, fps: 5, seed });
      hits.forEach((hit, at) => {
        all += 1;
        if (hit || at === 0) return;
        misses += 1;
        if (!hits[at - 1]) again += 1;
      });
    }
    expect(again / misses).toBeGreaterThan(2 * (misses / all));
  });

  test('has a weak box in most pictures in which what is large and clear has no sure one', () => {
    const runs = Array.from({ length: 40 }, (_, seed) => watch(SMALL, [car(50)], { seed }));
    const missed = runs.flatMap(({ hits, frames }) => frames.filter((_, at) => !hits[at]));
    const weak = missed.filter((found) => found.some(({ box }) => iou(box, car(50).box) > 0.5));
    const all = runs.reduce((sum, { hits }) => sum + hits.length, 0);
    expect(missed.length / all).toBeGreaterThan(0.02);
    expect(missed.length / all).toBeLessThan(0.06);
    expect(weak.length / missed.length).toBeGreaterThan(0.6);
    expect(weak.length / missed.length).toBeLessThan(0.9);
  });

  test('has false boxes that stay for minutes and some that flash up, most of them weak', () => {
    const { frames } = watch(SMALL, [], { seconds: 24 * 3600, fps: 1 });
    const boxes = frames.flat();
    const sure = boxes.filter(({ score }) => score >= SURE).length;
    expect(sure / frames.length).toBeGreaterThan(0.02);
    expect(sure / frames.length).toBeLessThan(0.5);
    expect((boxes.length - sure) / sure).toBeGreaterThan(2.5);
    expect((boxes.length - sure) / sure).toBeLessThan(4.5);
  });

  test('tells two cars in one place apart by their looks', () => {
    const white = baseLook('a', '#f2f2f0');
    const red = baseLook('b', '#8b1a1f');
    expect(appearanceDistance(white, red)).toBeGreaterThan(0.3);
    const seen = watch(SMALL, [car(30)], { seconds: 60 }).frames.flat();
    const looks = seen.flatMap(({ appearance }) => (appearance ? [appearance] : []));
    const own = looks.map((look) => appearanceDistance(look, looks[0] ?? []));
    expect(Math.max(...own)).toBeLessThan(0.3);
  });
});

test('a poor detector is worse', () => {
  expect(hitRate(POOR, 20)).toBeLessThan(hitRate(SMALL, 20) - 0.1);
});
