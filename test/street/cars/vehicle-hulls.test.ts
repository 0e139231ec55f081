import type { BufferAttribute } from 'three';
import { describe, expect, it } from 'vitest';
import type { Asset } from '../../../scripts/street/assets/asset.ts';
import { VEHICLES } from '../../../scripts/street/assets/vehicles.ts';
import { wheelsOf } from '../../../scripts/street/page/cars/build-car.ts';
import { BUCKETS, carGeometry } from '../../../scripts/street/page/cars/car-geometry.ts';
import { type CameraPose, project } from '../../../scripts/street/world/camera.ts';
import type { Vec3 } from '../../../scripts/street/world/vector.ts';

const SIZE = { width: 960, height: 540 };
const VIEWS: readonly (readonly [name: string, pose: CameraPose])[] = [
  ['ahead, low', { position: [18, 2, 0], yaw: -90, pitch: -4, roll: 0, hfov: 60 }],
  ['the side', { position: [0, 3, 18], yaw: 0, pitch: -7, roll: 0, hfov: 70 }],
  ['a pole, half behind', { position: [-13, 6, 14], yaw: 43, pitch: -16, roll: 0, hfov: 66 }],
  ['a pole, half ahead', { position: [14, 8, 13], yaw: -47, pitch: -22, roll: 0, hfov: 58 }],
  ['straight above', { position: [0, 30, 0], yaw: 0, pitch: -89.9, roll: 0, hfov: 50 }],
];

function meshPoints(asset: Asset): readonly Vec3[] {
  const { sinks, shape } = carGeometry(asset, { seed: 7 });
  const read = (position: BufferAttribute, by: Vec3): Vec3[] =>
    Array.from({ length: position.count }, (_, at) => [
      position.getX(at) + by[0],
      position.getY(at) + by[1],
      position.getZ(at) + by[2],
    ]);
  const parts = BUCKETS.flatMap((bucket) =>
    read(sinks[bucket].build().getAttribute('position') as BufferAttribute, [0, 0, 0]),
  );
  const wheels = wheelsOf(asset, shape).flatMap(({ mesh }) => {
    mesh.updateMatrix();
    const turned = mesh.geometry.clone().applyMatrix4(mesh.matrix);
    return read(turned.getAttribute('position') as BufferAttribute, [0, 0, 0]);
  });
  return [...parts, ...wheels];
}

function boxOf(pose: CameraPose, points: readonly Vec3[]) {
  const seen = points.flatMap((point) => project(pose, SIZE, point) ?? []);
  const [xs, ys] = [seen.map(({ x }) => x), seen.map(({ y }) => y)];
  const least = (of: readonly number[]) => of.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (of: readonly number[]) => of.reduce((a, b) => Math.max(a, b), -Infinity);
  return [least(xs), least(ys), most(xs), most(ys)] as const;
}

describe('hulls of vehicles', () => {
  it.each(VEHICLES)('$id: truth is within 2 % of what is drawn, from everywhere', (asset) => {
    const points = meshPoints(asset);
    const off = VIEWS.flatMap(([name, pose]) => {
      const drawn = boxOf(pose, points);
      const told = boxOf(pose, asset.hull);
      const [width, height] = [drawn[2] - drawn[0], drawn[3] - drawn[1]];
      return drawn.flatMap((edge, side) => {
        const share = Math.abs(edge - (told[side] ?? 0)) / (side % 2 === 0 ? width : height);
        return share > 0.02 ? [`${name}: side ${side} off by ${(share * 100).toFixed(1)} %`] : [];
      });
    });
    expect(off).toEqual([]);
  });

  it.each(VEHICLES)(
    '$id: is as long, wide (without mirrors) and high as its asset says',
    (asset) => {
      const points = meshPoints(asset);
      const most = (of: readonly number[]) => of.reduce((a, b) => Math.max(a, b), -Infinity);
      const reach = [0, 1, 2].map((axis) =>
        most(points.map((point) => Math.abs(point[axis] ?? 0))),
      );
      expect(Math.abs((reach[0] ?? 0) * 2 - asset.length)).toBeLessThan(0.08);
      expect(Math.abs((reach[1] ?? 0) - asset.height)).toBeLessThan(0.1);
      expect(reach[2] ?? 0).toBeGreaterThan(asset.width / 2 - 0.03);
      expect(reach[2] ?? 0).toBeLessThan(asset.width / 2 + 0.5);
    },
  );

  it.each(VEHICLES)('$id: has at most 16000 triangles with its wheels', (asset) => {
    const { sinks, shape } = carGeometry(asset, { seed: 7 });
    const bodies = BUCKETS.map((bucket) => sinks[bucket].build());
    const all = [...bodies, ...wheelsOf(asset, shape).map(({ mesh }) => mesh.geometry)];
    const count = all.reduce((sum, one) => sum + (one.getIndex()?.count ?? 0) / 3, 0);
    expect(count).toBeLessThan(16_000);
  });
});
