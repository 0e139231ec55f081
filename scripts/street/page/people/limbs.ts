import type { Vec3 } from '../../world/vector.ts';
import { lit } from './colour.ts';
import type { Loft, Rgb, Ring } from './loft.ts';
import { ringNoise } from './noise.ts';
import { type Axes, along, boneAxes, type Figure, type Limb, type Skeleton } from './skeleton.ts';
import { add, sub, times, unit } from './vec.ts';
import type { Outfit } from './wardrobe.ts';

/** Radius by share of the limb's length, shares of the height. */
type Radii = readonly (readonly [share: number, radius: number])[];

const LEG: Radii = [
  [0, 0.056],
  [0.1, 0.056],
  [0.25, 0.05],
  [0.42, 0.038],
  [0.5, 0.035],
  [0.56, 0.033],
  [0.68, 0.034],
  [0.9, 0.023],
  [1, 0.021],
];
const ARM: Radii = [
  [0, 0.033],
  [0.1, 0.034],
  [0.25, 0.029],
  [0.45, 0.0245],
  [0.52, 0.0245],
  [0.65, 0.0235],
  [1, 0.0165],
];

function radiusAt(radii: Radii, share: number): number {
  const next = radii.findIndex(([at]) => at >= share);
  const [high, low] = [
    radii[Math.max(0, next)] ?? [1, 0.02],
    radii[Math.max(0, next - 1)] ?? [0, 0.05],
  ];
  if (next <= 0) return next === 0 ? high[1] : (radii.at(-1)?.[1] ?? 0.02);
  return low[1] + ((high[1] - low[1]) * (share - low[0])) / (high[0] - low[0]);
}

function ringOn(limb: Limb, share: number, right: Vec3, radius: number): Ring {
  const axes = boneAxes(
    along(limb, Math.max(0, share - 0.03)),
    along(limb, Math.min(1, share + 0.03)),
    right,
  );
  const at = along(limb, share);
  return { at, front: axes.front, right: axes.right, depth: radius, width: radius };
}

/** One leg with what covers it, hip to ankle. */
export function legLoft(
  body: Skeleton,
  figure: Figure,
  outfit: Outfit,
  side: 0 | 1,
  seed: number,
): Loft {
  const { bottom, skin } = outfit;
  const tall = figure.height;
  const edge = bottom.length;
  const shares = [0, 0.06, 0.13, 0.2, 0.28, 0.36, 0.43, 0.5, 0.57, 0.65, 0.74, 0.83, 0.91, 1];
  const all = [...shares.filter((s) => Math.abs(s - edge) > 0.03), edge - 0.004, edge + 0.004].sort(
    (a, b) => a - b,
  );
  const own = seed + 31 * side;
  const rings = all.map((share): Ring => {
    const stout = 1 + (figure.girth - 1) * (share < 0.4 ? 0.6 : 0.35);
    const bare = radiusAt(LEG, share) * stout;
    const radius = share <= edge ? clothed(bare, outfit, share) : bare;
    const ring = ringOn(body.legs[side], share, body.pelvisAxes.right, radius * tall);
    const calf = share > 0.55 && share < 0.85 ? 1.12 : 1;
    const wild = share <= edge ? 0.05 : 0;
    const shape = (angle: number) => 1 + wild * crease(own, share, angle);
    return { ...ring, back: ring.depth * calf, shape };
  });
  const paint = (at: number, angle: number): Rgb => {
    const share = all[Math.round(at * (all.length - 1))] ?? 0;
    // below a skirt its own shade, wherever a knee comes through
    if (bottom.skirt !== undefined && share < bottom.skirt - 0.04) return lit(bottom.colour, 0.8);
    if (share > edge) return lit(skin, 0.92);
    const inner = Math.sin(angle) * (side === 0 ? -1 : 1) > 0.5 && share < 0.6 ? 0.72 : 1;
    return lit(bottom.colour, inner * (1 + 0.2 * crease(own, share, angle)));
  };
  return { sides: 12, rings, paint };
}

function clothed(bare: number, { bottom }: Outfit, share: number): number {
  const loose = Math.max(bare + 0.005, 0);
  if (share < 0.3) return loose;
  const { knee, ankle } = bottom;
  const cut = share < 0.5 ? knee + (0.5 - share) * 0.06 : knee + (ankle - knee) * (share * 2 - 1);
  return Math.max(bare + 0.003, cut);
}

