import type { Vec3 } from '../../world/vector.ts';
import { add, bow, cross, dot, mix, sub, tilt, times, turn, unit } from './vec.ts';

/** Measures of one body. Metres and factors about a slim adult. */
export interface Figure {
  readonly height: number;
  /** 1 slim, 1.3 stout. */
  readonly girth: number;
  /** Shoulder and hip breadth against the height. */
  readonly shoulders: number;
  readonly hips: number;
}

export interface LegPose {
  /** Degrees: thigh forward of straight down, knee bent, toes up against the ground, thigh outwards. */
  readonly hip: number;
  readonly knee: number;
  readonly toes: number;
  readonly out?: number;
  /** Where the ankle is put instead, by bending hip and knee; about the asset's origin. */
  readonly step?: Vec3;
}

export interface ArmPose {
  /** Degrees: upper arm forward of straight down, outwards; elbow bent; forearm inwards. */
  readonly forward: number;
  readonly out: number;
  readonly elbow: number;
  readonly inward?: number;
  /** Where the wrist is put instead; about the asset's origin. */
  readonly hand?: Vec3;
}

/** One moment of a body. Degrees; pairs are right, left. */
export interface Pose {
  /** The whole trunk forward, the chest over the pelvis forward, to the right. */
  readonly lean: number;
  readonly bend: number;
  readonly side: number;
  /** Chest against the pelvis, to the left. */
  readonly twist: number;
  readonly nod: number;
  readonly look: number;
  readonly legs: readonly [LegPose, LegPose];
  readonly arms: readonly [ArmPose, ArmPose];
  /** Where the middle of the pelvis is; absent: over the origin, feet on the ground. */
  readonly seat?: Vec3;
}

export interface Limb {
  readonly root: Vec3;
  readonly joint: Vec3;
  readonly end: Vec3;
}

export interface Skeleton {
  readonly pelvis: Vec3;
  /** Axes of pelvis, chest and head: front, up, right. */
  readonly pelvisAxes: Axes;
  readonly chest: Vec3;
  readonly chestAxes: Axes;
  readonly neck: Vec3;
  readonly head: Vec3;
  readonly headAxes: Axes;
  readonly legs: readonly [Limb, Limb];
  readonly feet: readonly [Axes, Axes];
  readonly arms: readonly [Limb, Limb];
}

export interface Axes {
  readonly front: Vec3;
  readonly up: Vec3;
  readonly right: Vec3;
}

const SIDES = [1, -1] as const;

/** Lengths against the body's height (Drillis and Contini's segment table, rounded). */
const THIGH = 0.245;
const SHIN = 0.235;
const ANKLE = 0.045;
const UPPER_ARM = 0.172;
const FOREARM = 0.15;
const PELVIS_TO_CHEST = 0.2;
const CHEST_TO_NECK = 0.112;
const NECK_TO_HEAD = 0.083;

/** Where every joint is. */
export function skeletonOf(figure: Figure, pose: Pose): Skeleton {
  const tall = figure.height;
  const trunk = (v: Vec3): Vec3 => tilt(bow(v, pose.lean), pose.side);
  const over = (v: Vec3): Vec3 => trunk(turn(bow(v, pose.bend), pose.twist));
  const drop = pose.seat ? 0 : standing(figure, pose);
  const pelvis: Vec3 = pose.seat ?? [0, drop, 0];
  const waist = add(pelvis, trunk([0, PELVIS_TO_CHEST * 0.45 * tall, 0]));
  const chest = add(waist, over([0, PELVIS_TO_CHEST * 0.55 * tall, 0]));
  const neck = add(chest, over([0, CHEST_TO_NECK * tall, 0]));
  const upright = (v: Vec3): Vec3 =>
    turn(bow(v, pose.nod + (pose.lean + pose.bend) * 0.35), pose.look + pose.twist * 0.3);
  const head = add(neck, upright([0.012 * tall, NECK_TO_HEAD * tall, 0]));
  const chestAxes = axesBy(over);
  const legs = SIDES.map((side, at) => legOf(figure, pose.legs[at as 0 | 1], pelvis, side));
  const arms = SIDES.map((side, at) => {
    const shoulder = add(
      chest,
      over([-0.008 * tall, 0.075 * tall, side * (figure.shoulders * 0.5 - 0.032) * tall]),
    );
    return armOf(figure, pose.arms[at as 0 | 1], shoulder, side, over);
  });
  const feet = pose.legs.map((leg, at) => footOf(leg, SIDES[at as 0 | 1]));
  return {
    ...{ pelvis, pelvisAxes: axesBy(trunk), chest, chestAxes, neck, head },
    headAxes: axesBy(upright),
    legs: legs as [Limb, Limb],
    feet: feet as [Axes, Axes],
    arms: arms as [Limb, Limb],
  };
}

