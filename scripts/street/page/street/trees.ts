import {
  type BufferGeometry,
  DoubleSide,
  Group,
  Matrix4,
  Mesh,
  MeshLambertMaterial,
  type Object3D,
} from 'three';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import { random } from '../../world/random.ts';
import type { Vec3 } from '../../world/vector.ts';
import { leafTexture } from '../textures/leaf.ts';
import { MARKS, marksTexture } from '../textures/road-paint.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { HALF, PIECE, PIECES, type StreetPlan } from './street-plan.ts';

/** Something upright that would stand right before a camera. */
export interface Obstacle {
  readonly object: Object3D;
  readonly x: number;
  readonly z: number;
  readonly near: boolean;
}

const KINDS = 3;

/** Street trees on both sides: bent trunks painted white below, crowns that start above a lorry's cab. */
export function buildTrees(plan: StreetPlan): Obstacle[] {
  const { layout, seed } = plan;
  const { treeSpacing, treeRow, roadWidth, kerb } = layout;
  if (treeSpacing === undefined) return [];
  const next = random(seed, 'trees');
  const { leaf, bark } = treeMaterials(plan);
  const grate = grateMaterial(plan);
  const kinds = Array.from({ length: KINDS }, () => ({
    crown: crown(next).build(),
    trunk: trunk(next).build(),
  }));
  const shift = next() * treeSpacing;
  const trees: Obstacle[] = [];
  for (let x = -HALF + shift; x < HALF; x += treeSpacing)
    for (const near of [false, true]) {
      const kind = kinds[Math.floor(next() * KINDS)];
      const [turn, grown] = [next() * Math.PI * 2, 0.85 + next() * 0.3];
      if (!kind || next() < 0.06 || blocked(plan, x, near)) continue;
      const object = new Group();
      const parts = [new Mesh(kind.trunk, bark), new Mesh(kind.crown, leaf)];
      for (const part of parts) {
        part.castShadow = true;
        part.receiveShadow = true;
        part.rotation.y = turn;
        part.scale.set(grown, 0.95 + (grown - 1) * 0.5, grown);
        object.add(part);
      }
      object.add(grate.clone());
      const z = near ? roadWidth + treeRow : -treeRow;
      object.position.set(x, kerb, z);
      trees.push({ object, x, z, near });
    }
  return trees;
}

function treeMaterials({ seed }: StreetPlan) {
  const leaf = new MeshLambertMaterial({
    ...{ map: leafTexture(random(seed, 'leaves')), vertexColors: true, side: DoubleSide },
    ...{ alphaTest: 0.35, alphaToCoverage: true },
  });
  return { leaf, bark: new MeshLambertMaterial({ vertexColors: true }) };
}

/** Trees that stand free behind a hedge or a wall, a few for every piece of street. */
export function buildGrove(plan: StreetPlan): Object3D[] {
  const { layout, seed } = plan;
  if (layout.facade !== 'park' && layout.facade !== 'wall') return [];
  const next = random(seed, 'grove');
  const { leaf, bark } = treeMaterials(plan);
  return PIECES.flatMap((from) => {
    const crowns: BufferGeometry[] = [];
    const trunks: BufferGeometry[] = [];
    for (let tree = 0; tree < 7; tree += 1) {
      const grown = 1 + next() * 0.7;
      const place = new Matrix4().makeTranslation(
        from + next() * PIECE,
        layout.kerb,
        -layout.farWalk - 3 - next() * 20,
      );
      place.multiply(new Matrix4().makeScale(grown, grown, grown));
      crowns.push(crown(next).build().applyMatrix4(place));
      trunks.push(trunk(next).build().applyMatrix4(place));
    }
    const parts = [
      new Mesh(mergeGeometries(crowns), leaf),
      new Mesh(mergeGeometries(trunks), bark),
    ];
    for (const part of parts) part.castShadow = true;
    return parts;
  });
}

/** Zebra crossings, gates and bays across the sidewalk have no trees. */
function blocked({ layout }: StreetPlan, x: number, near: boolean): boolean {
  const { crossing, gate, bays, treeRow } = layout;
  if (crossing !== undefined && Math.abs(x - crossing) < 4) return true;
  if (near) return false;
  if (gate !== undefined && Math.abs(x - gate) < 7) return true;
  return bays.some(
    (bay) =>
      x > bay.x - 0.6 &&
      x < bay.x + bay.length + 0.6 &&
      -treeRow > bay.z - 0.5 &&
      -treeRow < bay.z + bay.width + 0.3,
  );
}

