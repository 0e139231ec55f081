import { Group, Mesh, MeshLambertMaterial } from 'three';
import type { Vec3 } from '../../world/vector.ts';
import { lampRows } from './lamp-places.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { HALF, type StreetPlan } from './street-plan.ts';
import type { Obstacle } from './trees.ts';

const STEEL: Vec3 = [0.32, 0.34, 0.35];

/** Street lamps with an arm over the road. */
export function buildLamps(plan: StreetPlan): Obstacle[] {
  const { layout, setting } = plan;
  const steel = new MeshLambertMaterial({ vertexColors: true });
  const glass = new MeshLambertMaterial({ color: '#d9d6cc' });
  if (setting.lamps > 0) glass.emissive.setRGB(9, 6.6, 3.9);
  return lampRows(layout).flatMap(({ x, z, poleZ, height, spacing }, index) => {
    const near = index === 1;
    const out = z - poleZ;
    const pole = new MeshBuilder();
    pole.tube([0, 0, 0], [0, height - 0.5, 0], 0.09, 8, STEEL, 0.06);
    pole.tube([0, height - 0.5, 0], [0, height, out], 0.045, 6, STEEL);
    pole.box([0, height + 0.02, out], [0.26, 0.1, 0.6], undefined, STEEL);
    pole.box([0, 0.25, 0], [0.26, 0.5, 0.26], undefined, STEEL);
    const lens = new MeshBuilder();
    lens.box([0, height - 0.05, out], [0.2, 0.05, 0.5]);
    const [poleShape, lensShape] = [pole.build(), lens.build()];
    const lamps: Obstacle[] = [];
    const first = x - Math.floor((x + HALF) / spacing) * spacing;
    for (let at = first; at < HALF; at += spacing) {
      const object = new Group();
      const parts = [new Mesh(poleShape, steel), new Mesh(lensShape, glass)];
      for (const part of parts) part.castShadow = true;
      object.add(...parts);
      object.position.set(at, layout.kerb, poleZ);
      lamps.push({ object, x: at, z: poleZ, near });
    }
    return lamps;
  });
}
