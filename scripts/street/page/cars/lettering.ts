/// <reference lib="dom" />
import {
  CanvasTexture,
  Color,
  Mesh,
  MeshBasicMaterial,
  MeshStandardMaterial,
  type Object3D,
  PlaneGeometry,
  SRGBColorSpace,
} from 'three';
import type { CargoShape, VehicleShape } from '../../assets/vehicle-shapes.ts';
import { random } from '../../world/random.ts';
import { cargoHalf } from './cargo.ts';
import { boxPaint } from './paint.ts';
import { type Ground, raised } from './patches.ts';

/** Signs on the sides and the lit number of a bus's line. */
export function lettering(
  object: Object3D,
  ground: Ground,
  shape: VehicleShape,
  seed: number,
): void {
  if (shape.cargo?.kind === 'box' && !shape.livery) trade(object, ground, shape.cargo, seed);
  if (shape.livery?.text && shape.livery.textAt) signs(object, ground, shape);
  if (shape.route) destination(object, ground, shape, shape.route);
}

function signs(object: Object3D, ground: Ground, shape: VehicleShape): void {
  const { text = '', sub = '', textAt = [0, 0, 0], second, paint } = shape.livery ?? {};
  if (!second || !paint) return;
  const [x, y, high] = textAt;
  const wide = high * (text.length * 1.1 + (sub ? 0.4 : 0));
  const ink = onDark(shape, textAt) ? '#f4f6f8' : second;
  const material = new MeshStandardMaterial({
    ...{ map: letters(text, sub, ink), transparent: true, roughness: 0.5 },
    ...{ polygonOffset: true, polygonOffsetFactor: -3, polygonOffsetUnits: -6 },
  });
  const tall = sub ? high * 1.6 : high;
  for (const side of [-1, 1]) {
    const mesh = new Mesh(new PlaneGeometry(wide, tall), material);
    const [px, py, pz] = onCargo(shape, x)
      ? [ground.half - x, y, cargoHalf(shape) + 0.02]
      : raised(ground.skin, ground.half - x, y, 0.025);
    mesh.position.set(px, py, pz * side);
    if (side < 0) mesh.rotation.y = Math.PI;
    mesh.name = 'lettering';
    object.add(mesh);
  }
}

const TRADES = ['同城货运', '冷链配送', '家具运输', '蔬菜直供', '建材专送', '搬家服务'];
const INKS = ['#1f4f93', '#b3261e', '#20693f', '#23272c'];

/** What its owner does, large on both sides of a box; one in four is plain. */
function trade(
  object: Object3D,
  ground: Ground,
  { from, floor, height, width }: CargoShape,
  seed: number,
): void {
  const draw = random(seed, 'trade');
  const text = TRADES[Math.floor(draw() * TRADES.length)] ?? '';
  const ink = INKS[Math.floor(draw() * INKS.length)] ?? '#23272c';
  if (draw() < 0.25) return;
  const { r, g, b } = new Color(boxPaint(seed));
  const map = letters(text, '', 0.3 * r + 0.6 * g + 0.1 * b > 0.3 ? ink : '#f4f6f8');
  const material = new MeshStandardMaterial({
    ...{ map, transparent: true, roughness: 0.5 },
    ...{ polygonOffset: true, polygonOffsetFactor: -3, polygonOffsetUnits: -6 },
  });
  const wide = (2 * ground.half - from) * 0.68;
  for (const side of [-1, 1]) {
    const mesh = new Mesh(new PlaneGeometry(wide, wide / 4.5), material);
    const y = floor + (height - floor) * 0.6;
    mesh.position.set(-from / 2, y, side * (width / 2 + 0.012));
    if (side < 0) mesh.rotation.y = Math.PI;
    mesh.name = 'lettering';
    object.add(mesh);
  }
}

/** The lit number of a line, in front. */
function destination(object: Object3D, { skin }: Ground, shape: VehicleShape, route: string): void {
  const display = shape.front.find(({ of }) => of === 'display');
  if (!display) return;
  const y = (display.y[0] + display.y[1]) / 2;
  const [x] = skin.band(skin.atHeight(y, 'front'), 0);
  const material = new MeshBasicMaterial({
    map: letters(`${route} 火车站`, '', '#ffb13b', '#0a0a0b'),
  });
  const mesh = new Mesh(new PlaneGeometry(1.5, 0.21), material);
  mesh.position.set(x + 0.03, y, 0);
  mesh.rotation.set(0, Math.PI / 2, 0);
  mesh.name = 'lettering';
  object.add(mesh);
}

function onCargo({ cargo }: VehicleShape, x: number): boolean {
  return cargo !== undefined && x > cargo.from;
}

function onDark({ sides, livery: of }: VehicleShape, [x, y]: readonly number[]): boolean {
  return (
    of?.textAt !== undefined &&
    sides.some(
      ({ of: stuff, points }) =>
        stuff === 'second' &&
        Math.min(...points.map(([px]) => px)) < (x ?? 0) &&
        Math.max(...points.map(([px]) => px)) > (x ?? 0) &&
        Math.min(...points.map(([, py]) => py)) < (y ?? 0) &&
        Math.max(...points.map(([, py]) => py)) > (y ?? 0),
    )
  );
}

/** One line of signs, a smaller one below. */
function letters(text: string, sub: string, ink: string, ground?: string): CanvasTexture {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.max(128, text.length * 72), sub ? 104 : 64];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('expected a 2d canvas for lettering, the page offers none');
  if (ground) {
    context.fillStyle = ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.fillStyle = ink;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = 'bold 56px Street, sans-serif';
  context.fillText(text, canvas.width / 2, 34);
  context.font = 'bold 32px Street, sans-serif';
  if (sub) context.fillText(sub, canvas.width / 2, 82);
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  return texture;
}