function trunk(next: () => number): MeshBuilder {
  const mesh = new MeshBuilder();
  const lean = (): number => (next() - 0.5) * 0.28;
  const knee: Vec3 = [lean(), 1.9, lean()];
  const fork: Vec3 = [knee[0] + lean(), 3.5, knee[2] + lean()];
  const white: Vec3 = [0.62, 0.62, 0.58];
  const brown: Vec3 = [0.16, 0.125, 0.095];
  const collar: Vec3 = [knee[0] * 0.58, 1.1, knee[2] * 0.58];
  mesh.tube([0, -0.05, 0], collar, 0.15, 7, white, 0.125);
  mesh.tube(collar, knee, 0.123, 7, brown, 0.11);
  mesh.tube(knee, fork, 0.11, 7, brown, 0.09);
  for (let branch = 0; branch < 5; branch += 1) {
    const turn = (branch / 5) * 6.28 + next();
    const reach = 0.8 + next() * 0.7;
    const tip: Vec3 = [
      fork[0] + Math.cos(turn) * reach,
      fork[1] + 0.8 + next() * 1.2,
      fork[2] + Math.sin(turn) * reach,
    ];
    mesh.tube(fork, tip, 0.06, 5, brown, 0.02);
  }
  return mesh;
}

/** Clumps of cards spread over a few balls; lit as the balls would be, darker inside and below. */
function crown(next: () => number): MeshBuilder {
  const mesh = new MeshBuilder();
  for (let ball = 0; ball < 7; ball += 1) {
    const turn = ball * 2.4 + next();
    const out = ball === 0 ? 0 : 0.75 + next() * 0.45;
    const middle: Vec3 = [Math.cos(turn) * out, 4.5 + next() * 1.5, Math.sin(turn) * out];
    const radius = 0.75 + next() * 0.4;
    for (let card = 0; card < 22; card += 1) leafCard(mesh, middle, radius, next);
  }
  return mesh;
}

function leafCard(mesh: MeshBuilder, middle: Vec3, radius: number, next: () => number): void {
  const up = next() * 2 - 1;
  const turn = next() * Math.PI * 2;
  const flat = Math.sqrt(1 - up * up);
  const out: Vec3 = [Math.cos(turn) * flat, up, Math.sin(turn) * flat];
  const far = radius * (0.45 + next() * 0.55);
  const size = 0.55 + next() * 0.4;
  const at = middle.map((value, axis) => value + (out[axis] ?? 0) * far);
  const yaw = next() * Math.PI * 2;
  const tilt = (next() - 0.5) * 2.2;
  const right: Vec3 = [Math.cos(yaw) * size, 0, Math.sin(yaw) * size];
  const down: Vec3 = [
    -Math.sin(yaw) * Math.sin(tilt) * size,
    -Math.cos(tilt) * size,
    Math.cos(yaw) * Math.sin(tilt) * size,
  ];
  const corner: Vec3 = [0, 1, 2].map(
    (axis) => (at[axis] ?? 0) - ((right[axis] ?? 0) + (down[axis] ?? 0)) / 2,
  ) as unknown as Vec3;
  const depth = 0.5 + 0.5 * (far / radius) ** 2;
  const shade = depth * (0.72 + 0.28 * up) * (0.85 + next() * 0.3);
  const normal: Vec3 = [out[0] * 0.8, out[1] * 0.6 + 0.5, out[2] * 0.8];
  mesh.quad(corner, right, down, undefined, [shade, shade, shade], normal);
}

function grateMaterial({ seed }: StreetPlan): Mesh {
  const mesh = new MeshBuilder();
  mesh.quad([-0.6, 0.006, -0.6], [1.2, 0, 0], [0, 0, 1.2], MARKS.grate, [0.8, 0.8, 0.8], [0, 1, 0]);
  const map = marksTexture(random(seed, 'marks'));
  const material = new MeshLambertMaterial({
    ...{ map, vertexColors: true, polygonOffset: true },
    ...{ polygonOffsetFactor: -1, polygonOffsetUnits: -4 },
  });
  const grate = new Mesh(mesh.build(), material);
  grate.receiveShadow = true;
  return grate;
}
