/// <reference lib="dom" />
import { random } from '../../../world/random.ts';
import { FAMILY } from '../../plates/font.ts';
import { grain } from '../../textures/grain.ts';
import type { TwoLayers } from '../../textures/paint-shop.ts';
import { paintedPair } from '../../textures/painted-pair.ts';
import { pick } from '../../textures/pick.ts';
import { OFFICE_NAMES } from '../../textures/shop-words.ts';
import { MeshBuilder } from '../mesh-builder.ts';
import { PIECE } from '../street-plan.ts';
import type { FacadeKind } from './facade.ts';

const WIDTH = 2048;
const HEIGHT = 1024;
const TALL = 17;
const ALONG = WIDTH / PIECE;
const UP = HEIGHT / TALL;
const FLOOR = 3.6;
const STONES = ['#a8a39a', '#8f9296', '#b5aa98', '#9c9187', '#c2bdb2'] as const;
const GLASS = ['#4a5f6c', '#3f4f58', '#566a70', '#42525f'] as const;

/** Office houses: stone bands and glass, an entrance with steps, planters before it. */
export const office: FacadeKind = ({ seed }, variant) => {
  const next = random(seed, 'office', String(variant));
  const { map, emissiveMap } = paintedPair(WIDTH, HEIGHT, (layers) => {
    paintFloors(layers, next);
    entrance(layers, next);
    grain(layers.day, next, 5);
  });
  return { map, emissiveMap, height: TALL, geometry };
};

function paintFloors(layers: TwoLayers, next: () => number): void {
  const { day } = layers;
  day.fillStyle = pick(STONES, next);
  day.fillRect(0, 0, WIDTH, HEIGHT);
  day.fillStyle = 'rgba(40,38,36,0.3)';
  for (let y = 0; y < HEIGHT; y += 0.6 * UP) day.fillRect(0, y, WIDTH, 1.5);
  for (let x = 0; x < WIDTH; x += 0.9 * ALONG) day.fillRect(x, 0, 1.5, HEIGHT);
  const tint = pick(GLASS, next);
  const pane = (1.4 + next() * 0.5) * ALONG;
  for (let y = 0.5; y < TALL - 4.5; y += FLOOR)
    for (let x = 0.7 * ALONG; x < WIDTH - pane; x += pane + (next() < 0.2 ? 0.9 * ALONG : 5))
      window(layers, { x, y: y * UP, width: pane, height: 2 * UP }, tint, next);
}

function window(
  { day, glow }: TwoLayers,
  at: { x: number; y: number; width: number; height: number },
  tint: string,
  next: () => number,
): void {
  const fall = day.createLinearGradient(at.x, at.y, at.x + at.width, at.y + at.height);
  fall.addColorStop(0, next() < 0.25 ? '#8fa3ae' : tint);
  fall.addColorStop(1, '#252c31');
  day.fillStyle = fall;
  day.fillRect(at.x, at.y, at.width, at.height);
  if (next() < 0.35) {
    day.fillStyle = 'rgba(200,198,190,0.4)';
    day.fillRect(at.x, at.y, at.width, at.height * (0.15 + next() * 0.5));
  }
  if (next() < 0.14) {
    glow.fillStyle = '#cfd6d8';
    glow.fillRect(at.x, at.y, at.width, at.height);
  }
  day.fillStyle = '#6d7072';
  day.fillRect(at.x + at.width / 2 - 1.5, at.y, 3, at.height);
}

function entrance({ day, glow }: TwoLayers, next: () => number): void {
  const ground = HEIGHT - 4 * UP;
  day.fillStyle = pick(['#6f6c67', '#58575a', '#7d766c'], next);
  day.fillRect(0, ground, WIDTH, 4 * UP);
  const doors = (4 + next() * 16) * ALONG;
  for (let x = 0.6 * ALONG; x < WIDTH - 2 * ALONG; x += 2.6 * ALONG) {
    const open = Math.abs(x - doors) < 2.6 * ALONG;
    const fall = day.createLinearGradient(0, ground, 0, HEIGHT);
    fall.addColorStop(0, '#6e7f88');
    fall.addColorStop(1, open ? '#17191b' : '#333b40');
    day.fillStyle = fall;
    const low = open ? 0.05 : 0.55;
    day.fillRect(x, ground + 0.7 * UP, 2.2 * ALONG, (3.25 - low) * UP);
    if (open || next() < 0.25) {
      glow.fillStyle = open ? '#f0e4c8' : '#70747a';
      glow.fillRect(x, ground + 0.7 * UP, 2.2 * ALONG, (3.25 - low) * UP);
    }
    day.fillStyle = '#85888a';
    day.fillRect(x + 1.1 * ALONG, ground + 0.7 * UP, 3, (3.25 - low) * UP);
  }
  const name = pick(OFFICE_NAMES, next);
  for (const [context, colour] of [
    [day, '#d6c48c'],
    [glow, '#f2dc9a'],
  ] as const) {
    context.font = `bold ${0.62 * UP}px ${FAMILY}`;
    context.fillStyle = colour;
    context.fillText(name, doors, ground + 0.56 * UP);
  }
}

function geometry(x: number): MeshBuilder {
  const mesh = new MeshBuilder();
  mesh.quad([x, TALL, 0], [PIECE, 0, 0], [0, -TALL, 0]);
  const stone = { u: 0.01, v: 0.99, width: 0.004, height: 0.004 };
  mesh.quad([x, TALL, -16], [PIECE, 0, 0], [0, 0, 16], stone, [0.7, 0.7, 0.7]);
  mesh.box([x + PIECE / 2, TALL - 13.4 + 0.2, 0.2], [PIECE, 0.35, 0.5], stone, [1.2, 1.2, 1.2]);
  for (let at = 2.6; at < PIECE; at += 6.5)
    mesh.box([x + at, TALL / 2, 0.1], [0.55, TALL, 0.3], stone, [1.1, 1.1, 1.1]);
  for (let at = 5.8; at < PIECE; at += 6.5)
    mesh.box([x + at, 0.25, 0.45], [2.4, 0.5, 0.6], stone, [0.9, 0.88, 0.84]);
  return mesh;
}
