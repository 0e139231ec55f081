import type { Vec3 } from '../../world/vector.ts';
import { blend, lit } from './colour.ts';
import type { Loft, Rgb, Ring } from './loft.ts';
import { ringNoise } from './noise.ts';
import type { Axes, Figure, Skeleton } from './skeleton.ts';
import { add, dot, mix, sub, times, unit } from './vec.ts';
import type { Outfit, Top } from './wardrobe.ts';

/** Height over the pelvis, half width (over the slim body's), half depth to front and back; shares of the height. */
type Section = readonly [up: number, width: number, front: number, back: number];

/** Round the hips and up to the neck; widths in shares of hip or shoulder breadth are worked in below. */
function sections({ girth, shoulders, hips }: Figure): readonly Section[] {
  const stout = 1 + (girth - 1) * 0.7;
  const [hip, chest] = [(hips / 2) * (1 + (girth - 1) * 0.3), shoulders / 2];
  return [
    [-0.3, hip * 1.2, 0.085, 0.085],
    [-0.1, hip * 1.03, 0.066, 0.074],
    [-0.04, hip * 1.02, 0.064 * stout, 0.078],
    [0, hip, 0.066 * stout, 0.074],
    [0.05, hip * 0.95, 0.069 * girth, 0.062],
    [0.09, hip * 0.86 * stout, 0.066 * girth, 0.055 * stout],
    [0.14, chest * 0.68 * stout, 0.064 * stout, 0.057 * stout],
    [0.2, chest * 0.77, 0.068 * stout, 0.062],
    [0.245, chest * 0.82, 0.064 * stout, 0.066],
    [0.272, chest * 0.83, 0.053, 0.06],
    [0.292, chest * 0.68, 0.043, 0.052],
    [0.308, chest * 0.44, 0.038, 0.045],
    [0.32, 0.038, 0.036, 0.038],
  ];
}

/** The section at a height, evenly between its neighbours. */
function sectionAt(list: readonly Section[], up: number): Section {
  for (let at = 1; at < list.length; at++) {
    const [low, high] = [list[at - 1] as Section, list[at] as Section];
    if (up > high[0] && at < list.length - 1) continue;
    const share = Math.min(1, Math.max(0, (up - low[0]) / (high[0] - low[0])));
    const part = (axis: 1 | 2 | 3) => low[axis] + (high[axis] - low[axis]) * share;
    return [up, part(1), part(2), part(3)];
  }
  return list[0] as Section;
}

/** A place in the trunk over the pelvis, and its axes there. */
export function trunkAt(body: Skeleton, tall: number, up: number): { at: Vec3; axes: Axes } {
  const share = Math.min(1, Math.max(0, up / 0.2));
  const { pelvisAxes: low, chestAxes: high } = body;
  const axes = {
    front: unit(mix(low.front, high.front, share)),
    up: unit(mix(low.up, high.up, share)),
    right: unit(mix(low.right, high.right, share)),
  };
  if (up <= 0) return { at: add(body.pelvis, times(low.up, up * tall)), axes };
  if (up >= 0.2) return { at: add(body.chest, times(high.up, (up - 0.2) * tall)), axes };
  return { at: mix(body.pelvis, body.chest, share), axes };
}

function ringAt(body: Skeleton, figure: Figure, section: Section, more: number): Ring {
  const tall = figure.height;
  const [up, width, front, back] = section;
  const { at, axes } = trunkAt(body, tall, up);
  return {
    ...{ at, front: axes.front, right: axes.right, round: 0.82 },
    ...{ width: (width + more) * tall, depth: (front + more) * tall, back: (back + more) * tall },
  };
}

const TOP_RINGS = 22;

/** Shirt, jacket or coat: hem to collar. */
export function topLoft(
  body: Skeleton,
  figure: Figure,
  { top, ...outfit }: Outfit,
  seed: number,
): Loft {
  const list = sections(figure);
  const from = -top.hem;
  const step = (0.32 - from) / (TOP_RINGS - 1);
  const rings = Array.from({ length: TOP_RINGS }, (_, at) => {
    const up = from + at * step;
    const more = top.thick + (up < 0.1 ? 0.004 : 0) - (up > 0.3 ? 0.002 : 0);
    const ring = ringAt(body, figure, sectionAt(list, up), more);
    const depth = 0.022 + top.thick * 2;
    return {
      ...(up < 0.06 ? overThighs(ring, body, figure) : ring),
      shape: (angle: number) => 1 + depth * fold(seed, up, angle) * (up > 0.27 ? 0.3 : 1),
    };
  });
  const vest = outfit.vest === true;
  const paint = (share: number, angle: number): Rgb => {
    const up = from + share * (0.32 - from);
    const folds = 1 + 0.16 * fold(seed, up, angle) - (up < from + 0.012 ? 0.12 : 0);
    const under = Math.abs(Math.sin(angle)) > 0.85 && up > 0.08 && up < 0.25 ? 0.82 : 1;
    const base = vest ? vestColour(up, angle, top.colour) : topColour(top, up, angle);
    const apron = outfit.apron && Math.abs(angle) < 1.15 && up < 0.22;
    return lit(apron && outfit.apron ? outfit.apron : base, folds * under);
  };
  return { sides: 18, rings, paint };
}

