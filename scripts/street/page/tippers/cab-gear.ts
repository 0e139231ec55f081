import { type CabShape, MIRROR_REACH, type TipperShape } from '../../assets/tipper-shapes.ts';
import type { Vec3 } from '../../world/vector.ts';
import { faceAt } from './cab-form.ts';
import type { Livery } from './livery.ts';
import type { Mould } from './mould.ts';
import { box, rod, rounded, sheet } from './solid.ts';

const PLASTIC = '#1d2023';

/** What hangs on a cab: mirrors, visor, lamps and boxes on the roof, handles, door seams. */
export function addCabGear(mould: Mould, { cab, length }: TipperShape, livery: Livery): void {
  const nose = length / 2;
  addMirrors(mould, cab, nose);
  addDoors(mould, cab, nose, livery);
  if (cab.visor) addVisor(mould, cab, nose, livery);
  addRoof(mould, cab, nose, livery);
}

function addMirrors(mould: Mould, cab: CabShape, nose: number): void {
  const [brow] = cab.levels[cab.brow] ?? [0];
  const [belt] = cab.levels[cab.belt] ?? [0];
  const x = nose - 0.28;
  const z = cab.half + MIRROR_REACH - 0.13;
  mould.pair(
    'matt',
    PLASTIC,
    rounded([0.14, 0.5, 0.24], [x, brow - 0.42, z], 0.05),
    rounded([0.14, 0.24, 0.22], [x, brow - 0.82, z], 0.05),
    rod([x - 0.05, brow - 0.12, cab.half - 0.1], [x, brow - 0.16, z], 0.025, 6),
    rod([x - 0.05, belt + 0.02, cab.half - 0.04], [x, brow - 0.95, z], 0.025, 6),
  );
}

function addDoors(mould: Mould, cab: CabShape, nose: number, livery: Livery): void {
  const [floor] = cab.levels[0] ?? [0];
  const [belt] = cab.levels[cab.belt] ?? [0];
  const [brow] = cab.levels[cab.brow] ?? [0];
  const rear = nose - cab.length;
  const long = cab.length - cab.bow - cab.corner;
  const z = cab.half + 0.002;
  for (const share of [0.42, 0.96])
    mould.pair(
      'matt',
      '#17191b',
      box([0.018, belt - floor, 0.012], [rear + long * share, (belt + floor) / 2, z]),
    );
  mould.pair(
    'matt',
    '#17191b',
    box([long * 0.54, 0.018, 0.012], [rear + long * 0.69, floor + 0.05, z]),
  );
  mould.pair(
    'matt',
    PLASTIC,
    rounded([0.2, 0.05, 0.05], [rear + long * 0.52, belt - 0.2, z + 0.01], 0.02),
  );
  mould.pair('marker', '#e08a1e', box([0.1, 0.06, 0.02], [rear + long * 0.9, floor + 0.25, z]));
  // a crease along the door
  mould.pair(
    'paint',
    livery.cab,
    rounded([long * 0.5, 0.04, 0.03], [rear + long * 0.69, (belt + floor) / 2 + 0.12, z], 0.012),
  );
  // grab rail behind the door
  mould.pair(
    'matt',
    '#888c90',
    rod(
      [rear + long * 0.38, belt - 0.5, z + 0.03],
      [rear + long * 0.38, brow - 0.2, z - 0.02],
      0.014,
      5,
    ),
  );
}

function addVisor(mould: Mould, cab: CabShape, nose: number, livery: Livery): void {
  const [brow] = cab.levels[cab.brow] ?? [0];
  const half = cab.half - 0.16;
  const rows = [0, 1, 2].map((row) =>
    Array.from({ length: 9 }, (_, column): Vec3 => {
      const z = half * (1 - column / 4);
      const out = [0.03, 0.16, 0.22][row] ?? 0;
      return [faceAt(cab, nose, brow, z * 0.92) + out, brow + 0.05 - 0.07 * row, z];
    }),
  );
  mould.add('paint', livery.visor, sheet(rows));
}

function addRoof(mould: Mould, cab: CabShape, nose: number, livery: Livery): void {
  const [roof, back] = cab.levels[cab.levels.length - 1] ?? [0, 0];
  const front = nose - back - 0.25;
  const [brow] = cab.levels[cab.brow] ?? [0];
  for (const z of [-0.7, -0.24, 0.24, 0.7])
    mould.add(
      'marker',
      '#e08a1e',
      box([0.1, 0.05, 0.12], [faceAt(cab, nose, brow + 0.15, z) - 0.02, brow + 0.16, z]),
    );
  mould.add('matt', '#33373b', box([0.5, 0.05, 0.6], [front - 0.55, roof + 0.03, 0]));
  if (cab.roof === 'light-box') {
    mould.add('matt', '#2b2f33', rounded([0.2, 0.2, 0.92], [front, roof + 0.14, 0], 0.03));
    mould.pair(
      'marker',
      '#ef9a22',
      rod([front, roof + 0.02, 0.62], [front, roof + 0.2, 0.62], 0.07, 10),
    );
  }
  if (cab.roof === 'beacons')
    mould.pair('marker', '#ef9a22', rod([front, roof, 0.7], [front, roof + 0.18, 0.7], 0.08, 10));
  if (cab.roof === 'deflector')
    mould.pair(
      'matt',
      '#b9bdc0',
      rod([front - 0.1, roof - 0.04, 0.6], [front + 0.4, roof - 0.02, 0.6], 0.05, 8),
    );
  if (cab.roof === 'sign' || cab.roof === 'visor-rack')
    mould.add(
      'matt',
      '#b9bdc0',
      rod([front + 0.02, roof + 0.08, -0.8], [front + 0.02, roof + 0.08, 0.8], 0.025, 6),
    );
  if (cab.roof === 'visor-rack') {
    for (const z of [-0.6, -0.2, 0.2, 0.6])
      mould.add(
        'matt',
        '#d8dcdf',
        rounded([0.08, 0.14, 0.2], [front + 0.05, roof + 0.13, z], 0.03),
      );
    mould.add('paint', livery.cab, box([0.04, 0.12, 1.3], [front - 0.05, roof + 0.05, 0]));
  }
}
