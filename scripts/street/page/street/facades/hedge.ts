/// <reference lib="dom" />
import { random } from '../../../world/random.ts';
import { canvasTexture } from '../../textures/canvas.ts';
import { grain } from '../../textures/grain.ts';
import { MeshBuilder } from '../mesh-builder.ts';
import { PIECE } from '../street-plan.ts';
import type { FacadeKind } from './facade.ts';

const TALL = 1.05;
const DEEP = 1.2;

/** A clipped hedge along a park. */
export const hedge: FacadeKind = ({ seed }, variant) => {
  const next = random(seed, 'hedge', String(variant));
  const map = canvasTexture(512, 128, (context, width, height) => {
    context.fillStyle = '#16200f';
    context.fillRect(0, 0, width, height);
    for (let index = 0; index < 5200; index += 1) {
      const y = next() * height;
      const light = 12 + next() * 20 + (1 - y / height) * 8;
      context.fillStyle = `hsl(${82 + next() * 34},${24 + next() * 16}%,${light}%)`;
      context.beginPath();
      context.ellipse(next() * width, y, 2 + next() * 3, 1 + next() * 2, next() * 7, 0, 7);
      context.fill();
    }
    grain(context, next, 10);
  });
  return { map, height: TALL, geometry };
};

/** In bumpy stretches, so that the edge is not a ruler's. */
function geometry(x: number): MeshBuilder {
  const mesh = new MeshBuilder();
  const steps = 26;
  for (let step = 0; step < steps; step += 1) {
    const wave = Math.sin((x + step) * 2.7) * 0.05 + Math.sin((x + step) * 1.1) * 0.06;
    const [length, tall] = [PIECE / steps, TALL + wave];
    const patch = { u: step / 4, v: 0, width: 0.25, height: 1 };
    const left = x + step * length;
    mesh.quad([left, tall, wave], [length, 0, 0], [0, -tall, wave * -0.4], patch);
    mesh.quad([left, tall, -DEEP], [length, 0, 0], [0, 0, DEEP + wave], patch, [1.3, 1.3, 1.2]);
  }
  return mesh;
}
