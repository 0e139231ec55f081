import { describe, expect, it } from 'vitest';
import { overlap } from '../../../scripts/street/suite/detector-coco.ts';
import { counts, hitOf } from '../../../scripts/street/suite/detector-judge.ts';
import { detectorScene, SHOTS } from '../../../scripts/street/suite/detector-scenes.ts';
import type { TruthObject } from '../../../scripts/street/truth/frame.ts';
import { truthAt } from '../../../scripts/street/truth/truth-at.ts';

const SIZE = { width: 960, height: 540 };
const shots = (seed: number) =>
  Array.from({ length: SHOTS }, (_, shot) => detectorScene(seed, shot, { size: SIZE }));

describe('scenes that detectors are asked about', () => {
  it('are the same for the same seed', () => {
    expect(shots(4)).toEqual(shots(4));
    expect(shots(4)).not.toEqual(shots(5));
  });

  it('of one seed share a street and its light, not their actors', () => {
    const all = shots(7);
    expect(new Set(all.map(({ street, light }) => `${street.id} ${light}`)).size).toBe(1);
    const ids = all.flatMap(({ actors }) => actors.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('show most of what they hold', () => {
    const all = [1, 2, 3].flatMap(shots);
    const held = all.reduce((sum, { actors }) => sum + actors.length, 0);
    const seen = all.reduce((sum, scene) => sum + truthAt(scene, 500).objects.length, 0);
    expect(held).toBeGreaterThan(40);
    expect(seen).toBeGreaterThan(held * 0.9);
  });

  it.each([1, 2, 3])('of seed %d show every thing whole and not small', (seed) => {
    for (const scene of shots(seed))
      for (const { box, cut } of truthAt(scene, 500).objects.filter(({ part }) => !part)) {
        const sides = [(box.right - box.left) * SIZE.width, (box.bottom - box.top) * SIZE.height];
        expect(cut).toBe(false);
        expect(Math.max(...sides)).toBeGreaterThan(30);
      }
  });

  it('keep to the lights that are wished for', () => {
    const lights = [1, 2, 3, 4].map(
      (seed) => detectorScene(seed, 0, { size: SIZE, lights: ['overcast'] }).light,
    );
    expect(new Set(lights)).toEqual(new Set(['overcast']));
  });
});

describe('a finding', () => {
  const box = (left: number, right: number) => ({ left, top: 0.2, right, bottom: 0.8 });
  const object: TruthObject = {
    ...{ actor: 'bus', class: 'bus', box: box(0.2, 0.8), extent: box(0.2, 0.8), cut: false },
    ...{ visibility: 0.7, distance: 20, speed: 0, aspect: 90 },
  };
  const seen = box(0.2, 0.5);
  const said = (label: string, score: number, left: number, right: number) =>
    hitOf(object, seen, [{ label, score, box: box(left, right) }], 0.4);
  it.each([
    ['around all of it', said('bus', 0.6, 0.2, 0.8), { loose: true, exact: true }],
    ['around what is seen of it', said('bus', 0.6, 0.2, 0.48), { loose: true, exact: true }],
    ['by another vehicle name', said('truck', 0.6, 0.2, 0.8), { loose: true, exact: false }],
    ['by a name of no vehicle', said('person', 0.6, 0.2, 0.8), { loose: false, exact: false }],
    ['that is not sure', said('bus', 0.39, 0.2, 0.8), { loose: false, exact: false }],
    ['elsewhere', said('bus', 0.9, 0.6, 0.9), { loose: false, exact: false }],
  ])('%s', (_, hit, expected) => expect(hit).toEqual(expected));

  it('is asked for only where enough of a large enough thing is plain', () => {
    expect(counts(object, 640, 360)).toBe(true);
    expect(counts({ ...object, visibility: 0.5 }, 640, 360)).toBe(false);
    expect(counts({ ...object, part: 0 }, 640, 360)).toBe(false);
    expect(counts(object, 60, 40)).toBe(false);
    expect(counts({ ...object, class: 'stall' }, 640, 360)).toBe(false);
  });
});

describe('overlap', () => {
  const box = (left: number, right: number) => ({ left, top: 0, right, bottom: 1 });
  it.each([
    ['the same box', box(0, 1), 1],
    ['half of it', box(0, 0.5), 0.5],
    ['beside it', box(1, 2), 0],
  ])('%s', (_, other, share) => expect(overlap(box(0, 1), other)).toBeCloseTo(share));
});
