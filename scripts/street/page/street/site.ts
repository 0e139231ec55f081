/// <reference lib="dom" />
import { Group, Mesh, MeshLambertMaterial, MeshStandardMaterial, type Object3D } from 'three';
import { random } from '../../world/random.ts';
import type { Vec3 } from '../../world/vector.ts';
import { FAMILY } from '../plates/font.ts';
import { canvasTexture } from '../textures/canvas.ts';
import { blotches, grain } from '../textures/grain.ts';
import { HALF_GATE } from './facades/hoarding.ts';
import { MeshBuilder } from './mesh-builder.ts';
import type { StreetPlan } from './street-plan.ts';
import { slabGeometry } from './surface.ts';

const CONCRETE: Vec3 = [0.36, 0.35, 0.33];
const YELLOW: Vec3 = [0.72, 0.5, 0.06];
const RED: Vec3 = [0.5, 0.07, 0.05];

/** What belongs to a building site's gate: posts, the yard behind with its wheel washing place, mud outside. */
export function buildSite(plan: StreetPlan): Object3D[] {
  const { layout } = plan;
  if (layout.facade !== 'building-site' || layout.gate === undefined) return [];
  const site = new Group();
  site.add(yard(plan), gateway(plan), washing(plan), mud(plan));
  site.traverse((part) => {
    part.castShadow = true;
    part.receiveShadow = true;
  });
  site.position.set(layout.gate, layout.kerb, -layout.farWalk);
  return [site];
}

function yard({ seed }: StreetPlan): Mesh {
  const next = random(seed, 'yard');
  const map = canvasTexture(512, 512, (context, size) => {
    context.fillStyle = '#8d8272';
    context.fillRect(0, 0, size, size);
    blotches(context, next, { count: 60, size: 90, colour: '92,74,54', strength: 0.35 });
    grain(context, next, 12, 0.08);
  });
  const shape = slabGeometry({ x: -30, z: -40, length: 60, width: 40, y: -0.01, tile: 8 });
  return new Mesh(shape, new MeshLambertMaterial({ map, vertexColors: true }));
}

function gateway({ seed }: StreetPlan): Group {
  const mesh = new MeshBuilder();
  for (const side of [-1, 1]) {
    const x = side * (HALF_GATE + 0.35);
    mesh.box([x, 2.4, -0.1], [0.7, 4.8, 0.7], undefined, [0.55, 0.53, 0.5]);
    mesh.box([x, 0.5, -0.1], [0.74, 0.9, 0.74], undefined, YELLOW);
    // the leaves of the gate stand open into the yard
    for (let bar = 0; bar < 7; bar += 1)
      mesh.box([side * HALF_GATE, 0.3 + bar * 0.32, -2.1], [0.05, 0.05, 3.6], undefined, RED);
  }
  mesh.box([HALF_GATE + 2.4, 1.3, -2.2], [1.8, 2.6, 1.8], undefined, [0.6, 0.6, 0.58]);
  mesh.box([HALF_GATE + 2.4, 1.6, -1.29], [1.3, 0.9, 0.04], undefined, [0.05, 0.06, 0.07]);
  const group = new Group();
  group.add(new Mesh(mesh.build(), new MeshLambertMaterial({ vertexColors: true })));
  group.add(lintel(random(seed, 'lintel')));
  return group;
}

