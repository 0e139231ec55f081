import fc from 'fast-check';
import { MathUtils, PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { ASSETS } from '../../../scripts/street/assets/catalog.ts';
import { isOutside, silhouetteOf, viewOf } from '../../../scripts/street/truth/silhouette.ts';
import { cutToPicture } from '../../../scripts/street/truth/visible-share.ts';
import { type CameraPose, NEAR, project } from '../../../scripts/street/world/camera.ts';
import type { Vec3 } from '../../../scripts/street/world/vector.ts';

const SIZE = { width: 1280, height: 720 };

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const poses: fc.Arbitrary<CameraPose> = fc.record({
  position: fc.tuple(number(-20, 20), number(1, 40), number(5, 25)),
  yaw: number(-180, 180),
  pitch: number(-89, 20),
  roll: number(-10, 10),
  hfov: number(20, 100),
});
const places = fc.tuple(number(-30, 30), number(0, 0.2), number(-8, 16));

/** The same camera by three.js, which knows nothing of ours. */
function threeCamera({ position, yaw, pitch, roll, hfov }: CameraPose): PerspectiveCamera {
  const aspect = SIZE.width / SIZE.height;
  const vfov = 2 * Math.atan(Math.tan(MathUtils.degToRad(hfov) / 2) / aspect);
  const camera = new PerspectiveCamera(MathUtils.radToDeg(vfov), aspect, NEAR, 1000);
  camera.position.set(...position);
  camera.rotation.order = 'YXZ';
  camera.rotation.set(
    MathUtils.degToRad(pitch),
    -MathUtils.degToRad(yaw),
    -MathUtils.degToRad(roll),
  );
  camera.updateMatrixWorld();
  return camera;
}

/** Hull points in the world as three.js turns an object, in shares of the picture; those ahead only. */
function threePoints(pose: CameraPose, at: Vec3, heading: number, hull: readonly Vec3[]) {
  const camera = threeCamera(pose);
  return hull.flatMap((point) => {
    const world = new Vector3(...point)
      .applyAxisAngle(new Vector3(0, 1, 0), MathUtils.degToRad(heading))
      .add(new Vector3(...at));
    const depth = -world.clone().applyMatrix4(camera.matrixWorldInverse).z;
    if (depth < NEAR) return [];
    const { x, y } = world.project(camera);
    return [{ x: (x + 1) / 2, y: (1 - y) / 2, depth }];
  });
}

describe('project', () => {
  it('puts points where the perspective camera of three.js puts them', () => {
    fc.assert(
      fc.property(poses, places, (pose, point) => {
        const ours = project(pose, SIZE, point);
        const [theirs] = threePoints(pose, point, 0, [[0, 0, 0]]);
        expect(ours === undefined).toBe(theirs === undefined);
        if (!ours || !theirs || ours.depth < 1) return;
        expect(ours.x).toBeCloseTo(theirs.x, 6);
        expect(ours.y).toBeCloseTo(theirs.y, 6);
        expect(ours.depth).toBeCloseTo(theirs.depth, 6);
      }),
    );
  });
});

describe('silhouetteOf', () => {
  const assets = fc.constantFrom(...ASSETS);
  const headings = number(-180, 180);

  it('is the tight box of all points, as three.js projects them, where all are ahead', () => {
    fc.assert(
      fc.property(poses, places, headings, assets, (pose, position, heading, { hull }) => {
        const points = threePoints(pose, position, heading, hull);
        fc.pre(points.length === hull.length);
        const found = silhouetteOf(viewOf(pose, SIZE), { position, heading }, hull);
        const xs = points.map(({ x }) => x);
        const ys = points.map(({ y }) => y);
        const near = (a: number | undefined, b: number) =>
          expect(Math.abs((a ?? Number.NaN) - b)).toBeLessThan(1e-6 * Math.max(1, Math.abs(b)));
        near(found?.extent.left, Math.min(...xs));
        near(found?.extent.right, Math.max(...xs));
        near(found?.extent.top, Math.min(...ys));
        near(found?.extent.bottom, Math.max(...ys));
      }),
    );
  });

  it('holds every point in front of the near plane, of things that reach behind it too', () => {
    const near: fc.Arbitrary<Vec3> = fc.tuple(number(-6, 6), number(0, 0.2), number(-6, 6));
    fc.assert(
      fc.property(poses, near, headings, assets, (pose, offset, heading, { hull }) => {
        const [px, , pz] = pose.position;
        const position: Vec3 = [px + offset[0], offset[1], pz + offset[2]];
        const low = { ...pose, position: [px, 1.5, pz] as const };
        // within rounding of the plane itself either side is right
        const points = threePoints(low, position, heading, hull).filter(
          ({ depth }) => depth > NEAR + 1e-6,
        );
        const found = silhouetteOf(viewOf(low, SIZE), { position, heading }, hull);
        for (const { x, y } of points) {
          if (!found) throw new Error('nothing found of what is ahead');
          const slack = 1e-6 * Math.max(1, Math.abs(x), Math.abs(y));
          expect(x).toBeGreaterThanOrEqual(found.extent.left - slack);
          expect(x).toBeLessThanOrEqual(found.extent.right + slack);
          expect(y).toBeGreaterThanOrEqual(found.extent.top - slack);
          expect(y).toBeLessThanOrEqual(found.extent.bottom + slack);
        }
      }),
    );
  });

  it('cuts edges at the near plane: a slab through the camera reaches to where it meets that plane', () => {
    const pose = { position: [0, 2, 0] as const, yaw: 0, pitch: 0, roll: 0, hfov: 90 };
    // 2 m wide, flat on the ground, from 10 m before to 10 m behind the camera
    const slab: Vec3[] = [-10, 10].flatMap((z) => [-1, 1].map((x): Vec3 => [x, 0, z]));
    const found = silhouetteOf(viewOf(pose, SIZE), { position: [0, 0, 0], heading: 0 }, slab);
    // at the plane, 0.3 m ahead: 1 m aside and 2 m below, by a half width of 0.3 m
    expect(found?.extent.left).toBeCloseTo(0.5 - 1 / (2 * NEAR), 6);
    expect(found?.extent.right).toBeCloseTo(0.5 + 1 / (2 * NEAR), 6);
    expect(found?.extent.bottom).toBeCloseTo(0.5 + (2 * (16 / 9)) / (2 * NEAR), 6);
    expect(found?.extent.top).toBeCloseTo(0.5 + (2 * (16 / 9)) / 20, 6);
    expect(found?.corners()).toHaveLength(4);
  });

  it('is in the picture of nothing that is said to be outside', () => {
    const near: fc.Arbitrary<Vec3> = fc.tuple(number(-9, 9), number(0, 0.2), number(-9, 9));
    let outside = 0;
    fc.assert(
      fc.property(poses, near, headings, assets, (pose, offset, heading, { hull }) => {
        const [px, , pz] = pose.position;
        const standing = {
          position: [px + offset[0], offset[1], pz + offset[2]] as const,
          heading,
        };
        const view = viewOf({ ...pose, position: [px, 2, pz] }, SIZE);
        if (!isOutside(view, standing, hull)) return;
        outside++;
        const found = silhouetteOf(view, standing, hull)?.extent;
        expect(found && cutToPicture(found)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
    expect(outside).toBeGreaterThan(30);
  });

  it('is none of what lies behind the camera', () => {
    const pose = { position: [0, 5, 0] as const, yaw: 0, pitch: -10, roll: 0, hfov: 70 };
    const cube: Vec3[] = [
      [1, 0, 1],
      [-1, 0, 1],
      [1, 2, -1],
    ];
    const behind = { position: [0, 0, 12] as const, heading: 0 };
    expect(silhouetteOf(viewOf(pose, SIZE), behind, cube)).toBeUndefined();
  });
});
