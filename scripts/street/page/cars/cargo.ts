import { BoxGeometry } from 'three';
import type { CargoShape, VehicleShape } from '../../assets/vehicle-shapes.ts';
import { compactorOutline } from '../../assets/vehicle-shapes-cargo.ts';
import type { Vec3 } from '../../world/vector.ts';
import type { Look } from '../contract.ts';
import type { Sinks } from './details.ts';
import { boxPaint, dirtyPaint } from './paint.ts';
import { bandSheet, type Ground } from './patches.ts';
import { even, type Sink, type Tint, tintOf } from './sink.ts';

const FRAME = tintOf('#1d1e20');
const GREY = tintOf('#8d9295');

/** Half the width of what stands behind the cab. */
export function cargoHalf({ cargo }: VehicleShape): number {
  return cargo ? cargo.width / 2 : 0;
}

/** Boxes, beds and compactors behind a cab, with the frame they stand on. */
export function cargo(sinks: Sinks, ground: Ground, shape: VehicleShape, look: Look): void {
  const { cargo: load } = shape;
  if (!load) return;
  const hex = shape.livery?.paint ?? boxPaint(look.seed);
  const tint = dirtyPaint(hex, look.seed + 1, load.floor);
  const [front, rear] = [ground.half - load.from, -ground.half + 0.02];
  if (load.kind === 'box') box(sinks, load, front, rear, tint);
  else if (load.kind === 'compactor')
    compactor(
      sinks,
      load,
      [front, rear],
      tint,
      dirtyPaint(shape.livery?.second ?? hex, look.seed + 1, load.floor),
    );
  else bed(sinks, ground, load);
  if (load.kind !== 'bed') chassis(sinks, ground, load, shape);
}

/** Only what is large is cut finer, for the dirt on it. */
const fine = (size = 0) => (size > 0.6 ? 4 : 1);

function cuboid(sink: Sink, from: Vec3, to: Vec3, tint: Tint | ((point: Vec3) => Tint)): void {
  const size = from.map((low, axis) => Math.abs((to[axis] ?? 0) - low));
  const [x = 0, y = 0, z = 0] = from.map((low, axis) => (low + (to[axis] ?? 0)) / 2);
  const geometry = new BoxGeometry(size[0], size[1], size[2], fine(size[0]), fine(size[1]), 1);
  geometry.translate(x, y, z);
  sink.geometry(geometry, tint);
}

function box(
  sinks: Sinks,
  load: CargoShape,
  front: number,
  rear: number,
  tint: (point: Vec3) => Tint,
): void {
  const { floor, height, width } = load;
  const half = width / 2;
  cuboid(sinks.paint, [rear, floor, -half + 0.03], [front, height - 0.03, half - 0.03], tint);
  // corner posts and rails stand proud of the panels
  for (const y of [floor, height - 0.09])
    for (const side of [-1, 1])
      cuboid(sinks.metal, [rear, y, side * (half - 0.06)], [front, y + 0.09, side * half], GREY);
  for (const x of [rear, front - 0.08])
    for (const side of [-1, 1])
      cuboid(sinks.metal, [x, floor, side * (half - 0.08)], [x + 0.08, height, side * half], GREY);
  const ribs = Math.round((front - rear) / 0.45);
  for (let rib = 1; rib < ribs; rib += 1)
    for (const side of [-1, 1]) {
      const x = rear + ((front - rear) * rib) / ribs;
      cuboid(
        sinks.paint,
        [x - 0.02, floor + 0.1, side * (half - 0.04)],
        [x + 0.02, height - 0.1, side * (half - 0.012)],
        tint,
      );
    }
  reflectors(sinks, load, front, rear);
  cuboid(sinks.trim, [rear - 0.008, floor + 0.06, -0.008], [rear, height - 0.08, 0.008], FRAME);
  for (const z of [-0.34, -0.16, 0.16, 0.34])
    cuboid(
      sinks.metal,
      [rear - 0.018, floor + 0.08, z * width - 0.015],
      [rear, height - 0.1, z * width + 0.015],
      GREY,
    );
}

const RED = tintOf('#c1272d');
const WHITE = tintOf('#e9ebea');

/** The red and white tape that large vehicles carry along their lower edges and around the rear. */
function reflectors(
  sinks: Sinks,
  { floor, width, height }: CargoShape,
  front: number,
  rear: number,
) {
  const half = width / 2;
  const tiles = Math.floor((front - rear) / 0.5);
  for (let tile = 0; tile < tiles; tile += 1)
    for (const side of [-1, 1])
      cuboid(
        sinks.paint,
        [rear + 0.05 + tile * 0.5, floor + 0.02, side * half],
        [rear + 0.3 + tile * 0.5, floor + 0.075, side * (half + 0.006)],
        tile % 2 === 0 ? RED : WHITE,
      );
  for (let tile = 0; tile < 8; tile += 1)
    cuboid(
      sinks.paint,
      [rear - 0.01, floor + 0.01, -half + (tile * width) / 8],
      [rear, floor + 0.08, -half + ((tile + 1) * width) / 8],
      tile % 2 === 0 ? RED : WHITE,
    );
  for (const side of [-1, 1])
    for (const y of [floor + 0.35, height - 0.5])
      cuboid(
        sinks.paint,
        [rear - 0.012, y, side * (half - 0.12)],
        [rear, y + 0.28, side * (half - 0.01)],
        RED,
      );
}

