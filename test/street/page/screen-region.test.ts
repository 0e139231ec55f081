import { describe, expect, test } from 'vitest';
import { grown, merged, regionOf } from '../../../scripts/street/page/screen-region.ts';
import { project } from '../../../scripts/street/world/camera.ts';
import type { Vec3 } from '../../../scripts/street/world/vector.ts';

const SIZE = { width: 200, height: 100 };
const POSE = { position: [0, 2, 10], yaw: 0, pitch: 0, roll: 0, hfov: 60 } as const;

describe('the region that points can touch', () => {
  test('holds the projection of every point', () => {
    const points: Vec3[] = [
      [-2, 0.5, 0],
      [1.5, 3, -4],
    ];
    const region = regionOf(POSE, SIZE, points, 0);
    for (const point of points) {
      const at = project(POSE, SIZE, point);
      expect(at && at.x * SIZE.width - (region?.x ?? 0)).toBeGreaterThanOrEqual(0);
      expect(at && at.x * SIZE.width).toBeLessThanOrEqual((region?.x ?? 0) + (region?.width ?? 0));
    }
  });

  test('reaches the edge where a thing passes beside and behind the camera', () => {
    const region = regionOf(
      POSE,
      SIZE,
      [
        [2, 1, 5],
        [2, 1, 14],
      ],
      0,
    );
    expect(region && region.x + region.width).toBe(SIZE.width);
  });

  test.each<[string, Vec3]>([
    ['behind the camera', [0, 2, 20]],
    ['far to the left', [-50, 2, 5]],
  ])('is none %s', (_, point) => {
    expect(regionOf(POSE, SIZE, [point], 2)).toBeUndefined();
  });
});

describe('merging regions', () => {
  const at = (x: number, width = 10) => ({ x, y: 0, width, height: 10 });
  test('two that overlap become one', () => {
    expect(merged([at(0), at(5)], 0)).toEqual([{ x: 0, y: 0, width: 15, height: 10 }]);
  });
  test('two far apart stay two', () => {
    expect(merged([at(0), at(100)], 0)).toHaveLength(2);
  });
  test('a chain becomes one, whatever the order', () => {
    expect(merged([at(0), at(20), at(8, 14)], 0)).toEqual([{ x: 0, y: 0, width: 30, height: 10 }]);
  });
  test('growing stops at the edge of the picture', () => {
    expect(grown(at(0), 3, SIZE)).toEqual({ x: 0, y: 0, width: 13, height: 13 });
  });
});
