import { Mesh, MeshLambertMaterial, type Object3D } from 'three';
import { random } from '../../world/random.ts';
import type { Vec3 } from '../../world/vector.ts';
import { paintTexture } from '../textures/road-paint.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { HALF, PIECE, PIECES, type StreetPlan } from './street-plan.ts';

const WHITE: Vec3 = [0.92, 0.92, 0.92];
const YELLOW: Vec3 = [0.88, 0.66, 0.2];
const LINE = 0.15;
const CROSSING = 5;

/** A painted rectangle from (x, z) on. */
interface Stroke {
  readonly x: number;
  readonly z: number;
  readonly length: number;
  readonly width: number;
  readonly colour: Vec3;
  /** On the sidewalk. */
  readonly raised?: boolean;
}

/** Lane lines, zebra crossing, bays: worn paint a few millimetres over the ground. */
export function buildMarkings(plan: StreetPlan): Object3D[] {
  const { layout, seed } = plan;
  const material = new MeshLambertMaterial({
    ...{ map: paintTexture(random(seed, 'paint')), vertexColors: true, transparent: true },
    ...{ depthWrite: false, polygonOffset: true, polygonOffsetFactor: -1, polygonOffsetUnits: -4 },
  });
  const strokes = [...laneLines(plan), ...crossing(plan), ...bays(plan)];
  return PIECES.flatMap((from) => {
    const mesh = new MeshBuilder();
    for (const stroke of strokes) {
      const left = Math.max(from, stroke.x);
      const length = Math.min(from + PIECE, stroke.x + stroke.length) - left;
      if (length <= 0) continue;
      const y = stroke.raised ? layout.kerb + 0.006 : 0.006;
      const patch = { u: left / 2, v: stroke.z / 2, width: length / 2, height: stroke.width / 2 };
      const corner: Vec3 = [left, y, stroke.z];
      mesh.quad(corner, [length, 0, 0], [0, 0, stroke.width], patch, stroke.colour, [0, 1, 0]);
    }
    if (mesh.empty) return [];
    const painted = new Mesh(mesh.build(), material);
    painted.receiveShadow = true;
    painted.renderOrder = 1;
    return [painted];
  });
}

function laneLines({ layout }: StreetPlan): Stroke[] {
  const { lanes, roadWidth, crossing: zebra } = layout;
  const lane = roadWidth / lanes;
  const middle = lanes / 2;
  const strokes: Stroke[] = [];
  const clear = (x: number, length: number) =>
    zebra === undefined || x > zebra + CROSSING / 2 + 1 || x + length < zebra - CROSSING / 2 - 1;
  const line = (z: number, on: number, every: number, colour: Vec3) => {
    for (let x = -HALF; x < HALF; x += every)
      if (clear(x, on)) strokes.push({ x, z: z - LINE / 2, length: on, width: LINE, colour });
  };
  for (let index = 1; index < lanes; index += 1) {
    if (index !== Math.floor(middle)) line(index * lane, 2, 6, WHITE);
    else if (lanes > 3) for (const by of [-0.14, 0.14]) line(index * lane + by, 2, 2, YELLOW);
    else line(index * lane, 4, 6.5, YELLOW);
  }
  for (const z of [0.35, roadWidth - 0.35]) line(z, 2, 2, WHITE);
  return strokes;
}

function crossing({ layout: { crossing: x, roadWidth } }: StreetPlan): Stroke[] {
  if (x === undefined) return [];
  const strokes: Stroke[] = [];
  for (let z = 0.35; z + 0.45 < roadWidth; z += 1)
    strokes.push({ x: x - CROSSING / 2, z, length: CROSSING, width: 0.45, colour: WHITE });
  const half = roadWidth / 2;
  const stop = { length: 0.3, width: half - 0.5, colour: WHITE };
  strokes.push({ ...stop, x: x - CROSSING / 2 - 1.6, z: half + 0.2 });
  strokes.push({ ...stop, x: x + CROSSING / 2 + 1.3, z: 0.3 });
  return strokes;
}

function bays({ layout }: StreetPlan): Stroke[] {
  const colour = WHITE;
  return layout.bays.flatMap(({ x, z, length, width }) => {
    const raised = z < 0;
    const thick = 0.12;
    return [
      { x, z, length, width: thick, colour, raised },
      { x, z: z + width - thick, length, width: thick, colour, raised },
      { x, z, length: thick, width, colour, raised },
      { x: x + length - thick, z, length: thick, width, colour, raised },
    ];
  });
}
