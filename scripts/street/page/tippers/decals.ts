import type { BufferGeometry } from 'three';
import { mergeGeometries } from 'three/examples/jsm/utils/BufferGeometryUtils.js';
import type { TipperShape } from '../../assets/tipper-shapes.ts';
import { RIB } from '../../assets/tipper-shapes.ts';
import type { Vec3 } from '../../world/vector.ts';
import { ATLAS, REGIONS, type Region } from './atlas.ts';
import { frontPatch } from './cab-form.ts';
import { BOARD, widthAt } from './ribs.ts';
import { sheet } from './solid.ts';

type Rows = readonly (readonly Vec3[])[];

/** Everything that takes its picture from the atlas: lettering and grille, the windscreen, what glows at night. */
export interface Decals {
  readonly panels: BufferGeometry;
  readonly screen: BufferGeometry;
  readonly glowing?: BufferGeometry;
}

export function decalsOf(shape: TipperShape): Decals {
  const { cab, length } = shape;
  const nose = length / 2;
  const { bottom, top, half } = cab.grille;
  const [belt] = cab.levels[cab.belt] ?? [0];
  const [brow] = cab.levels[cab.brow] ?? [0];
  const panels = [
    inRegion(frontPatch(cab, nose, { bottom, top, half, off: 0.02 }), 'grille'),
    inRegion(frontPatch(cab, nose, { ...cab.sign, off: 0.016 }), 'sign'),
    ...sides(shape, belt),
    ...rear(shape),
  ];
  const glass = {
    bottom: belt + 0.02,
    top: brow - 0.02,
    half: cab.half - cab.corner * 0.8,
    off: 0.012,
  };
  const screen = inRegion(frontPatch(cab, nose, glass), 'screen');
  return { panels: mergeGeometries(panels), screen, ...glowing(shape) };
}

function glowing({ cab, length }: TipperShape): { glowing?: BufferGeometry } {
  if (cab.roof !== 'light-box') return {};
  const [roof, back] = cab.levels[cab.levels.length - 1] ?? [0, 0];
  const x = length / 2 - back - 0.25;
  const face = (side: 1 | -1): Rows =>
    [roof + 0.06, roof + 0.22].map((y) => [
      [x + side * 0.105, y, side * 0.43],
      [x + side * 0.105, y, -side * 0.43],
    ]);
  return { glowing: mergeGeometries([inRegion(face(1), 'box'), inRegion(face(-1), 'box')]) };
}

/** An upright picture on one side: +1 the right, -1 the left one; reads from the side it faces. */
function onSide(
  side: 1 | -1,
  from: number,
  to: number,
  low: number,
  high: number,
  z: number | ((y: number) => number),
): Rows {
  const ends = side > 0 ? [from, to] : [to, from];
  return [low, high].map((y) =>
    ends.map((x): Vec3 => [x, y, side * (typeof z === 'number' ? z : z(y))]),
  );
}

function sides(
  { cab, body, length, width, axles, wheel }: TipperShape,
  belt: number,
): BufferGeometry[] {
  const rearWall = length / 2 - cab.length;
  const long = cab.length - cab.bow - cab.corner;
  const { front, rear: back, floor, rim } = body;
  const tall = rim - floor;
  const at = (share: number): number => front - (front - back) * share;
  const board = widthAt(body, floor + tall * BOARD.high) + RIB + 0.012;
  const [low] = cab.levels[0] ?? [0];
  const guard = (axles[axles.length - 2] ?? 0) + wheel + 0.2;
  return ([1, -1] as const).flatMap((side) => [
    inRegion(
      onSide(
        side,
        at(BOARD.to - 0.01),
        at(BOARD.from + 0.01),
        floor + tall * (BOARD.low + 0.02),
        floor + tall * (BOARD.high - 0.02),
        board,
      ),
      'board',
    ),
    inRegion(
      onSide(
        side,
        rearWall + long * 0.44,
        rearWall + long * 0.92,
        low + 0.12,
        belt - 0.06,
        cab.half + 0.006,
      ),
      'door',
    ),
    ...[0.05, 0.55].map((share) =>
      inRegion(
        onSide(
          side,
          at(share + 0.4),
          at(share),
          floor + 0.02,
          floor + 0.09,
          (y) => widthAt(body, y) + RIB + 0.004,
        ),
        'stripe',
      ),
    ),
    inRegion(
      onSide(side, guard, guard + 1.1, wheel + 0.19, wheel + 0.25, width / 2 - 0.03),
      'stripe',
    ),
  ]);
}

/** An upright picture seen from behind. */
function onRear(x: number, from: number, to: number, low: number, high: number): Rows {
  return [low, high].map((y) => [
    [x, y, from],
    [x, y, to],
  ]);
}

function rear({ body, width, wheel, axles }: TipperShape): BufferGeometry[] {
  const { floor, rim, half } = body;
  const last = (axles[axles.length - 1] ?? 0) - wheel - 0.155;
  const x = body.rear - 0.085;
  const bumper = body.rear + 0.065;
  const flap = width / 2 - 0.36;
  const tall = rim - floor;
  return [
    inRegion(onRear(x, -half * 0.72, half * 0.72, floor + tall * 0.24, rim - 0.16), 'tail'),
    inRegion(
      onRear(bumper, -width / 2 + 0.1, width / 2 - 0.1, wheel - 0.02, wheel + 0.08),
      'stripe',
    ),
    inRegion(onRear(x, -half * 0.84, half * 0.84, floor + 0.07, floor + 0.17), 'stripe'),
    ...[flap, -flap].map((z) =>
      inRegion(onRear(last, z - 0.18, z + 0.18, wheel - 0.05, wheel + 0.2), 'flap'),
    ),
  ];
}

/** A sheet that shows one picture of the atlas. */
function inRegion(rows: Rows, region: Region): BufferGeometry {
  const geometry = sheet(rows).toNonIndexed();
  const [x, y, width, height] = REGIONS[region];
  const { uv } = geometry.attributes;
  if (!uv) throw new Error('a decal has no texture places');
  for (let at = 0; at < uv.count; at += 1)
    uv.setXY(at, (x + uv.getX(at) * width) / ATLAS, 1 - (y + (1 - uv.getY(at)) * height) / ATLAS);
  return geometry;
}
