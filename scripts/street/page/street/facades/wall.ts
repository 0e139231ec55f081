/// <reference lib="dom" />
import { random } from '../../../world/random.ts';
import { FAMILY } from '../../plates/font.ts';
import { canvasTexture } from '../../textures/canvas.ts';
import { blotches, grain } from '../../textures/grain.ts';
import { pick } from '../../textures/pick.ts';
import { SLOGANS } from '../../textures/shop-words.ts';
import { MeshBuilder } from '../mesh-builder.ts';
import { PIECE } from '../street-plan.ts';
import type { FacadeKind } from './facade.ts';

const WIDTH = 2048;
const HEIGHT = 256;
const TALL = 2.9;

/** A long yard wall with piers, painted slogans and posters. */
export const wall: FacadeKind = ({ seed }, variant) => {
  const next = random(seed, 'wall', String(variant));
  const map = canvasTexture(WIDTH, HEIGHT, (context) => paint(context, next));
  return { map, height: TALL, geometry };
};

function paint(context: CanvasRenderingContext2D, next: () => number): void {
  const brick = next() < 0.4;
  context.fillStyle = brick ? '#8a5b49' : pick(['#b9b2a4', '#c7c3b8', '#a9a498'], next);
  context.fillRect(0, 0, WIDTH, HEIGHT);
  if (brick) {
    context.fillStyle = 'rgba(190,178,164,0.5)';
    for (let y = 0; y < HEIGHT; y += 6) context.fillRect(0, y, WIDTH, 1);
  } else {
    context.fillStyle = 'rgba(96,100,104,0.9)';
    context.fillRect(0, HEIGHT * 0.78, WIDTH, HEIGHT * 0.22);
  }
  blotches(context, next, { count: 40, size: 90, colour: '60,54,46', strength: 0.2 });
  if (next() < 0.8) {
    context.font = `bold 92px ${FAMILY}`;
    context.fillStyle = brick ? 'rgba(236,232,222,0.85)' : 'rgba(168,36,28,0.85)';
    context.fillText([...pick(SLOGANS, next)].join('  '), 160 + next() * 300, HEIGHT * 0.58);
  }
  for (let index = 0; index < 7; index += 1) poster(context, next);
  for (let streak = 0; streak < 120; streak += 1) {
    context.fillStyle = `rgba(50,46,42,${next() * 0.14})`;
    context.fillRect(next() * WIDTH, 0, 2 + next() * 8, 30 + next() * 160);
  }
  grain(context, next, 8);
}

function poster(context: CanvasRenderingContext2D, next: () => number): void {
  const [x, y] = [next() * (WIDTH - 90), HEIGHT * (0.3 + next() * 0.2)];
  const [wide, high] = [40 + next() * 40, 50 + next() * 40];
  context.fillStyle = `hsl(${pick([4, 40, 205, 120, 52], next)},${20 + next() * 35}%,${52 + next() * 30}%)`;
  context.fillRect(x, y, wide, high);
  context.fillStyle = 'rgba(40,40,44,0.5)';
  for (let line = 0; line < 5; line += 1)
    context.fillRect(x + 5, y + 8 + line * (high / 6), (wide - 10) * (0.4 + next() * 0.6), 4);
}

function geometry(x: number): MeshBuilder {
  const mesh = new MeshBuilder();
  mesh.quad([x, TALL, 0], [PIECE, 0, 0], [0, -TALL, 0]);
  const plain = { u: 0.3, v: 0.05, width: 0.004, height: 0.02 };
  mesh.quad([x, TALL, -0.24], [PIECE, 0, 0], [0, 0, 0.24], plain, [0.9, 0.9, 0.9]);
  mesh.box([x + PIECE / 2, TALL + 0.06, -0.1], [PIECE, 0.14, 0.44], plain, [0.75, 0.74, 0.72]);
  for (let at = 0; at < PIECE; at += PIECE / 6)
    mesh.box([x + at, TALL / 2, 0], [0.5, TALL, 0.3], plain, [0.95, 0.95, 0.95]);
  return mesh;
}
