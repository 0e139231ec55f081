import { describe, expect, it } from 'vitest';
import { overlap } from '../../../scripts/street/suite/detector-coco.ts';
import { detectorScene, SHOTS } from '../../../scripts/street/suite/detector-scenes.ts';
import { truthAt } from '../../../scripts/street/truth/truth-at.ts';

const SIZE = { width: 960, height: 540 };
const shots = (seed: number) =>
  Array.from({ length: SHOTS }, (_, shot) => detectorScene(seed, shot, SIZE));

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
});

describe('overlap', () => {
  const box = (left: number, right: number) => ({ left, top: 0, right, bottom: 1 });
  it.each([
    ['the same box', box(0, 1), 1],
    ['half of it', box(0, 0.5), 0.5],
    ['beside it', box(1, 2), 0],
  ])('%s', (_, other, share) => expect(overlap(box(0, 1), other)).toBeCloseTo(share));
});
