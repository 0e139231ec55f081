import { describe, expect, it } from 'vitest';
import type { Asset } from '../../../scripts/street/assets/asset.ts';
import { PEOPLE } from '../../../scripts/street/assets/people.ts';
import { hullOf } from '../../../scripts/street/assets/pose-hull.ts';
import { STALLS } from '../../../scripts/street/assets/stalls.ts';
import { bodyLofts } from '../../../scripts/street/page/people/body.ts';
import { loftGeometry } from '../../../scripts/street/page/people/loft.ts';
import { type Doing, dress, poseAt } from '../../../scripts/street/page/people/person-motion.ts';
import { cornersOf, pointsOf } from '../../../scripts/street/page/props/measure.ts';
import { together } from '../../../scripts/street/page/props/pieces.ts';
import { propParts } from '../../../scripts/street/page/props/prop-models.ts';
import {
  partShapes,
  type Shapes,
  tricycleShapes,
  twoWheelerShapes,
} from '../../../scripts/street/page/props/shapes-of.ts';
import { stallParts } from '../../../scripts/street/page/stalls/stall-models.ts';
import type { Vec3 } from '../../../scripts/street/world/vector.ts';

const POSES: readonly (readonly [Doing, speed: number])[] = [
  ['stand', 1.3],
  ['stand', 0],
  ['sell', 0],
  ['sweep', 0],
  ['sit', 0],
];
const SEEDS = [3, 8, 21, 34];
const people = PEOPLE.filter(({ model }) => model === 'person');

/** Smallest and largest along an axis. */
function span(points: readonly Vec3[], axis: 0 | 1 | 2): readonly [number, number] {
  const along = points.map((point) => point[axis]);
  return [Math.min(...along), Math.max(...along)];
}

/** How far two spans' ends lie apart at most, metres. */
function apart(a: readonly Vec3[], b: readonly Vec3[], axis: 0 | 1 | 2): number {
  const [one, other] = [span(a, axis), span(b, axis)];
  return Math.max(Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]));
}

function meshOf(asset: string, doing: Doing, speed: number, seed: number): Vec3[] {
  const body = dress(asset, seed, doing);
  const moment = { doing, speed, travelled: seed * 0.29, atMs: seed * 500, umbrella: false };
  return pointsOf(loftGeometry(bodyLofts(body, poseAt(body, moment))));
}

describe('hulls of people', () => {
  for (const asset of people)
    it.each(POSES)(`${asset.id} doing '%s' at %d m/s: the box holds the body`, (doing, speed) => {
      const hull = hullOf(asset, { pose: doing, moving: speed > 0 });
      const meshes = SEEDS.map((seed) => meshOf(asset.id, doing, speed, seed));
      const height = span(hull, 1)[1];
      for (const mesh of meshes) expect(span(mesh, 1)[0]).toBeGreaterThan(-0.025);
      // clothes and steps differ: the mean of heads and elbows is what the hull says
      const top = mean(meshes.map((mesh) => span(mesh, 1)[1]));
      expect(Math.abs(top - height)).toBeLessThan(0.03 * height);
      for (const axis of [0, 2] as const) {
        const width = mean(meshes.map((mesh) => span(mesh, axis)[1] - span(mesh, axis)[0]));
        const [low, high] = span(hull, axis);
        expect(Math.abs(width - (high - low))).toBeLessThan(0.08 * height);
      }
    });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function expectTight(shapes: Shapes, hulls: Readonly<Record<string, readonly Vec3[] | undefined>>) {
  for (const [name, mesh] of Object.entries(shapes)) {
    const hull = hulls[name];
    expect(hull, name).toBeDefined();
    if (!hull) continue;
    const size = Math.max(
      ...([0, 1, 2] as const).map((axis) => span(mesh, axis)[1] - span(mesh, axis)[0]),
    );
    for (const axis of [0, 1, 2] as const)
      expect(apart(mesh, hull, axis), `${name} along axis ${axis}`).toBeLessThan(0.03 * size);
  }
}

describe('hulls of what people ride and sell from', () => {
  it.each(PEOPLE.filter(({ model }) => model !== 'person'))(
    '$id: with rider and parked',
    (asset) => {
      const measure = asset.model === 'tricycle' ? tricycleShapes : twoWheelerShapes;
      expectTight(measure(asset.id, asset.split), {
        [asset.id]: asset.hull,
        [`${asset.id}/parked`]: asset.poses?.parked,
        [`${asset.id}/rider`]: asset.rider?.hull,
      });
    },
  );

  it.each([...STALLS])('$id: the whole and its parts', (asset: Asset) => {
    const parts = Object.fromEntries(
      (asset.parts ?? []).map(({ hull }, at) => [`${asset.id}/${at}`, hull]),
    );
    const build = asset.model === 'stall' ? stallParts : propParts;
    expectTight(partShapes(asset.id, build), { ...parts, [asset.id]: asset.hull });
  });

  it.each([...STALLS])('$id: colours come from the seed, sizes do not', ({ id, model, hull }) => {
    const build = model === 'stall' ? stallParts : propParts;
    for (const seed of [41, 97]) {
      const mesh = cornersOf(together(...build(id, seed).map(({ pieces }) => pieces)));
      for (const axis of [0, 1, 2] as const) expect(apart(mesh, hull, axis)).toBeLessThan(0.09);
    }
  });

  it.each([...STALLS])('$id: its parts are those that the table names', ({ id, model, parts }) => {
    const build = model === 'stall' ? stallParts : propParts;
    const named = build(id, 5).flatMap(({ of }) => (of ? [of] : []));
    expect(named).toEqual(parts?.map((part) => part.class));
  });
});
