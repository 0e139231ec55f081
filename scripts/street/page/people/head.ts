import type { Vec3 } from '../../world/vector.ts';
import { blend, lit } from './colour.ts';
import type { Loft, Rgb, Ring } from './loft.ts';
import { noise } from './noise.ts';
import type { Figure, Skeleton } from './skeleton.ts';
import { add, times } from './vec.ts';
import type { Outfit } from './wardrobe.ts';

/** Height in half heads, forward shift, half depth to front and back, half width; in half heads too. */
type Row = readonly [up: number, shift: number, front: number, back: number, width: number];

/** Half a head, share of the body's height. */
const HALF = 0.068;

const FACE: readonly Row[] = [
  [-1.0, 0.42, 0.18, 0.2, 0.18],
  [-0.9, 0.3, 0.42, 0.4, 0.36],
  [-0.7, 0.16, 0.62, 0.55, 0.52],
  [-0.45, 0.05, 0.76, 0.62, 0.6],
  [-0.25, 0, 0.8, 0.72, 0.65],
  [-0.05, 0, 0.8, 0.82, 0.69],
  [0.12, 0, 0.78, 0.88, 0.71],
  [0.32, 0, 0.8, 0.9, 0.71],
  [0.58, 0, 0.74, 0.84, 0.66],
  [0.8, 0, 0.58, 0.68, 0.53],
  [0.94, 0, 0.34, 0.42, 0.33],
  [1.0, 0, 0.08, 0.1, 0.08],
];

/** Face, hair and what is worn on it. */
export function headLofts(body: Skeleton, figure: Figure, outfit: Outfit, seed: number): Loft[] {
  const half = HALF * figure.height;
  const row = rowMaker(body, half);
  const lofts = [neckLoft(body, figure, outfit), faceLoft(row, outfit)];
  if (outfit.hairCut !== 'thin' || !outfit.hat) lofts.push(hairLoft(row, outfit, seed));
  if (outfit.hairCut === 'bun') lofts.push(ball(row, [-0.95, 0.35], 0.36, outfit.hair));
  if (outfit.hat) lofts.push(hatLoft(row, outfit.hat));
  return lofts;
}

type MakeRow = (row: Row, shape?: (angle: number) => number) => Ring;

function rowMaker(body: Skeleton, half: number): MakeRow {
  const { front, up, right } = body.headAxes;
  return ([high, shift, deep, back, wide], shape) => ({
    at: add(body.head, add(times(up, high * half), times(front, shift * half))),
    ...{ front, right, depth: deep * half, back: back * half, width: wide * half },
    ...(shape && { shape }),
  });
}

function neckLoft(body: Skeleton, figure: Figure, { skin }: Outfit): Loft {
  const tall = figure.height;
  const slim = figure.shoulders < 0.252 ? 0.86 : 1;
  const { front, up, right } = body.headAxes;
  const ring = (share: number, radius: number): Ring => {
    const at: Vec3 = add(
      times(add(body.neck, times(up, -0.02 * tall)), 1 - share),
      times(add(body.head, times(up, -0.02 * tall)), share),
    );
    return { at, front, right, depth: radius * tall * slim, width: radius * tall * slim };
  };
  return {
    sides: 10,
    rings: [ring(0, 0.04), ring(0.35, 0.034), ring(0.7, 0.033), ring(1, 0.034)],
    paint: (share) => lit(skin, 0.88 - share * 0.2),
  };
}

function faceLoft(row: MakeRow, outfit: Outfit): Loft {
  const nose = [0, 0, 0, 0.1, 0.14, 0.06, 0, 0, 0, 0, 0, 0];
  const rings = FACE.map((of, at) =>
    row(of, (angle) => 1 + (nose[at] ?? 0) * (Math.abs(angle) < 0.2 ? 1 : 0)),
  );
  const paint = (share: number, angle: number): Rgb => {
    const at = Math.round(share * (FACE.length - 1));
    const masked = outfit.mask && at < 5 && Math.abs(angle) < 1.25;
    return masked && outfit.mask ? outfit.mask : featureAt(at, Math.abs(angle), outfit);
  };
  return { sides: 18, rings, paint };
}

/** Eyes, brows, mouth and the shade below the chin, by row of the face. */
function featureAt(row: number, side: number, { skin, hair }: Outfit): Rgb {
  const paired = side > 0.25;
  if (row === 5 && paired && side < 0.6) return blend(skin, [0.08, 0.06, 0.05], 0.72);
  if (row === 6 && paired && side < 0.85) return blend(skin, hair, 0.6);
  if (row === 2 && side < 0.3) return blend(skin, [0.55, 0.2, 0.18], 0.6);
  if (row < 2) return lit(skin, 0.86);
  return lit(skin, side > 0.9 ? 0.9 : 1);
}

const HAIRLINE: Readonly<Record<Outfit['hairCut'], number>> = {
  ...{ short: -0.5, thin: -0.35, bob: -0.95, long: -2.1, bun: -0.55 },
};