function crease(seed: number, share: number, angle: number): number {
  const low = share > 0.8 || Math.abs(share - 0.5) < 0.12 ? 1.5 : 0.8;
  return low * ringNoise(seed, share * 17, angle, 1.3);
}

/** One arm, shoulder to wrist. */
export function armLoft(
  body: Skeleton,
  figure: Figure,
  outfit: Outfit,
  side: 0 | 1,
  seed: number,
): Loft {
  const { top, skin, vest } = outfit;
  const tall = figure.height;
  const edge = top.sleeve;
  const shares = [0, 0.05, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
  const all = [...shares.filter((s) => Math.abs(s - edge) > 0.03), edge - 0.004, edge + 0.004].sort(
    (a, b) => a - b,
  );
  const stout = 1 + (figure.girth - 1) * 0.5;
  const slim = figure.shoulders < 0.252 ? 0.9 : 1;
  const hint = add(body.chestAxes.front, times(body.chestAxes.right, side === 0 ? 2.4 : 2.4));
  const own = seed + 97 * (side + 1);
  const rings = all.map((share): Ring => {
    const covered = share <= edge;
    const more = covered ? top.thick + (edge < 0.7 ? 0.002 + share * 0.02 : 0.004) : 0;
    const cap = share === 0 ? 0.72 : 1;
    const radius = (radiusAt(ARM, share) * stout * slim + more) * cap * tall;
    const wild = covered ? 0.06 : 0;
    const shape = (angle: number) => 1 + wild * ringNoise(own, share * 22, angle, 1.4);
    return { ...ringOn(body.arms[side], share, hint, radius), shape };
  });
  const sleeve = vest ? lit(top.colour, 1) : top.cut === 'block' ? top.second : top.colour;
  const paint = (at: number, angle: number): Rgb => {
    const share = all[Math.round(at * (all.length - 1))] ?? 0;
    if (share > edge) return skin;
    return lit(sleeve, 0.97 + 0.2 * ringNoise(own, share * 22, angle, 1.4));
  };
  return { sides: 10, rings, paint };
}

/** A hand, fingers a little bent, as one flat piece. */
export function handLoft(body: Skeleton, figure: Figure, outfit: Outfit, side: 0 | 1): Loft {
  const tall = figure.height;
  const { joint, end } = body.arms[side];
  const axes = boneAxes(joint, end, body.chestAxes.right);
  const way = unit(sub(end, joint));
  const rows = [
    [-0.01, 0.017, 0.0135, 0],
    [0.018, 0.023, 0.015, 0.002],
    [0.045, 0.026, 0.015, 0.006],
    [0.072, 0.022, 0.013, 0.016],
    [0.092, 0.011, 0.008, 0.026],
  ] as const;
  const rings = rows.map(
    ([on, deep, wide, curl]): Ring => ({
      at: add(end, add(times(way, on * tall), times(axes.front, curl * tall))),
      ...{ front: axes.front, right: axes.right, depth: deep * tall, width: wide * tall },
    }),
  );
  return { sides: 8, rings, paint: (share) => lit(outfit.skin, 1 - share * 0.1) };
}

/** A shoe about the foot, heel to toe. */
export function shoeLoft(body: Skeleton, figure: Figure, outfit: Outfit, side: 0 | 1): Loft {
  const tall = figure.height;
  const axes: Axes = body.feet[side];
  const ankle = body.legs[side].end;
  const rows = [
    [-0.046, 0.012, -0.026, 0.012],
    [-0.04, 0.026, -0.02, 0.02],
    [-0.012, 0.036, -0.01, 0.024],
    [0.014, 0.034, -0.012, 0.025],
    [0.05, 0.022, -0.024, 0.028],
    [0.082, 0.017, -0.029, 0.028],
    [0.105, 0.011, -0.034, 0.017],
  ] as const;
  const rings = rows.map(
    ([on, high, up, wide]): Ring => ({
      at: add(ankle, add(times(axes.front, on * tall), times(axes.up, up * tall))),
      ...{ front: axes.up, right: axes.right, round: 0.7 },
      ...{ depth: high * tall, back: (0.045 + up) * tall, width: wide * tall },
    }),
  );
  const paint = (_: number, angle: number): Rgb =>
    Math.abs(angle) > 2 ? outfit.sole : outfit.shoe;
  return { sides: 10, rings, paint };
}
