/// <reference lib="dom" />
import { random } from '../../../world/random.ts';
import { grain } from '../../textures/grain.ts';
import { paintWall, paintWindow } from '../../textures/paint-floors.ts';
import { paintFront, paintSign, type TwoLayers } from '../../textures/paint-shop.ts';
import { paintedPair } from '../../textures/painted-pair.ts';
import { MeshBuilder, type Patch } from '../mesh-builder.ts';
import { PIECE } from '../street-plan.ts';
import type { FacadeKind } from './facade.ts';

const WIDTH = 2048;
const HEIGHT = 1024;
/** Pixels per metre along and up. */
const ALONG = WIDTH / PIECE;
const UP = 62;
const FLOOR = 3;
const FLOORS = 4;
/** Ground floor and sign, metres. */
const SHOP = 3.1;
const SIGN = 1.15;
const GROUND = HEIGHT / UP - FLOORS * FLOOR;

/** What a painted row looks like in relief. */
interface Relief {
  readonly signs: readonly (readonly [x: number, width: number])[];
  readonly coolers: readonly (readonly [x: number, y: number])[];
}

/** Rows of small shops under flats. `old` ones are narrower and lower. */
export const shopRow =
  (old: boolean): FacadeKind =>
  ({ seed }, variant) => {
    const next = random(seed, 'shops', String(variant));
    let relief: Relief = { signs: [], coolers: [] };
    const { map, emissiveMap } = paintedPair(WIDTH, HEIGHT, (layers) => {
      relief = paintRow(layers, next, old);
      grain(layers.day, next, 6);
    });
    const floors = old ? 1 + Math.floor(next() * 2) : 2 + Math.floor(next() * 3);
    const height = GROUND + Math.min(FLOORS, floors) * FLOOR;
    return { map, emissiveMap, height, geometry: (x) => geometryOf(x, height, relief) };
  };

function paintRow(layers: TwoLayers, next: () => number, old: boolean): Relief {
  const signs: [number, number][] = [];
  const coolers: [number, number][] = [];
  const ground = HEIGHT - GROUND * UP;
  for (let x = 0; x < WIDTH; ) {
    const wide = WIDTH / (next() < 0.5 ? 2 : 1);
    const width = Math.min(wide, WIDTH - x);
    paintWall(layers.day, { x, y: 0, width, height: HEIGHT }, next, 7);
    windows(layers, x, width, next, coolers);
    x += width;
  }
  layers.day.fillStyle = 'rgba(70,66,62,0.8)';
  layers.day.fillRect(0, ground - 6, WIDTH, 10);
  for (let x = 0; x < WIDTH; ) {
    const wanted = (old ? 2.6 + next() * 1.6 : 3.4 + next() * 2.6) * ALONG;
    const width = WIDTH - x - wanted < 2 * ALONG ? WIDTH - x : wanted;
    const top = HEIGHT - (SHOP + SIGN) * UP;
    paintFront(
      layers,
      { x: x + 12, y: HEIGHT - SHOP * UP, width: width - 24, height: SHOP * UP },
      next,
    );
    paintSign(layers, { x: x + 4, y: top, width: width - 8, height: SIGN * UP }, next);
    signs.push([(x + 4) / ALONG, (width - 8) / ALONG]);
    x += width;
  }
  return { signs, coolers };
}

function windows(
  layers: TwoLayers,
  from: number,
  width: number,
  next: () => number,
  coolers: [number, number][],
): void {
  const step = (2.7 + next() * 1.3) * ALONG;
  const count = Math.floor(width / step);
  const wide = (1.3 + next() * 0.6) * ALONG;
  for (let floor = 0; floor < FLOORS; floor += 1)
    for (let index = 0; index < count; index += 1) {
      const x = from + ((index + 0.5) * width) / count - wide / 2;
      const y = HEIGHT - GROUND * UP - (floor + 1) * FLOOR * UP + 0.75 * UP;
      paintWindow(layers, { x, y, width: wide, height: 1.5 * UP }, next);
      if (next() < 0.45) coolers.push([(x + wide) / ALONG + 0.35, (HEIGHT - y) / UP - 1.7]);
    }
}

function patchOf(x: number, top: number, width: number, height: number): Patch {
  const full = HEIGHT / UP;
  return { u: x / PIECE, v: 1 - top / full, width: width / PIECE, height: height / full };
}

/** In the houses' own axes: along x from `x0`, the front at z = 0 faces +z. */
function geometryOf(x0: number, height: number, { signs, coolers }: Relief): MeshBuilder {
  const mesh = new MeshBuilder();
  mesh.quad([x0, height, 0], [PIECE, 0, 0], [0, -height, 0], patchOf(0, height, PIECE, height));
  const grey: Patch = { u: 0.002, v: 1 - (GROUND * UP) / HEIGHT, width: 0.002, height: 0.002 };
  mesh.quad([x0, height, -14], [PIECE, 0, 0], [0, 0, 14], grey, [0.8, 0.8, 0.8]);
  mesh.box([x0 + PIECE / 2, height + 0.3, -0.1], [PIECE, 0.6, 0.25], grey);
  for (const [x, width] of signs) {
    const top = SHOP + SIGN;
    const out = 0.32;
    const patch = patchOf(x, top, width, SIGN);
    mesh.quad([x0 + x, top, out], [width, 0, 0], [0, -SIGN, 0], patch);
    mesh.quad([x0 + x, top, 0], [width, 0, 0], [0, 0, out], grey, [0.9, 0.9, 0.9]);
    mesh.quad([x0 + x, SHOP, out], [width, 0, 0], [0, 0, -out], grey, [0.3, 0.3, 0.3]);
    mesh.quad([x0 + x, top, 0], [0, 0, out], [0, -SIGN, 0], grey, [0.6, 0.6, 0.6]);
    mesh.quad([x0 + x + width, top, out], [0, 0, -out], [0, -SIGN, 0], grey, [0.6, 0.6, 0.6]);
  }
  for (const [x, y] of coolers)
    if (y < height - 1) mesh.box([x0 + x, y, 0.2], [0.8, 0.55, 0.4], grey, [1.15, 1.15, 1.12]);
  return mesh;
}