/** A shell about the skull; before the face it sinks into it. */
function hairLoft(row: MakeRow, { hair, hairCut, hat }: Outfit, seed: number): Loft {
  const low = HAIRLINE[hairCut];
  const ups = [
    low,
    low * 0.75 - 0.05,
    low * 0.45,
    -0.05,
    0.2,
    0.42,
    0.62,
    0.8,
    0.95,
    1.06,
    1.12,
  ].map((up) => (hat ? Math.min(up, 1.0 + up * 0.02) : up));
  const thick = hat ? 0.03 : hairCut === 'short' || hairCut === 'thin' ? 0.07 : 0.12;
  const rings = ups.map((up) => {
    const [, , front, back, width] = faceAt(Math.min(up, 0.45));
    // a dome over the skull
    const end = up > 0.45 ? Math.sqrt(Math.max(0.01, 1 - ((up - 0.45) / 0.68) ** 2)) : 1;
    const under = hat && up > 0.45 ? 0.82 : 1;
    const grown = (size: number) => (size + thick) * end * under;
    const line = up > 0.55 ? 0 : up > 0.3 ? 0.8 : 1.35;
    const shape = (angle: number) => {
      const wisp = 1 + 0.04 * noise(seed, angle * 4, up * 5, 0);
      if (Math.abs(angle) < line) return 0.8;
      return wisp;
    };
    return row([up, up < -1 ? -0.15 : 0, grown(front), grown(back), grown(width)], shape);
  });
  const paint = (share: number, angle: number): Rgb => {
    const shine = 1 + 0.5 * Math.max(0, noise(seed, angle * 5, share * 6, 3));
    return lit(hair, shine * (0.8 + share * 0.45));
  };
  return { sides: 18, rings, paint };
}

/** The skull at a height; below the jaw as wide as there. */
function faceAt(up: number): Row {
  if (up < -0.45) return [up, 0, 0.5, 0.78, 0.7];
  const at = FACE.findIndex(([high]) => high >= up);
  const [high, low] = [FACE[at] as Row, FACE[Math.max(0, at - 1)] as Row];
  const share = (up - low[0]) / (high[0] - low[0] || 1);
  const part = (axis: 2 | 3 | 4) => low[axis] + (high[axis] - low[axis]) * share;
  return [up, 0, part(2), part(3), part(4)];
}

function ball(
  row: MakeRow,
  [shift, up]: readonly [number, number],
  radius: number,
  paint: Rgb,
): Loft {
  const rings = [-0.95, -0.6, 0, 0.6, 0.95].map((high) => {
    const wide = radius * Math.sqrt(1 - high * high);
    return row([up + high * radius, shift, wide, wide, wide]);
  });
  return { sides: 8, rings, paint: () => paint };
}

type Hat = NonNullable<Outfit['hat']>;

function hatLoft(row: MakeRow, { kind, colour }: Hat): Loft {
  const forward = (reach: number) => (angle: number) =>
    1 + reach * Math.max(0, Math.cos(angle)) ** 3;
  const open = (angle: number) => (Math.abs(angle) < 1 ? 0.86 : 1);
  const shapes: Readonly<Record<Hat['kind'], readonly Ring[]>> = {
    cap: [
      row([0.42, 0, 0.9, 0.95, 0.8], forward(0.75)),
      row([0.47, 0, 0.9, 0.98, 0.82], forward(0.78)),
      row([0.54, 0, 0.9, 0.98, 0.81], forward(0.06)),
      row([0.8, 0, 0.78, 0.86, 0.7]),
      row([1.02, 0, 0.48, 0.55, 0.45]),
      row([1.1, 0, 0.1, 0.1, 0.1]),
    ],
    straw: [
      row([0.3, 0, 1.42, 1.42, 1.36]),
      row([0.36, 0, 1.43, 1.43, 1.37]),
      row([0.5, 0, 0.95, 1, 0.86]),
      row([0.85, 0, 0.82, 0.88, 0.76]),
      row([1.08, 0, 0.5, 0.55, 0.5]),
      row([1.12, 0, 0.1, 0.1, 0.1]),
    ],
    sun: [
      row([0.2, 0, 1.34, 1.24, 1.24]),
      row([0.27, 0, 1.34, 1.24, 1.24]),
      row([0.48, 0, 0.95, 1, 0.86]),
      row([0.9, 0, 0.78, 0.84, 0.72]),
      row([1.1, 0, 0.4, 0.45, 0.4]),
      row([1.14, 0, 0.1, 0.1, 0.1]),
    ],
    helmet: [
      row([-0.42, -0.1, 0.8, 1.05, 0.92], open),
      row([-0.05, 0, 0.95, 1.16, 1.0], open),
      row([0.3, 0, 1.08, 1.2, 1.03], forward(0.12)),
      row([0.7, 0, 1.0, 1.1, 0.95]),
      row([1.05, 0, 0.72, 0.8, 0.7]),
      row([1.24, 0, 0.15, 0.15, 0.15]),
    ],
  };
  const wide = kind === 'straw' || kind === 'sun';
  const paint = (share: number): Rgb => {
    if (wide && share > 0.35 && share < 0.45) return lit(colour, 0.45);
    return lit(colour, wide && share === 0 ? 0.6 : 0.92 + share * 0.12);
  };
  return { sides: 18, rings: shapes[kind], paint };
}