/** The lower hem gives way to thighs that swing forward and back. */
function overThighs(ring: Ring, body: Skeleton, figure: Figure): Ring {
  const thick = 0.068 * figure.height * (1 + (figure.girth - 1) * 0.6);
  const reach = body.legs.map(({ root, joint }) => {
    const drop = root[1] - joint[1];
    const share = drop < 0.05 ? 0 : Math.min(1, Math.max(0, (root[1] - ring.at[1]) / drop));
    return dot(sub(mix(root, joint, share), ring.at), ring.front);
  });
  return {
    ...ring,
    depth: Math.max(ring.depth, Math.max(...reach) + thick),
    back: Math.max(ring.back ?? 0, thick - Math.min(...reach)),
  };
}

function fold(seed: number, up: number, angle: number): number {
  return (
    0.6 * ringNoise(seed, up * 24, angle, 1.6) + 0.4 * ringNoise(seed + 7, up * 50, angle, 3.2)
  );
}

function topColour({ cut, colour, second }: Top, up: number, angle: number): Rgb {
  if (cut === 'block') return up > 0.19 ? second : colour;
  if (cut === 'stripes') return Math.sin(up * 200) > 0.1 ? colour : blend(colour, second, 0.75);
  if (cut === 'checks') {
    const across = Math.sin(angle * 7) > 0.2 ? 0.35 : 0;
    return blend(colour, second, across + (Math.sin(up * 170) > 0.2 ? 0.35 : 0));
  }
  if (cut === 'open' && Math.abs(angle) < 0.42 && up < 0.3) return lit(second, 0.95);
  const zip = Math.abs(angle) < 0.1 && up > -0.02;
  return zip ? lit(colour, 0.78) : colour;
}

const ORANGE: Rgb = [0.95, 0.4, 0.08];
const SILVER: Rgb = [0.86, 0.88, 0.84];

/** Cleaners: orange with silver bands round the waist and over the shoulders. */
function vestColour(up: number, angle: number, under: Rgb): Rgb {
  if (up > 0.305) return under;
  const band = Math.abs(up - 0.075) < 0.014 || Math.abs(up - 0.15) < 0.012;
  const brace = up > 0.15 && Math.abs(Math.abs(Math.cos(angle)) - 0.72) < 0.1;
  return band || brace ? SILVER : ORANGE;
}

/** The seat of trousers or the upper skirt, waist to crotch. */
export function seatLoft(body: Skeleton, figure: Figure, { bottom }: Outfit): Loft {
  const list = sections(figure);
  const ups = [0.075, 0.04, 0, -0.03, -0.055, -0.075, -0.09];
  const rings = ups.map((up) => {
    const ring = ringAt(body, figure, sectionAt(list, up), 0.002);
    const narrow = up < -0.05 ? 0.93 + (up + 0.05) * 12 : 1;
    return {
      ...ring,
      width: ring.width * narrow,
      depth: ring.depth * narrow,
      back: (ring.back ?? 0) * narrow,
    };
  });
  return { sides: 14, rings, paint: (share) => lit(bottom.colour, 1 - share * 0.35) };
}

/** A skirt hangs about both legs and widens with the step. */
export function skirtLoft(body: Skeleton, figure: Figure, outfit: Outfit, seed: number): Loft {
  const tall = figure.height;
  const end = outfit.bottom.skirt ?? 0.5;
  const list = sections(figure);
  const waist = ringAt(body, figure, sectionAt(list, 0.07), 0.004);
  const hip = ringAt(body, figure, sectionAt(list, -0.02), 0.008);
  const [right, left] = body.legs;
  const place = (share: number): Ring => {
    const half = Math.min(1, share * 2);
    const on = (leg: typeof right) =>
      share <= 0.5 ? mix(leg.root, leg.joint, half) : mix(leg.joint, leg.end, share * 2 - 1);
    const [a, b] = [on(right), on(left)];
    const at = mix(a, b, 0.5);
    const wide = 0.066 + share * 0.012;
    const apart = (axis: 0 | 2) => Math.abs(a[axis] - b[axis]) / 2;
    const shape = (angle: number) => 1 + 0.05 * Math.cos(angle * 7 + seed) * share * 2;
    return {
      ...{ ...hip, at, round: 0.95, shape },
      ...{ width: apart(2) + wide * tall, depth: apart(0) + (wide + 0.01) * tall },
      back: apart(0) + (wide + 0.012) * tall,
    };
  };
  const shares = [0.2, 0.35, 0.5, 0.65, 0.8, 0.9].filter((share) => share < end - 0.04);
  const rings = [waist, hip, ...shares.map(place), place(end)];
  const paint = (share: number, angle: number) =>
    lit(outfit.bottom.colour, 1 - 0.14 * share + 0.16 * share * Math.cos(angle * 7 + seed));
  return { sides: 18, rings, paint };
}
