import type { CabShape, TipperShape } from '../../assets/tipper-shapes.ts';
import type { Vec3 } from '../../world/vector.ts';
import { faceAt, frontPatch, outlineAt, STRIPS } from './cab-form.ts';
import type { Livery } from './livery.ts';
import type { Mould, Surface } from './mould.ts';
import { box, rod, rounded, sheet } from './solid.ts';

type Strip = (typeof STRIPS)[number];
const PLASTIC = '#23262a';

/** The curved skin of the cab with its windows, bumper and front. */
export function addCabSkin(mould: Mould, shape: TipperShape, livery: Livery): void {
  const { cab, length } = shape;
  const nose = length / 2;
  addShell(mould, cab, nose, livery);
  addBumper(mould, shape, livery);
  const { grille } = cab;
  const face = (bottom: number, top: number, half: number, off: number) =>
    sheet(frontPatch(cab, nose, { bottom, top, half, off }));
  mould.add('matt', PLASTIC, face(grille.bottom, grille.top, grille.half, 0.012));
  const [belt] = cab.levels[cab.belt] ?? [0];
  mould.add('matt', PLASTIC, face(belt - 0.09, belt, cab.half - cab.corner, 0.014));
  for (const z of [-0.45, 0.25])
    mould.add(
      'matt',
      '#101113',
      box([0.02, 0.02, 0.6], [faceAt(cab, nose, belt + 0.05, z) + 0.03, belt + 0.05, z]),
    );
}

function addShell(mould: Mould, cab: CabShape, nose: number, livery: Livery): void {
  const loops = cab.levels.map(([y]) => outlineAt(cab, nose, y).map(([x, z]): Vec3 => [x, y, z]));
  const roof = cab.levels[cab.levels.length - 1] ?? [0, 0, 0];
  const top = outlineAt(cab, nose, roof[0]).map(([x, z]): Vec3 => [x, roof[0] + 0.02, z * 0.02]);
  const rows = [...loops, top];
  const looks = new Map<string, [Surface, string]>();
  const names = loops.map((_, row) =>
    STRIPS.map((strip) => {
      const look = cellOf(cab, livery, row, strip);
      looks.set(look.join(), look);
      return look.join();
    }),
  );
  for (const [name, [surface, colour]] of looks) {
    const keep = (row: number, column: number): boolean => names[row]?.[column] === name;
    mould.pair(surface, colour, sheet(rows, { crease: 0.7, keep }));
  }
  const floor = loops[0];
  if (floor) mould.pair('matt', PLASTIC, sheet([floor, floor.map(([x, y]): Vec3 => [x, y, 0])]));
}

/** What the skin is made of between one level and the next. */
function cellOf(cab: CabShape, livery: Livery, row: number, strip: Strip): [Surface, string] {
  const glazed = row >= cab.belt && row < cab.brow;
  if (glazed && ['curve', 'front'].includes(strip)) return ['glass', '#20292e'];
  if (glazed && strip === 'window') return ['glass', '#1a2226'];
  if (glazed && (strip === 'pillar' || strip === 'post')) return ['paint', livery.pillar];
  if (row === 0 && strip !== 'front') return ['paint', livery.skirt];
  if (row >= cab.brow && strip === 'front' && row === cab.brow) return ['paint', livery.brow];
  return ['paint', livery.cab];
}

function addBumper(mould: Mould, { cab, length }: TipperShape, livery: Livery): void {
  const { bumper } = cab;
  const nose = length / 2;
  const tall = bumper.top - bumper.bottom;
  const middle = (bumper.top + bumper.bottom) / 2;
  const wide = 2 * cab.half + 0.02;
  mould.add(
    'paint',
    livery.bumper,
    rounded([bumper.depth, tall, wide], [nose - bumper.depth / 2 - 0.02, middle, 0], 0.1),
  );
  mould.add(
    'matt',
    PLASTIC,
    rounded([0.2, tall * 0.34, wide * 0.62], [nose - 0.09, bumper.bottom + tall * 0.22, 0], 0.04),
  );
  mould.add(
    'matt',
    '#0d0e10',
    box([0.02, tall * 0.2, wide * 0.5], [nose + 0.005, bumper.top - tall * 0.24, 0]),
  );
  addLamps(mould, cab, nose);
  mould.pair(
    'marker',
    '#e08a1e',
    box([0.05, 0.07, 0.14], [nose - 0.02, bumper.top - 0.05, cab.half - 0.1]),
  );
  mould.pair(
    'matt',
    '#c9cdd0',
    box([0.03, 0.09, 0.16], [nose - 0.02, bumper.bottom + 0.1, cab.half - 0.25]),
  );
  // steps into the cab and the arch over the front wheel
  for (const up of [0.1, 0.38])
    mould.pair(
      'matt',
      '#6a6e72',
      box([0.34, 0.04, 0.2], [nose - bumper.depth - 0.1, bumper.bottom + up, cab.half - 0.12]),
    );
}

/** A housing with two lenses, side by side or one over the other. */
function addLamps(mould: Mould, { lamp }: CabShape, nose: number): void {
  const { y, z, width, height } = lamp;
  mould.pair(
    'matt',
    '#15171a',
    rounded([0.1, height + 0.06, width + 0.06], [nose - 0.03, y, z], 0.03),
  );
  mould.pair('glass', '#8f999f', rounded([0.05, height, width], [nose + 0.005, y, z], 0.02));
  const tall = height > width * 0.8;
  const radius = Math.min(tall ? height / 4 : width / 4, tall ? width / 2 : height / 2) - 0.015;
  for (const side of [-1, 1]) {
    const at = tall ? [y + (side * height) / 4, z] : [y, z + (side * width) / 4];
    const [up = y, across = z] = at;
    mould.pair('head', '#eef3f5', rod([nose, up, across], [nose + 0.035, up, across], radius, 12));
  }
}
