import { describe, expect, it } from 'vitest';
import type { Cover, Load } from '../../../scripts/street/assets/asset.ts';
import { tipperShape } from '../../../scripts/street/assets/tipper-shapes-makes.ts';
import { ladenHull, TIPPERS } from '../../../scripts/street/assets/tippers.ts';
import { liveryOf } from '../../../scripts/street/page/tippers/livery.ts';
import { tipperGeometry } from '../../../scripts/street/page/tippers/tipper-geometry.ts';
import type { Vec3 } from '../../../scripts/street/world/vector.ts';
import { isChecked } from './checked.ts';
import { type Box, boxOf, SIDE, VIEWS } from './projection.ts';

type Freight = readonly [Load, Cover];
const LOADS: readonly Load[] = ['empty', 'level', 'heaped'];
const COVERS: readonly Cover[] = ['rigid', 'tarpaulin', 'net', 'partial', 'none'];
const ALL: readonly Freight[] = LOADS.flatMap((load) =>
  COVERS.map((cover): Freight => [load, cover]),
);

function pointsOf(id: string, [load, cover]: Freight, seed: number): Vec3[] {
  const shape = tipperShape(id);
  const livery = liveryOf(id, shape.split, seed);
  const made = tipperGeometry(shape, livery, { load, material: 'rubble', cover }, seed);
  const still = [...made.solids.values(), made.load, made.cloth?.cloth, made.decals.panels];
  const points = still.flatMap((geometry): Vec3[] => {
    const position = geometry?.getAttribute('position');
    return Array.from(
      { length: position?.count ?? 0 },
      (_, at): Vec3 => [position?.getX(at) ?? 0, position?.getY(at) ?? 0, position?.getZ(at) ?? 0],
    );
  });
  const wheels = made.axles.flatMap(({ x, y, geometry }): Vec3[] => {
    const position = geometry.getAttribute('position');
    return Array.from(
      { length: position.count },
      (_, at): Vec3 => [position.getX(at) + x, position.getY(at) + y, position.getZ(at)],
    );
  });
  return [...points, ...wheels];
}

/** The largest difference of an edge, as a share of the mesh's box in that direction. */
function worst(mesh: Box, hull: Box): number {
  const wide = mesh.right - mesh.left;
  const tall = mesh.bottom - mesh.top;
  return Math.max(
    Math.abs(mesh.left - hull.left) / wide,
    Math.abs(mesh.right - hull.right) / wide,
    Math.abs(mesh.top - hull.top) / tall,
    Math.abs(mesh.bottom - hull.bottom) / tall,
  );
}

/** Mixed makes only teach: their boxes may be a little looser than of those that are drawn, or judge. */
const DRAWN = { fit: 0.02, empty: 0.05 };
const MIXED = { fit: 0.025, empty: 0.075 };

describe.each(TIPPERS.filter(isChecked))('the hull of $id', (asset) => {
  const { fit, empty } = asset.id.startsWith('tipper-mix-') ? MIXED : DRAWN;

  it.each(ALL)('%s under %s: fits its points from everywhere', (load, cover) => {
    const points = pointsOf(asset.id, [load, cover], 3);
    const hull = ladenHull(asset, load, cover);
    for (const [name, view] of VIEWS)
      expect(worst(boxOf(points, view), boxOf(hull, view)), name).toBeLessThan(fit);
  });

  it('of the asset itself holds the highest load, and hardly more than an empty truck', () => {
    const full = boxOf(pointsOf(asset.id, ['heaped', 'none'], 5), SIDE);
    expect(worst(full, boxOf(asset.hull, SIDE))).toBeLessThan(fit);
    const points = pointsOf(asset.id, ['empty', 'none'], 4);
    for (const [name, view] of VIEWS)
      expect(worst(boxOf(points, view), boxOf(asset.hull, view)), name).toBeLessThan(empty);
  });
});