function lintel(next: () => number): Mesh {
  const map = canvasTexture(1024, 128, (context) => {
    context.fillStyle = '#a82420';
    context.fillRect(0, 0, 1024, 128);
    context.fillStyle = '#f3ead2';
    context.font = `bold 84px ${FAMILY}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const words = ['城建工程第三项目部', '安居工程施工现场', '轨道交通建设工地'] as const;
    context.fillText(words[Math.floor(next() * 3)] ?? words[0], 512, 66);
    grain(context, next, 6);
  });
  const mesh = new MeshBuilder();
  // high enough for a heaped lorry
  const [top, wide] = [6, HALF_GATE * 2 + 1.4];
  mesh.quad([-wide / 2, top, 0.3], [wide, 0, 0], [0, -1.1, 0]);
  mesh.quad([wide / 2, top, -0.3], [-wide, 0, 0], [0, -1.1, 0]);
  for (const side of [-1, 1])
    mesh.box([side * (HALF_GATE + 0.35), 5.4, -0.1], [0.3, 1.3, 0.3], {
      u: 0,
      v: 0,
      width: 0.01,
      height: 0.01,
    });
  return new Mesh(mesh.build(), new MeshLambertMaterial({ map, vertexColors: true }));
}

/** A basin with a grating, spray frames beside it, water on the ground. */
function washing({ setting }: StreetPlan): Group {
  const group = new Group();
  const mesh = new MeshBuilder();
  for (const side of [-1, 1]) {
    mesh.box([side * 2.1, 0.12, -9], [0.25, 0.3, 8], undefined, CONCRETE);
    mesh.tube([side * 2.3, 0, -12], [side * 2.3, 1.3, -12], 0.05, 6, YELLOW);
    mesh.tube([side * 2.3, 0, -6], [side * 2.3, 1.3, -6], 0.05, 6, YELLOW);
    for (const y of [0.4, 0.8, 1.25])
      mesh.tube([side * 2.3, y, -12], [side * 2.3, y, -6], 0.035, 5, YELLOW);
  }
  for (let bar = 0; bar < 26; bar += 1)
    mesh.box([0, 0.02, -5.3 - bar * 0.3], [4, 0.04, 0.12], undefined, [0.2, 0.19, 0.18]);
  group.add(new Mesh(mesh.build(), new MeshLambertMaterial({ vertexColors: true })));
  const water = slabGeometry({ x: -2.4, z: -13, length: 4.8, width: 8, y: 0.008, tile: 4 });
  const look = { color: '#4a4640', roughness: 0.12, envMapIntensity: setting.mirror };
  group.add(new Mesh(water, new MeshStandardMaterial(look)));
  return group;
}

/** Wheel tracks that spread from the gate over the sidewalk and down the road. */
function mud({ seed, layout }: StreetPlan): Mesh {
  const next = random(seed, 'mud');
  const map = canvasTexture(512, 512, (context, size) => {
    for (const [from, to] of [
      [0.3, 0.05],
      [0.42, 0.2],
      [0.58, 0.8],
      [0.7, 0.95],
    ] as const)
      for (let pass = 0; pass < 5; pass += 1) {
        context.strokeStyle = `rgba(112,92,68,${0.1 + next() * 0.16})`;
        context.lineWidth = 14 + next() * 16;
        context.beginPath();
        context.moveTo(size * (from + (next() - 0.5) * 0.05), 0);
        context.quadraticCurveTo(
          size * from,
          size * 0.55,
          size * (to + (next() - 0.5) * 0.08),
          size,
        );
        context.stroke();
      }
    blotches(context, next, { count: 30, size: 60, colour: '112,92,68', strength: 0.22 });
  });
  const material = new MeshLambertMaterial({
    ...{ map, transparent: true, depthWrite: false, polygonOffset: true },
    ...{ polygonOffsetFactor: -2, polygonOffsetUnits: -6 },
  });
  const mesh = new MeshBuilder();
  const [walk, kerb] = [layout.farWalk, layout.kerb];
  const share = walk / (walk + layout.roadWidth * 0.6);
  const upper = { u: 0, v: 0, width: 1, height: share };
  const lower = { u: 0, v: share, width: 1, height: 1 - share };
  const up: Vec3 = [0, 1, 0];
  mesh.quad([-6, 0.008, 0], [12, 0, 0], [0, 0, walk], upper, undefined, up);
  mesh.quad(
    [-6, 0.008 - kerb, walk],
    [12, 0, 0],
    [0, 0, layout.roadWidth * 0.6],
    lower,
    undefined,
    up,
  );
  return new Mesh(mesh.build(), material);
}
