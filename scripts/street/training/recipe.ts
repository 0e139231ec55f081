import type { StreetClass } from '../assets/asset.ts';
import type { PictureSize } from '../world/camera.ts';
import type { Mount } from '../world/mounts.ts';

/** What the pictures of a set show, and how much of it. */
export interface Recipe {
  /** Names the pictures and the stream of chances. */
  readonly name: string;
  /** How many of each class stand ready beside a street; each picture takes some of them. */
  readonly pool: readonly (readonly [StreetClass, count: number])[];
  /** How many sellers, and as many buyers, stand ready for the stalls of a picture. */
  readonly staff: number;
  /** That many of the pool are tried in a picture. */
  readonly wanted: readonly [least: number, most: number];
  readonly emptyShare: number;
  readonly picturesPerBatch: number;
  /** The camera moves a little after that many pictures: a new plate of the street is dear. */
  readonly picturesPerPose: number;
  readonly mounts: Readonly<Record<Mount['kind'], number>>;
  readonly sizes: readonly (readonly [PictureSize, share: number])[];
  /** Nearer things do not fit in, farther ones are too small to learn from, metres. */
  readonly near: number;
  readonly far: number;
  /** Share of the vehicles on the road that turn: any heading. */
  readonly turning: number;
  /** Share of the tarpaulins with a corner torn off. */
  readonly torn: number;
  readonly jitter: Jitter;
}

/** How far a camera is from its mount's pose. */
interface Jitter {
  /** Metres along the street, to both sides. */
  readonly along: number;
  /** Factors on its height. */
  readonly height: readonly [least: number, most: number];
  /** Degrees to both sides. */
  readonly yaw: number;
  /** Degrees. */
  readonly pitch: readonly [least: number, most: number];
  /** Factors on its angle of view. */
  readonly hfov: readonly [least: number, most: number];
}

/** Everything that a street has: for detectors. */
export const STREETS: Recipe = {
  name: 'streets',
  pool: [
    ['car', 7],
    ['van', 1],
    ['bus', 1],
    ['truck', 2],
    ['muck-truck', 4],
    ['service-vehicle', 1],
    ['tricycle', 2],
    ['motorcycle', 3],
    ['bicycle', 2],
    ['person', 9],
    ['stall', 4],
    ['prop', 3],
  ],
  staff: 0,
  wanted: [2, 14],
  emptyShare: 0.05,
  picturesPerBatch: 36,
  picturesPerPose: 6,
  // lanes from the front and above are where trucks are judged, and what photographs show least of
  mounts: { gantry: 3, pole: 1, wall: 1, drone: 1 },
  sizes: [
    [{ width: 640, height: 360 }, 0.45],
    [{ width: 960, height: 540 }, 0.35],
    [{ width: 1280, height: 720 }, 0.2],
  ],
  near: 0,
  far: 70,
  turning: 0,
  torn: 0,
  jitter: { along: 4, height: [0.9, 1.12], yaw: 12, pitch: [-5, 4], hfov: [0.75, 1.1] },
};

/** Tipper trucks near by, under many angles: for readers of load and cover. */
export const LOADS: Recipe = {
  name: 'loads',
  pool: [
    ['muck-truck', 34],
    ['truck', 4],
    ['bus', 1],
    ['van', 1],
    ['service-vehicle', 1],
    ['car', 3],
  ],
  staff: 0,
  wanted: [6, 11],
  emptyShare: 0,
  picturesPerBatch: 40,
  picturesPerPose: 10,
  mounts: { gantry: 3, pole: 1, wall: 0.6, drone: 0.4 },
  sizes: [
    [{ width: 640, height: 360 }, 0.4],
    [{ width: 960, height: 540 }, 0.6],
  ],
  near: 9,
  far: 36,
  turning: 0.3,
  torn: 0.25,
  jitter: { along: 8, height: [0.85, 1.5], yaw: 35, pitch: [-8, 4], hfov: [0.6, 1.05] },
};

/** Stalls with people at them, and what is seldom else: for detectors. */
export const STALLS: Recipe = {
  name: 'stalls',
  pool: [
    ['stall', 18],
    ['prop', 3],
    ['person', 7],
    ['tricycle', 5],
    ['motorcycle', 5],
    ['bicycle', 5],
    ['van', 4],
    ['truck', 4],
    ['service-vehicle', 5],
    ['car', 3],
    ['bus', 1],
  ],
  staff: 9,
  wanted: [6, 18],
  emptyShare: 0.02,
  picturesPerBatch: 36,
  picturesPerPose: 9,
  // sidewalks are watched from the side
  mounts: { pole: 3, wall: 2, gantry: 1, drone: 1 },
  sizes: [
    [{ width: 640, height: 360 }, 0.65],
    [{ width: 960, height: 540 }, 0.35],
  ],
  near: 3,
  far: 45,
  turning: 0,
  torn: 0,
  jitter: { along: 5, height: [0.88, 1.15], yaw: 14, pitch: [-5, 4], hfov: [0.65, 1.1] },
};
