import { Mesh, MeshLambertMaterial, type Object3D } from 'three';
import type { Vec3 } from '../../world/vector.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { PIECE, PIECES, type StreetPlan } from './street-plan.ts';

const STONE: Vec3 = [0.3, 0.3, 0.29];
const BAND: Vec3 = [0.75, 0.52, 0.05];

/** Short posts on the far kerb that keep cars off the sidewalk. */
export function buildBollards({ layout }: StreetPlan): Object3D[] {
  const { bollards, kerb, crossing } = layout;
  if (bollards === undefined) return [];
  const material = new MeshLambertMaterial({ vertexColors: true });
  return PIECES.map((from) => {
    const mesh = new MeshBuilder();
    for (let x = Math.ceil(from / bollards) * bollards; x < from + PIECE; x += bollards) {
      if (crossing !== undefined && Math.abs(x - crossing) < 3) continue;
      mesh.tube([x, kerb, -0.3], [x, kerb + 0.62, -0.3], 0.085, 8, STONE);
      mesh.tube([x, kerb + 0.62, -0.3], [x, kerb + 0.7, -0.3], 0.085, 8, BAND, 0.04);
    }
    const posts = new Mesh(mesh.build(), material);
    posts.castShadow = true;
    posts.receiveShadow = true;
    return posts;
  });
}
