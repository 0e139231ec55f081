/// <reference lib="dom" />
import { random } from '../../../world/random.ts';
import { FAMILY } from '../../plates/font.ts';
import { canvasTexture } from '../../textures/canvas.ts';
import { blotches, grain } from '../../textures/grain.ts';
import { pick } from '../../textures/pick.ts';
import { SLOGANS } from '../../textures/shop-words.ts';
import { MeshBuilder, type Patch } from '../mesh-builder.ts';
import { PIECE } from '../street-plan.ts';
import type { FacadeKind } from './facade.ts';

const WIDTH = 2048;
const HEIGHT = 256;
const TALL = 2.6;
/** Half of what a site's gate leaves open, metres. */
export const HALF_GATE = 4;

/** The blue sheet fence of a building site, with slogans, dusty below; open at the gate. */
export const hoarding: FacadeKind = ({ seed, layout: { gate } }, variant) => {
  const next = random(seed, 'hoarding', String(variant));
  const map = canvasTexture(WIDTH, HEIGHT, (context) => paint(context, next));
  return { map, height: TALL, geometry: (x) => geometry(x, gate) };
};

function paint(context: CanvasRenderingContext2D, next: () => number): void {
  context.fillStyle = '#2f6fae';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  for (let x = 0; x < WIDTH; x += 12) {
    context.fillStyle = 'rgba(10,30,60,0.3)';
    context.fillRect(x, 0, 4, HEIGHT);
    context.fillStyle = 'rgba(160,200,240,0.18)';
    context.fillRect(x + 5, 0, 3, HEIGHT);
  }
  context.fillStyle = 'rgba(225,225,220,0.9)';
  for (let x = 0; x <= WIDTH; x += WIDTH / 8) context.fillRect(x - 6, 0, 12, HEIGHT);
  const slogan = pick(SLOGANS, next);
  context.font = `bold 88px ${FAMILY}`;
  context.fillStyle = 'rgba(244,244,240,0.92)';
  context.fillText([...slogan].join('   '), 190, HEIGHT * 0.56);
  const dust = context.createLinearGradient(0, HEIGHT * 0.45, 0, HEIGHT);
  dust.addColorStop(0, 'rgba(150,128,100,0)');
  dust.addColorStop(1, 'rgba(150,128,100,0.62)');
  context.fillStyle = dust;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  blotches(context, next, { count: 26, size: 80, colour: '150,130,105', strength: 0.25 });
  grain(context, next, 6);
}

function geometry(x: number, gate: number | undefined): MeshBuilder {
  const mesh = new MeshBuilder();
  const plain: Patch = { u: 0.122, v: 0.3, width: 0.004, height: 0.02 };
  for (const [from, to] of closed(x, gate)) {
    const patch = { u: (from - x) / PIECE, v: 0, width: (to - from) / PIECE, height: 1 };
    mesh.quad([from, TALL, 0], [to - from, 0, 0], [0, -TALL, 0], patch);
    mesh.quad([to, TALL, -0.06], [from - to, 0, 0], [0, -TALL, 0], patch, [0.8, 0.8, 0.8]);
    mesh.box([(from + to) / 2, 0.16, -0.05], [to - from, 0.34, 0.34], plain, [0.7, 0.68, 0.64]);
    mesh.box([(from + to) / 2, TALL, -0.03], [to - from, 0.08, 0.1], plain, [0.9, 0.9, 0.9]);
  }
  return mesh;
}

function closed(x: number, gate: number | undefined): readonly (readonly [number, number])[] {
  if (gate === undefined) return [[x, x + PIECE]];
  const stretches: (readonly [number, number])[] = [
    [x, Math.min(x + PIECE, gate - HALF_GATE)],
    [Math.max(x, gate + HALF_GATE), x + PIECE],
  ];
  return stretches.filter(([from, to]) => to > from);
}
