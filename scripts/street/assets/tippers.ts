import type { Vec3 } from '../world/vector.ts';
import type { Asset, Cover, Load } from './asset.ts';
import {
  type BodyShape,
  bodySection,
  MIRROR_REACH,
  RIB,
  type TipperShape,
} from './tipper-shapes.ts';
import { TIPPER_SHAPES } from './tipper-shapes-makes.ts';

/** Where along the body, from the tailgate on, a heap's crest lies and a lid's. */
const HEAP = [0.3, 0.72];
const LID = [0, 1];

/** Muck trucks: measures as their shapes have them, hulls tight to cab, body, wheels and the highest load. */
export const TIPPERS: readonly Asset[] = TIPPER_SHAPES.map((shape) => {
  const { id, split, length, width, cab, body, wheel } = shape;
  const { crest, ridge } = body;
  const hull = tipperHull(shape, Math.max(crest, ridge), HEAP);
  return {
    ...{ id, class: 'muck-truck', split, model: 'tipper', length, width, hull },
    height: Math.max(...hull.map(([, y]) => y)),
    plates: {
      front: [length / 2 + 0.02, cab.bumper.bottom + 0.28, 0],
      rear: [body.rear + 0.04, wheel + 0.29, 0],
    },
  };
});

/**
 * The hull of a thing as it is laden: an asset's own hull holds the highest load, this one what is really on
 * it. Things that carry no load have the one hull they have.
 */
export function ladenHull(
  asset: Asset,
  load: Load = 'level',
  cover: Cover = 'none',
): readonly Vec3[] {
  const shape = TIPPER_SHAPES.find((one) => one.id === asset.id);
  return shape
    ? tipperHull(shape, topOf(shape.body, load, cover), cover === 'rigid' ? LID : HEAP)
    : asset.hull;
}

/** How high the middle of the body reaches. */
function topOf({ crest, ridge, rim }: BodyShape, load: Load, cover: Cover): number {
  if (cover === 'rigid') return ridge;
  if (load === 'heaped') return crest;
  return cover === 'none' ? rim : rim + 0.08;
}

function tipperHull(shape: TipperShape, top: number, along: readonly number[]): readonly Vec3[] {
  const half = [...cabPoints(shape), ...bodyPoints(shape, top, along), ...wheelPoints(shape)];
  return half.flatMap(([x, y, z]): Vec3[] => [
    [x, y, z],
    [x, y, -z],
  ]);
}

function cabPoints({ cab, length }: TipperShape): readonly Vec3[] {
  const nose = length / 2;
  const { bumper, bow, corner, half } = cab;
  const rear = nose - cab.length;
  const skin = cab.levels.flatMap(([y, back, inset]): Vec3[] => [
    [nose - back - bow - corner * 0.3, y, half - inset - corner * 0.3],
    [nose - back, y, half * 0.3],
    [rear + inset * 0.4, y, half - inset],
  ]);
  const [brow] = cab.levels[cab.brow] ?? [0];
  const mirror = half + MIRROR_REACH - 0.01;
  return [
    ...skin,
    ...[bumper.bottom, bumper.top].map((y): Vec3 => [nose, y, half - 0.06]),
    ...[brow - 0.17, brow - 0.92].map((y): Vec3 => [nose - 0.28, y, mirror]),
    ...roofPoints(cab, nose),
  ];
}

/** What stands on the roof. */
function roofPoints({ levels, roof }: TipperShape['cab'], nose: number): readonly Vec3[] {
  const [top, back] = levels[levels.length - 1] ?? [0, 0];
  const x = nose - back - 0.25;
  const points = {
    'light-box': [[x, top + 0.22, 0.66]],
    beacons: [[x, top + 0.17, 0.76]],
    deflector: [[x - 0.3, top + 0.05, 0.5]],
    sign: [[x, top + 0.1, 0.8]],
    'visor-rack': [[x + 0.05, top + 0.2, 0.68]],
  } as const;
  return points[roof];
}

function bodyPoints({ body }: TipperShape, top: number, along: readonly number[]): readonly Vec3[] {
  const { rear, front, floor, rim, half, headboard, canopy } = body;
  const [low] = bodySection(body)[1] ?? [half];
  return [
    ...[rear - 0.07, front].map((x): Vec3 => [x, rim, half + RIB]),
    [rear - 0.07, rim + 0.1, half * 0.85],
    ...[rear - 0.07, front].map((x): Vec3 => [x, floor, low]),
    [front + Math.max(canopy, 0.06), headboard, half - 0.1],
    [front, headboard, half],
    ...along.map((share): Vec3 => [rear + (front - rear) * share, top, half * 0.2]),
  ];
}

function wheelPoints({ axles, wheel, width, body }: TipperShape): readonly Vec3[] {
  const z = width / 2 - 0.03;
  const first = axles[0] ?? 0;
  const last = axles[axles.length - 1] ?? 0;
  const reach = wheel * 0.4;
  return [
    [first + reach, 0.03, z],
    [last - reach, 0.03, z],
    [last - reach, 0, z - 0.1],
    [first + reach, 0, z - 0.1],
    [body.rear + 0.06, wheel - 0.05, width / 2 - 0.08],
  ];
}
