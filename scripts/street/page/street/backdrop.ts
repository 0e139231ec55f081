/// <reference lib="dom" />
import { Mesh, MeshLambertMaterial, type Object3D } from 'three';
import { random } from '../../world/random.ts';
import { canvasTexture } from '../textures/canvas.ts';
import { blotches, grain } from '../textures/grain.ts';
import { paintedPair } from '../textures/painted-pair.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { HALF, NEAR_YARD, type StreetPlan } from './street-plan.ts';
import { slabGeometry } from './surface.ts';

/** What lies behind the houses: ground, blocks of flats, and what closes the street far away. */
export function buildBackdrop(plan: StreetPlan): Object3D[] {
  return [...grounds(plan), ...blocks(plan)];
}

function grounds({ layout, seed }: StreetPlan): Object3D[] {
  const next = random(seed, 'behind');
  const green = layout.facade === 'park' || layout.facade === 'wall';
  const map = canvasTexture(512, 512, (context, size) => {
    context.fillStyle = green ? '#4d5a33' : '#84807a';
    context.fillRect(0, 0, size, size);
    const colour = green ? '74,70,40' : '60,58,56';
    blotches(context, next, { count: 60, size: 90, colour, strength: 0.3 });
    grain(context, next, 16, 0.05);
  });
  const material = new MeshLambertMaterial({ map, vertexColors: true });
  const near = layout.roadWidth + layout.nearWalk + NEAR_YARD;
  const wide = { length: HALF * 4, width: 140, y: layout.kerb - 0.04, tile: 6 };
  const ends = {
    length: HALF,
    z: -layout.farWalk,
    width: near + layout.farWalk,
    y: -0.03,
    tile: 6,
  };
  return [
    slabGeometry({ ...wide, x: -HALF * 2, z: -layout.farWalk - 140 }),
    slabGeometry({ ...wide, x: -HALF * 2, z: near }),
    slabGeometry({ ...ends, x: HALF }),
    slabGeometry({ ...ends, x: -HALF * 2 }),
  ].map((shape) => {
    const ground = new Mesh(shape, material);
    ground.receiveShadow = true;
    return ground;
  });
}

const WALLS = ['#b8aa98', '#a7a7a4', '#c4b8a4', '#9aa0a4', '#b59c8a'] as const;

/** Blocks of flats in two rows, hazy, with lit windows at night; two close the ends of the street. */
function blocks({ layout, seed, setting }: StreetPlan): Object3D[] {
  const next = random(seed, 'blocks');
  const { map, emissiveMap } = paintedPair(512, 512, ({ day, glow }) => {
    day.fillStyle = '#ffffff';
    day.fillRect(0, 0, 512, 512);
    for (let y = 10; y < 512; y += 32)
      for (let x = 8; x < 512; x += 36) {
        day.fillStyle = `rgb(${[58, 66, 74].map((value) => value + next() * 40)})`;
        day.fillRect(x, y, 20, 16);
        day.fillStyle = 'rgba(120,116,110,0.5)';
        day.fillRect(x - 2, y + 18, 26, 3);
        if (next() > 0.24) continue;
        glow.fillStyle = next() < 0.6 ? '#c79a5c' : '#b8bcc0';
        glow.fillRect(x, y, 20, 16);
      }
    grain(day, next, 6);
  });
  const material = new MeshLambertMaterial({ map, vertexColors: true });
  if (setting.signs > 0) {
    material.emissiveMap = emissiveMap;
    material.emissive.setScalar(setting.signs * 0.3);
  }
  const near = layout.roadWidth + layout.nearWalk + NEAR_YARD;
  const objects: Object3D[] = [];
  const block = (x: number, z: number, length: number, height: number, depth: number) => {
    const mesh = new MeshBuilder();
    const value = WALLS[Math.floor(next() * WALLS.length)] ?? WALLS[0];
    const colour = [1, 3, 5].map(
      (at) => (Number.parseInt(value.slice(at, at + 2), 16) / 255) ** 2.2,
    );
    const [r = 0.5, g = 0.5, b = 0.5] = colour;
    mesh.box(
      [x, height / 2, z],
      [length, height, depth],
      { u: 0, v: 0, width: length / 28, height: height / 42 },
      [r, g, b],
    );
    objects.push(new Mesh(mesh.build(), material));
  };
  for (const side of [-1, 1])
    for (const row of [0, 1])
      for (let x = -170; x < 170; x += 30 + next() * 16) {
        const away = 30 + row * 34 + next() * 10;
        const z = side < 0 ? -layout.farWalk - away : near + away;
        block(x, z, 18 + next() * 12, 14 + row * 12 + next() * 20, 12);
      }
  for (const side of [-1, 1]) {
    block(side * (HALF + 26), layout.roadWidth / 2 + 16, 20, 26 + next() * 20, 30);
    block(side * (HALF + 40), layout.roadWidth / 2 - 18, 20, 34 + next() * 20, 36);
  }
  return objects;
}
