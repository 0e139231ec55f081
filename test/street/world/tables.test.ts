import { describe, expect, it } from 'vitest';
import { ASSETS } from '../../../scripts/street/assets/catalog.ts';
import { areaNames, areaOf, groundHeight } from '../../../scripts/street/world/areas.ts';
import { project } from '../../../scripts/street/world/camera.ts';
import { LAYOUTS, layoutOf } from '../../../scripts/street/world/layouts.ts';
import { MOUNTS, mountOf, poseAt } from '../../../scripts/street/world/mounts.ts';

const SPLITS = ['training', 'judging'] as const;
const SIZE = { width: 1280, height: 720 };

describe('the tables of streets and mounts', () => {
  it.each(SPLITS)('have enough of both for %s, and of every sort of asset', (split) => {
    const layouts = LAYOUTS.filter((layout) => layout.split === split);
    expect(layouts.length).toBeGreaterThanOrEqual(split === 'training' ? 5 : 4);
    expect(new Set(layouts.map(({ facade }) => facade)).size).toBeGreaterThanOrEqual(4);
    expect(layouts.some(({ bays }) => bays.some(({ z }) => z < 0))).toBe(true);
    expect(layouts.some(({ bays }) => bays.some(({ z }) => z > 0))).toBe(true);
    expect(layouts.some(({ gate }) => gate !== undefined)).toBe(true);
    const kinds = new Set(MOUNTS.filter((mount) => mount.split === split).map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual(['drone', 'gantry', 'pole', 'wall']);
    const classes = new Set(ASSETS.filter((one) => one.split === split).map((one) => one.class));
    expect(classes).toContain('muck-truck');
  });

  it('name everything once, and share neither name nor height between the halves', () => {
    for (const table of [LAYOUTS, MOUNTS])
      expect(new Set(table.map(({ id }) => id)).size).toBe(table.length);
    const heights = (split: string) =>
      MOUNTS.filter((mount) => mount.split === split).map(({ pose }) => pose.position[1]);
    for (const height of heights('training')) expect(heights('judging')).not.toContain(height);
    expect(layoutOf('boulevard-c')?.id).toBe('boulevard-c');
    expect(mountOf('no-such-mount')).toBeUndefined();
  });

  it('keep bays off the kerb line, within the sidewalk or the road', () => {
    for (const { id, bays, farWalk, roadWidth } of LAYOUTS)
      for (const { z, width } of bays) {
        const onWalk = z >= -farWalk && z + width <= 0;
        const onRoad = z >= 0 && z + width <= roadWidth / 2;
        expect(onWalk || onRoad, id).toBe(true);
      }
  });

  it('show the far sidewalk from every mount over every street of its half', () => {
    for (const mount of MOUNTS)
      for (const street of LAYOUTS.filter(({ split }) => split === mount.split)) {
        const pose = poseAt(mount, street);
        const seen = Array.from({ length: 81 }, (_, index) => index - 40).filter((x) => {
          const point = project(pose, SIZE, [x, street.kerb, -street.farWalk / 2]);
          return point && point.x > 0 && point.x < 1 && point.y > 0 && point.y < 1;
        });
        expect(seen.length, `${mount.id} over ${street.id}`).toBeGreaterThanOrEqual(8);
      }
  });

  it('hang what stands on the near side behind the near kerb, gantries over the road', () => {
    for (const mount of MOUNTS)
      for (const street of LAYOUTS) {
        const [, , z] = poseAt(mount, street).position;
        if (mount.kind === 'pole' || mount.kind === 'wall')
          expect(z).toBeGreaterThan(street.roadWidth);
        if (mount.kind === 'gantry') expect(z).toBeLessThan(street.roadWidth);
      }
  });
});

describe('areaOf', () => {
  it('knows every area that it names, in order and with an area', () => {
    for (const layout of LAYOUTS)
      for (const name of areaNames(layout)) {
        const corners = areaOf(layout, name);
        const twice = corners.reduce((sum, [x, z], index) => {
          const [px, pz] = corners.at(index - 1) ?? [0, 0];
          return sum + px * z - x * pz;
        }, 0);
        expect(Math.abs(twice), `${layout.id} ${name}`).toBeGreaterThan(1);
      }
  });

  it.each(['pavement', 'bay:99', 'lane:-1', 'crossing'])(
    'refuses %s, and says what there is',
    (name) => {
      const layout = layoutOf('boulevard-c');
      if (layout === undefined) throw new Error('no such street');
      expect(() => areaOf(layout, name)).toThrow(
        /expected an area of boulevard-c \(far-walk, near-walk/,
      );
    },
  );
});

describe('groundHeight', () => {
  it.each([
    ['the far sidewalk', -2, 0.16],
    ['the far kerb', 0, 0.16],
    ['the gutter', 0.2, 0.08],
    ['the road', 6, 0],
    ['the near sidewalk', 13, 0.16],
  ])('on %s (z = %f) is %f m', (_, z, height) => {
    const layout = layoutOf('boulevard-c');
    if (layout === undefined) throw new Error('no such street');
    expect(groundHeight(layout, z)).toBeCloseTo(height, 9);
  });
});
