import { type BufferGeometry, Mesh, type Object3D } from 'three';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import { random } from '../../world/random.ts';
import { asphaltTexture } from '../textures/asphalt.ts';
import { kerbTexture, pavingTexture, tactileTexture } from '../textures/paving.ts';
import { groundMaterial } from './materials.ts';
import { NEAR_YARD, PIECE, PIECES, type StreetPlan } from './street-plan.ts';
import { hills, slabGeometry } from './surface.ts';

const KERB_WIDTH = 0.16;

/** Road, kerbs and sidewalks, piece by piece. */
export function buildGround(plan: StreetPlan): Object3D[] {
  const { layout, seed } = plan;
  const road = groundMaterial(plan, asphaltTexture(random(seed, 'asphalt')), 'road');
  const walk = groundMaterial(plan, pavingTexture(layout.paving, random(seed, 'paving')), 'walk');
  const kerb = groundMaterial(plan, kerbTexture(random(seed, 'kerb')), 'walk');
  const tactile = groundMaterial(plan, tactileTexture(random(seed, 'tactile')), 'walk');
  return PIECES.flatMap((x) => {
    const parts = [
      new Mesh(roadPiece(plan, x), road),
      new Mesh(walkPiece(plan, x), walk),
      new Mesh(kerbPiece(plan, x), kerb),
      ...(layout.tactile === undefined
        ? []
        : [new Mesh(tactilePiece(plan, x, layout.tactile), tactile)]),
    ];
    for (const part of parts) part.receiveShadow = true;
    return parts;
  });
}

function roadPiece({ layout, seed }: StreetPlan, x: number): BufferGeometry {
  const { roadWidth, lanes } = layout;
  const lane = roadWidth / lanes;
  return slabGeometry({
    ...{ x, z: 0, length: PIECE, width: roadWidth, y: 0, tile: 7 },
    cells: [26, Math.round(roadWidth * 2)],
    shade: (px, pz) => {
      // wheels polish two tracks of a lane, dirt stays at the kerbs
      const across = ((pz % lane) / lane - 0.5) * 2;
      const track = Math.exp(-(((Math.abs(across) - 0.48) / 0.17) ** 2));
      const kerb = Math.exp(-Math.min(pz, roadWidth - pz) / 0.35);
      const wide = hills(px / 9, pz / 3, seed) * 0.09 + hills(px / 2.5, pz / 1.2, seed + 1) * 0.05;
      return 0.97 + wide + track * 0.06 - kerb * 0.2;
    },
  });
}

function walkPiece({ layout, seed }: StreetPlan, x: number): BufferGeometry {
  const { farWalk, nearWalk, roadWidth, kerb } = layout;
  const shade = (px: number, pz: number) =>
    0.96 + hills(px / 4, pz / 1.6, seed + 2) * 0.1 + hills(px, pz / 0.8, seed + 3) * 0.05;
  const strip = (z: number, width: number, back: boolean) =>
    slabGeometry({
      ...{ x, z, length: PIECE, width, y: kerb, tile: 4, cells: [26, Math.ceil(width)] },
      shade: (px, pz) => shade(px, pz) - (back ? 0.12 * Math.exp(-(pz + farWalk) / 0.4) : 0),
    });
  return mergeGeometries([
    strip(-farWalk, farWalk - KERB_WIDTH, true),
    strip(roadWidth + KERB_WIDTH, nearWalk + NEAR_YARD - KERB_WIDTH, false),
  ]);
}

function kerbPiece({ layout }: StreetPlan, x: number): BufferGeometry {
  const { roadWidth, kerb } = layout;
  const top = (z: number) =>
    slabGeometry({ x, z, length: PIECE, width: KERB_WIDTH, y: kerb, tile: 1 });
  const front = slabGeometry({ x, z: 0, length: PIECE, width: kerb, y: 0, tile: 1 });
  const far = front
    .clone()
    .rotateX(Math.PI / 2)
    .translate(0, kerb, 0);
  const near = front.rotateX(-Math.PI / 2).translate(0, 0, roadWidth);
  return mergeGeometries([top(-KERB_WIDTH), top(roadWidth), far, near]);
}

function tactilePiece({ layout }: StreetPlan, x: number, behind: number): BufferGeometry {
  const { roadWidth, kerb, nearWalk } = layout;
  const strip = (z: number) =>
    slabGeometry({ x, z, length: PIECE, width: 0.3, y: kerb + 0.004, tile: 0.6 });
  const near = Math.min(behind, nearWalk - 0.5);
  return mergeGeometries([strip(-behind - 0.3), strip(roadWidth + near)]);
}