function axesBy(turned: (v: Vec3) => Vec3): Axes {
  return { front: turned([1, 0, 0]), up: turned([0, 1, 0]), right: turned([0, 0, 1]) };
}

/** Height of the pelvis at which the lower sole stands on the ground. */
function standing(figure: Figure, pose: Pose): number {
  const reach = SIDES.map((side, at) => {
    const leg = pose.legs[at as 0 | 1];
    if (leg.step) return 0;
    const { end } = legOf(figure, leg, [0, 0, 0], side);
    const toes = Math.sin((leg.toes * Math.PI) / 180) * figure.height;
    // heel down with the toes up, ball down with the heel up
    return -end[1] + ANKLE * figure.height + (leg.toes > 0 ? toes * 0.03 : -toes * 0.085);
  });
  return Math.max(...reach);
}

function legOf(figure: Figure, pose: LegPose, pelvis: Vec3, side: 1 | -1): Limb {
  const tall = figure.height;
  const root = add(pelvis, [0, -0.01 * tall, side * figure.hips * 0.27 * tall]);
  if (pose.step) {
    const bent = reach(root, pose.step, THIGH * tall, SHIN * tall, [1, 0.15, side * 0.25]);
    return { root, ...bent };
  }
  const way = (angle: number): Vec3 => tilt(bow([0, -1, 0], -angle), -side * (pose.out ?? 1.5));
  const joint = add(root, times(way(pose.hip), THIGH * tall));
  return { root, joint, end: add(joint, times(way(pose.hip - pose.knee), SHIN * tall)) };
}

function footOf(pose: LegPose, side: 1 | -1): Axes {
  return axesBy((v) => turn(bow(v, -pose.toes), -side * 11));
}

function armOf(
  figure: Figure,
  pose: ArmPose,
  root: Vec3,
  side: 1 | -1,
  over: (v: Vec3) => Vec3,
): Limb {
  const [upper, fore] = [UPPER_ARM * figure.height, FOREARM * figure.height];
  if (pose.hand) return { root, ...reach(root, pose.hand, upper, fore, [-0.6, -0.6, side * 0.7]) };
  const hang = (angle: number, out: number): Vec3 =>
    over(tilt(bow([0, -1, 0], -angle), -side * out));
  const joint = add(root, times(hang(pose.forward, pose.out), upper));
  const inner = pose.out - (pose.inward ?? 6);
  return { root, joint, end: add(joint, times(hang(pose.forward + pose.elbow, inner), fore)) };
}

/** Two bones from `root` towards `target`, the joint towards `pole`; stretched where it is too far. */
function reach(root: Vec3, target: Vec3, upper: number, lower: number, pole: Vec3) {
  const far = sub(target, root);
  const length = Math.min(Math.max(Math.hypot(...far), 0.15 * upper), (upper + lower) * 0.995);
  const way = unit(far);
  const along = (upper ** 2 - lower ** 2 + length ** 2) / (2 * length);
  const off = Math.sqrt(Math.max(0, upper ** 2 - along ** 2));
  const aside = unit(sub(pole, times(way, dot(pole, way))));
  const joint = add(root, add(times(way, along), times(aside, off)));
  return { joint, end: add(root, times(way, length)) };
}

/** Axes of a bone from one point to another: `up` points back along it, `right` as near to the hint as may be. */
export function boneAxes(from: Vec3, to: Vec3, right: Vec3): Axes {
  const up = unit(sub(from, to));
  const front = unit(cross(up, right));
  return { up, front, right: cross(front, up) };
}

/** A point a share of the way along a limb, its corner rounded. */
export function along(limb: Limb, share: number): Vec3 {
  const corner = 0.12;
  if (share <= 0.5 - corner) return mix(limb.root, limb.joint, share * 2);
  if (share >= 0.5 + corner) return mix(limb.joint, limb.end, share * 2 - 1);
  const t = (share - 0.5 + corner) / (2 * corner);
  const [a, c] = [
    mix(limb.root, limb.joint, 1 - 2 * corner),
    mix(limb.joint, limb.end, 2 * corner),
  ];
  const corners = mix(limb.joint, mix(a, c, 0.5), 0.15);
  return mix(mix(a, corners, t), mix(corners, c, t), t);
}