/** A ribbed body with a coloured band and the slanted hopper behind it. */
function compactor(
  sinks: Sinks,
  load: CargoShape,
  [front, rear]: readonly [number, number],
  body: (point: Vec3) => Tint,
  colour: (point: Vec3) => Tint,
): void {
  const { floor, height, width } = load;
  const half = width / 2;
  const tail = rear + 1.15;
  box(sinks, load, front, tail + 0.06, body);
  for (const side of [-1, 1])
    cuboid(
      sinks.paint,
      [tail + 0.14, floor + 0.16, side * (half - 0.035)],
      [front - 0.08, floor + (height - floor) * 0.42, side * (half - 0.006)],
      colour,
    );
  const hopper = compactorOutline(load, front, rear).filter(([x]) => x <= tail);
  prism(sinks.paint, hopper, half - 0.02, colour);
  cuboid(
    sinks.trim,
    [rear + 0.02, floor - 0.1, -half + 0.15],
    [rear + 0.1, floor + 0.5, half - 0.15],
    FRAME,
  );
  // the cylinders that lift the hopper
  for (const side of [-1, 1])
    cuboid(
      sinks.metal,
      [tail - 0.42, floor + 0.3, side * (half - 0.02)],
      [tail - 0.34, height - 0.2, side * (half + 0.0)],
      GREY,
    );
}

/** A flat outline drawn out across the vehicle. */
function prism(
  sink: Sink,
  outline: readonly (readonly [number, number])[],
  half: number,
  tint: (point: Vec3) => Tint,
): void {
  const average = (of: 0 | 1) =>
    outline.reduce((sum, point) => sum + point[of], 0) / outline.length;
  const mean: Vec3 = [average(0), average(1), 0];
  outline.forEach(([x, y], index) => {
    const [nx, ny] = outline[(index + 1) % outline.length] ?? [x, y];
    const points: Vec3[] = [
      [x, y, -half],
      [x, y, half],
      [nx, ny, half],
      [nx, ny, -half],
    ];
    sink.add({ points, faces: [0, 1, 2, 0, 2, 3], tint, from: mean });
  });
  for (const side of [-1, 1]) {
    const points: Vec3[] = [
      [mean[0], mean[1], side * half],
      ...outline.map(([x, y]): Vec3 => [x, y, side * half]),
    ];
    const faces = outline.flatMap((_, index) => [0, index + 1, ((index + 1) % outline.length) + 1]);
    sink.add({ points, faces, tint, from: [mean[0], mean[1], 0] });
  }
}

/** The bed of a pickup: a dark cover between its walls, a bar behind the cab. */
function bed(sinks: Sinks, ground: Ground, load: CargoShape): void {
  const { skin, half } = ground;
  const along: [number, number] = [skin.atX(half - load.from), skin.atX(-half + 0.16)];
  sinks.trim.sheet(bandSheet(ground, along, [-0.93, 0.93], 0.006), {
    ...{ us: even(6), vs: even(10), tint: tintOf('#1c1d1f'), from: [0, 0, 0] },
  });
}

function chassis(sinks: Sinks, ground: Ground, load: CargoShape, { wheels }: VehicleShape): void {
  const [front, rear] = [ground.half - load.from + 0.3, -ground.half + 0.1];
  for (const z of [-0.42, 0.32])
    cuboid(sinks.trim, [rear, load.floor - 0.24, z], [front, load.floor, z + 0.1], FRAME);
  const axle = wheels[wheels.length - 1];
  if (!axle) return;
  const x = ground.half - axle.x;
  cuboid(
    sinks.trim,
    [x - 0.06, axle.radius - 0.06, -load.width * 0.4],
    [x + 0.06, axle.radius + 0.06, load.width * 0.4],
    FRAME,
  );
  for (const side of [-1, 1]) {
    const z = side * (load.width / 2 - 0.16);
    const ends: readonly [number, number] = [x + axle.radius + 0.25, ground.half - load.from - 0.1];
    // rails that keep bicycles out, a tank, mudguards, bumper lamps
    for (const y of [0.5, 0.68])
      if (ends[1] > ends[0] + 0.3)
        cuboid(sinks.metal, [ends[0], y, z - 0.02], [ends[1], y + 0.07, z + 0.02], GREY);
    cuboid(
      sinks.trim,
      [x - axle.radius - 0.1, 0.3, z - 0.12],
      [x - axle.radius - 0.08, load.floor, z + 0.12],
      FRAME,
    );
    cuboid(
      sinks.tail,
      [rear - 0.1, load.floor - 0.28, side * (load.width / 2 - 0.56)],
      [rear - 0.06, load.floor - 0.06, side * (load.width / 2 - 0.06)],
      tintOf('#8e0d10'),
    );
  }
  const guard = load.width * 0.46;
  for (let tile = 0; tile < 8; tile += 1)
    cuboid(
      sinks.paint,
      [rear - 0.05, 0.44, -guard + (tile * guard) / 4],
      [rear + 0.01, 0.58, -guard + ((tile + 1) * guard) / 4],
      tile % 2 === 0 ? RED : WHITE,
    );
}
