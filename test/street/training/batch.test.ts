import { describe, expect, it } from 'vitest';
import type { StreetClass } from '../../../scripts/street/assets/asset.ts';
import { ASSETS, assetOf } from '../../../scripts/street/assets/catalog.ts';
import { batchOf } from '../../../scripts/street/training/batch.ts';
import { collide, type Footprint } from '../../../scripts/street/training/footprint.ts';
import {
  CLASSES,
  isLabelled,
  LEAST_PIXELS,
  yoloLabels,
} from '../../../scripts/street/training/labels.ts';
import { plateBatchOf } from '../../../scripts/street/training/plate-shots.ts';
import { STREETS } from '../../../scripts/street/training/recipe.ts';
import { refuseJudging } from '../../../scripts/street/training/split.ts';
import type { TruthObject } from '../../../scripts/street/truth/frame.ts';
import { truthAt } from '../../../scripts/street/truth/truth-at.ts';
import { layoutOf } from '../../../scripts/street/world/layouts.ts';
import { mountOf } from '../../../scripts/street/world/mounts.ts';
import type { Actor, Scenario } from '../../../scripts/street/world/scenario.ts';

const BATCHES = Array.from({ length: 12 }, (_, number) => batchOf(1, number));
const PICTURES = BATCHES.flatMap(({ pictures }) => pictures);

describe('training pictures', () => {
  it('are made of the training half alone', () => {
    const plates = [0, 1, 2].flatMap((number) => plateBatchOf(1, number).shots);
    for (const { street, camera, actors } of [...PICTURES, ...plates.map((one) => one.scenario)]) {
      expect(layoutOf(street.id)?.split).toBe('training');
      expect(mountOf(camera.mount)?.split).toBe('training');
      for (const { asset } of actors) expect(assetOf(asset)?.split).toBe('training');
    }
  });

  it('the same seed and number give the same pictures, others give others', () => {
    expect(batchOf(4, 2)).toEqual(batchOf(4, 2));
    expect(batchOf(4, 3)).not.toEqual(batchOf(4, 2));
    expect(batchOf(5, 2)).not.toEqual(batchOf(4, 2));
  });

  it('show a few streets without anything, and most with several things', () => {
    const counts = PICTURES.map(({ actors }) => actors.length);
    const empty = counts.filter((count) => count === 0).length / counts.length;
    expect(PICTURES).toHaveLength(12 * STREETS.picturesPerBatch);
    expect(empty).toBeGreaterThan(0.01);
    expect(empty).toBeLessThan(0.12);
    expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeGreaterThan(4);
  });

  it('never have two things in one place', () => {
    for (const { actors } of PICTURES) {
      const prints = actors.map(footprint);
      const pairs = prints.flatMap((a, index) =>
        prints.slice(index + 1).map((b) => [a, b] as const),
      );
      for (const [a, b] of pairs) expect(collide(a, b, 0)).toBe(false);
    }
  });

  it('all classes come to be seen', () => {
    const seen = new Set(
      PICTURES.filter((_, index) => index % 2 === 0).flatMap((one) =>
        truthAt(one, 0)
          .objects.filter((object) => isLabelled(object, one.camera.size))
          .map((object) => object.class),
      ),
    );
    const there = ASSETS.filter(({ split }) => split === 'training').flatMap((asset) => [
      asset.class,
      ...(asset.parts ?? []).map((part) => part.class),
    ]);
    expect([...seen].sort()).toEqual([...new Set(there)].sort());
  });
});

/** Where it stands at 0 ms: paths are straight and even about it. */
function footprint({ asset, path }: Actor): Footprint {
  const [from, to] = [path[0], path.at(-1)];
  const { length = 0, width = 0 } = assetOf(asset) ?? {};
  if (from === undefined || to === undefined) throw new RangeError('expected a path');
  const [x, z] = [(from.x + to.x) / 2, (from.z + to.z) / 2];
  return { x, z, heading: from.heading ?? 0, length, width };
}

describe('the gate before training pictures', () => {
  const picture = PICTURES.find(({ actors }) => actors.length > 0);
  if (picture === undefined) throw new Error('expected a picture with something in it');
  const street = layoutOf('boulevard-c');
  if (street === undefined) throw new Error('expected the judging street');
  const other: Actor = { id: 'x', asset: 'sedan-c', path: [{ atMs: 0, x: 0, z: 0 }] };
  const cases: readonly (readonly [string, Partial<Scenario>])[] = [
    ['the scenario itself', { split: 'judging' }],
    ['street boulevard-c', { street }],
    ['asset sedan-c', { actors: [...picture.actors, other] }],
    ['asset nobody-knows', { actors: [{ ...other, asset: 'nobody-knows' }] }],
    ['mount pole-6m', { camera: { ...picture.camera, mount: 'pole-6m' } }],
    ['day, fog', { light: 'day', weather: 'fog' }],
  ];

  it.each(cases)('refuses %s', (name, change) => {
    expect(() => refuseJudging({ ...picture, ...change })).toThrow(name);
  });

  it('lets a training picture through', () => {
    expect(() => refuseJudging(picture)).not.toThrow();
  });
});

describe('labels', () => {
  const size = { width: 100, height: 50 };
  const object = (changes: Partial<TruthObject>): TruthObject => {
    const box = { left: 0.2, top: 0.2, right: 0.6, bottom: 0.8 };
    const facts = { distance: 10, speed: 0, aspect: 0, cut: false };
    return { actor: 'a', class: 'bus', extent: box, box, visibility: 1, ...facts, ...changes };
  };

  it('are written as class, centre and size in shares of the picture', () => {
    expect(yoloLabels([object({})], size)).toBe('6 0.400000 0.500000 0.400000 0.600000\n');
  });

  it.each([
    ['hidden', { visibility: 0.2 }],
    ['small', { box: { left: 0, top: 0, right: (LEAST_PIXELS - 1) / 100, bottom: 1 } }],
  ])('leave out what is too %s', (_, changes) => {
    expect(yoloLabels([object(changes)], size)).toBe('');
  });

  it('know every class of the street', () => {
    // does not compile where one is missing
    const missing: [Exclude<StreetClass, (typeof CLASSES)[number]>] extends [never] ? 0 : 1 = 0;
    expect(missing).toBe(0);
    expect(new Set(CLASSES).size).toBe(CLASSES.length);
  });
});
