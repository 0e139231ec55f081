import { Mesh, MeshLambertMaterial, type Object3D } from 'three';
import { random } from '../../world/random.ts';
import type { Vec3 } from '../../world/vector.ts';
import { pick } from '../textures/pick.ts';
import { MARKS, marksTexture } from '../textures/road-paint.ts';
import { MeshBuilder, type Patch } from './mesh-builder.ts';
import { PIECE, PIECES, type StreetPlan } from './street-plan.ts';

/** What use leaves on the ground: patches, oil, manholes, drains, cracks, leaves. */
export function buildTraces(plan: StreetPlan): Object3D[] {
  const material = new MeshLambertMaterial({
    ...{ map: marksTexture(random(plan.seed, 'marks')), vertexColors: true, transparent: true },
    ...{ depthWrite: false, polygonOffset: true, polygonOffsetFactor: -1, polygonOffsetUnits: -2 },
  });
  return PIECES.map((from) => {
    const traces = new Mesh(piece(plan, from).build(), material);
    traces.receiveShadow = true;
    return traces;
  });
}

function piece({ layout, seed }: StreetPlan, from: number): MeshBuilder {
  const next = random(seed, 'traces', String(from));
  const { roadWidth, farWalk, nearWalk, kerb } = layout;
  const mesh = new MeshBuilder();
  const lay = (z: number, y: number, length: number, width: number, patch: Patch, x?: number) => {
    const shade = 0.75 + next() * 0.35;
    const colour: Vec3 = [shade, shade, shade];
    const left = x ?? from + next() * (PIECE - length);
    mesh.quad([left, y + 0.003, z], [length, 0, 0], [0, 0, width], patch, colour, [0, 1, 0]);
  };
  const onRoad = (width: number) => 0.3 + next() * (roadWidth - 0.6 - width);
  for (let index = 0; index < 3; index += 1) {
    const [length, width] = [0.8 + next() * 3.4, 0.6 + next() * 1.4];
    lay(onRoad(width), 0, length, width, pick(MARKS.patches, next));
  }
  for (let index = 0; index < 9; index += 1) {
    const size = 0.7 + next() * 2;
    lay(onRoad(size), 0, size * (1 + next()), size, pick(MARKS.stains, next));
  }
  for (let index = 0; index < 5; index += 1) {
    const size = 1 + next() * 1.8;
    lay(onRoad(size), 0, size, size, pick(MARKS.cracks, next));
  }
  for (const patch of MARKS.manholes) lay(onRoad(0.8), 0, 0.75, 0.75, patch);
  lay(0.08, 0, 0.7, 0.38, MARKS.drain);
  lay(roadWidth - 0.46, 0, 0.7, 0.38, MARKS.drain);
  for (let index = 0; index < 9; index += 1) {
    const far = next() < 0.65;
    const size = 0.5 + next() * 1.2;
    const room = (far ? farWalk : nearWalk) - size - 0.3;
    const z = far ? -farWalk + next() * room : roadWidth + 0.3 + next() * room;
    const patch = next() < 0.75 ? pick(MARKS.stains, next) : MARKS.leaves;
    lay(z, kerb, size * 1.3, size, patch);
  }
  return mesh;
}
