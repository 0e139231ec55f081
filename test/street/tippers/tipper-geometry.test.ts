import type { BufferGeometry } from 'three';
import { describe, expect, it } from 'vitest';
import type { Cover, Load } from '../../../scripts/street/assets/asset.ts';
import type { TipperShape } from '../../../scripts/street/assets/tipper-shapes.ts';
import { TIPPER_SHAPES, tipperShape } from '../../../scripts/street/assets/tipper-shapes-makes.ts';
import { liveryOf } from '../../../scripts/street/page/tippers/livery.ts';
import {
  type TipperGeometry,
  tipperGeometry,
} from '../../../scripts/street/page/tippers/tipper-geometry.ts';
import { isChecked } from './checked.ts';

function make(shape: TipperShape, load: Load, cover: Cover, seed = 1): TipperGeometry {
  const livery = liveryOf(shape.id, shape.split, seed);
  return tipperGeometry(shape, livery, { load, material: 'earth', cover }, seed);
}

function geometries(made: TipperGeometry): BufferGeometry[] {
  const axles = made.axles.map((axle) => axle.geometry);
  const maybe = [made.load, made.cloth?.cloth, made.decals.glowing];
  const some = maybe.filter((geometry) => geometry !== undefined);
  return [...made.solids.values(), ...axles, made.decals.panels, made.decals.screen, ...some];
}

function top(geometry: BufferGeometry | undefined): number {
  geometry?.computeBoundingBox();
  return geometry?.boundingBox?.max.y ?? Number.NaN;
}

describe.each(TIPPER_SHAPES.filter(isChecked))('$id', (shape) => {
  it('stays within the triangles of a vehicle and the meshes of a fast picture', () => {
    const all = geometries(make(shape, 'heaped', 'net'));
    const corners = all.map(
      (geometry) => geometry.index?.count ?? geometry.getAttribute('position').count,
    );
    expect(corners.reduce((sum, count) => sum + count, 0) / 3).toBeLessThan(17_000);
    expect(all.length).toBeLessThan(18);
  });

  it('a heaped load rises over the boards, a level one does not', () => {
    const { rim } = shape.body;
    expect(top(make(shape, 'heaped', 'none').load)).toBeGreaterThan(rim + 0.25);
    expect(top(make(shape, 'level', 'none').load)).toBeLessThan(rim + 0.02);
  });

  it.each(['tarpaulin', 'net'] as const)('a %s lies over the heap everywhere', (cover) => {
    const made = make(shape, 'heaped', cover, 6);
    expect(top(made.cloth?.cloth)).toBeGreaterThanOrEqual(top(made.load) - 0.02);
  });

  it('a lid hides the load; an empty body carries none', () => {
    expect(make(shape, 'level', 'rigid').load).toBeUndefined();
    expect(make(shape, 'empty', 'none').load).toBeUndefined();
  });

  it('has a normal at every point: what is drawn without one is white', () => {
    for (const geometry of geometries(make(shape, 'level', 'partial', 2))) {
      const normal = geometry.getAttribute('normal');
      const used = geometry.index ? [...geometry.index.array] : [...Array(normal.count).keys()];
      const short = used.filter(
        (at) => Math.hypot(normal.getX(at), normal.getY(at), normal.getZ(at)) < 0.9,
      );
      expect(short).toHaveLength(0);
    }
  });
});

describe('a tipper', () => {
  const shape = tipperShape('tipper-b');

  it.each([
    ['lid', false],
    ['rolled', true],
    ['torn', true],
  ] as const)('half open as asked for (%s), whatever its seed', (opening, hasCloth) => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const freight = { load: 'level', material: 'earth', cover: 'partial', opening } as const;
      const livery = liveryOf(shape.id, shape.split, seed);
      expect(tipperGeometry(shape, livery, freight, seed).cloth !== undefined).toBe(hasCloth);
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const points = (seed: number): number[] =>
      geometries(make(shape, 'heaped', 'partial', seed)).flatMap((geometry) =>
        [...geometry.getAttribute('position').array].slice(0, 3000),
      );
    expect(points(4)).toEqual(points(4));
    expect(points(4)).not.toEqual(points(5));
  });

  it('of a make that is none is refused by name', () => {
    expect(() => tipperShape('tipper-x')).toThrow("got 'tipper-x'");
  });

  it('never heaps a load through a lid that is half open', () => {
    const seeds = Array.from({ length: 12 }, (_, seed) => seed);
    for (const seed of seeds) expect(make(shape, 'heaped', 'partial', seed).cloth).toBeDefined();
    expect(seeds.some((seed) => make(shape, 'level', 'partial', seed).cloth === undefined)).toBe(
      true,
    );
  });
});
