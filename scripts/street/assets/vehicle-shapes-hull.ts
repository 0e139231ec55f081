import type { Vec3 } from '../world/vector.ts';
import type { VehicleShape } from './vehicle-shapes.ts';
import { compactorOutline } from './vehicle-shapes-cargo.ts';
import { skinOf } from './vehicle-shapes-surface.ts';

/** Points around everything that a vehicle of this shape shows: skin, tyres, mirrors, load, lamps. Metres. */
export function vehicleHull(shape: VehicleShape, length: number): readonly Vec3[] {
  const skin = skinOf(shape.body, length);
  const half = length / 2;
  const points: Vec3[] = [];
  const both = ([x, y, z]: Vec3) => points.push([x, y, z], [x, y, -z]);
  const every = Math.max(1, Math.floor(skin.edge.length / 22));
  skin.edge.forEach(({ s }, index) => {
    if (index % every !== 0 && index !== skin.edge.length - 1) return;
    for (const share of [0, 0.5, 1]) both(skin.band(s, share));
  });
  const { hip, from, to, sill } = shape.body;
  for (const share of [0.04, 0.12, 0.25, 0.5, 0.75, 0.88, 0.96])
    for (const y of [sill, hip, hip + 0.25]) {
      const x = half - from - (to - from) * share;
      const [low, high] = skin.span(x);
      both(skin.side(x, Math.min(high, Math.max(low, y))));
    }
  for (const { x, radius } of shape.wheels)
    for (const off of [-0.7, 0, 0.7]) {
      const y = radius - radius * Math.sqrt(1 - off ** 2);
      both([half - x + off * radius, y, shape.body.width / 2 - 0.035]);
    }
  for (const point of extras(shape, half)) both(point);
  return outermost(points);
}

const DIRECTIONS = 220;

/** Those that lie farthest out in some direction; the directions are spread evenly (Fibonacci's sphere). */
function outermost(points: readonly Vec3[]): readonly Vec3[] {
  const kept = new Set<Vec3>();
  for (let index = 0; index < DIRECTIONS; index += 1) {
    const up = 1 - (2 * index + 1) / DIRECTIONS;
    const around = index * Math.PI * (3 - Math.sqrt(5));
    const flat = Math.sqrt(1 - up ** 2);
    const [dx, dz] = [flat * Math.cos(around), flat * Math.sin(around)];
    const reach = ([x, y, z]: Vec3) => x * dx + y * up + z * dz;
    kept.add(points.reduce((best, point) => (reach(point) > reach(best) ? point : best)));
  }
  return [...kept];
}

function extras(shape: VehicleShape, half: number): readonly Vec3[] {
  const skin = skinOf(shape.body, half * 2);
  const found: Vec3[] = [];
  if (shape.mirror) {
    const [x, y, size] = shape.mirror;
    const [px, py, pz] = skin.side(half - x, y);
    found.push([px, py + 0.05, pz + 0.22 * size], [px, py + 0.12 * size, pz + 0.12 * size]);
  }
  if (shape.lightBar !== undefined) {
    const [x, y] = skin.band(skin.atX(half - shape.lightBar), 0);
    const z = skin.shape.width * 0.33;
    found.push([x - 0.13, y + 0.145, z], [x + 0.13, y + 0.145, z]);
  }
  if (shape.rails) {
    const [from, to] = shape.rails;
    const [, y, z] = skin.band(skin.atX(half - (from + to) / 2), 0.93);
    for (const x of [half - from, half - to]) found.push([x, y + 0.052, z]);
  }
  for (const [from, to] of shape.roofBoxes ?? []) {
    const [, y] = skin.band(skin.atX(half - (from + to) / 2), 0);
    for (const x of [half - from, half - to]) found.push([x, y + 0.17, shape.body.width * 0.33]);
  }
  return [...found, ...cargoPoints(shape, half)];
}

function cargoPoints({ cargo }: VehicleShape, half: number): readonly Vec3[] {
  if (!cargo || cargo.kind === 'bed') return [];
  const { from, floor, height, width } = cargo;
  const [front, rear] = [half - from, 0.02 - half];
  const outline =
    cargo.kind === 'box'
      ? [front, rear].flatMap((x) => [floor, height].map((y) => [x, y] as const))
      : compactorOutline(cargo, front, rear);
  return outline.map(([x, y]): Vec3 => [x, y, width / 2]);
}
