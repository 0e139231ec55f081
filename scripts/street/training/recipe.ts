import type { Cover, Load, Opening, StreetClass } from '../assets/asset.ts';
import type { PictureSize } from '../world/camera.ts';
import type { Mount } from '../world/mounts.ts';
import type { Light } from '../world/scenario.ts';

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
  /** Mounts below that are left out, metres. */
  readonly lowest: number;
  readonly sizes: readonly (readonly [PictureSize, share: number])[];
  /** Nearer things do not fit in, farther ones are too small to learn from, metres. */
  readonly near: number;
  readonly far: number;
  /** Places tried before a thing is left out of a picture: it is full where it should stand, or narrow. */
  readonly tries: number;
  /** How far from the picture's middle the middle of a thing may lie, shares of width and height. */
  readonly middle: readonly [x: number, y: number];
  /** Share of the vehicles on the road that turn: any heading. */
  readonly turning: number;
  /** Share of the tarpaulins with a corner torn off. */
  readonly torn: number;
  /** What tippers carry under which cover; where this is absent each of both by itself. */
  readonly freights?: readonly (readonly [Load, Cover, share: number])[];
  /** Share of the parked two-wheelers with others beside them, in a row. */
  readonly ranks?: number;
  /** Only streets in these lights; in all where this is absent. */
  readonly lights?: readonly Light[];
  /** How covers are partial, each as often as another; by default as they are drawn. */
  readonly openings?: readonly Opening[];
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
  lowest: 0,
  sizes: [
    [{ width: 640, height: 360 }, 0.45],
    [{ width: 960, height: 540 }, 0.35],
    [{ width: 1280, height: 720 }, 0.2],
  ],
  near: 0,
  far: 70,
  tries: 40,
  middle: [0.54, 0.53],
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
  lowest: 0,
  sizes: [
    [{ width: 640, height: 360 }, 0.4],
    [{ width: 960, height: 540 }, 0.6],
  ],
  near: 9,
  far: 36,
  tries: 40,
  middle: [0.54, 0.53],
  turning: 0.3,
  torn: 0.25,
  jitter: { along: 8, height: [0.85, 1.5], yaw: 35, pitch: [-8, 4], hfov: [0.6, 1.05] },
};

/**
 * A few tippers at a time, whole and in clear view from above, laden mostly with what is easily mistaken: half
 * closed for closed, level for heaped or empty, a net for nothing.
 */
export const COVERS: Recipe = {
  name: 'covers',
  pool: [
    ['muck-truck', 30],
    ['truck', 2],
    ['bus', 1],
  ],
  staff: 0,
  wanted: [3, 5],
  emptyShare: 0,
  picturesPerBatch: 18,
  picturesPerPose: 6,
  mounts: { gantry: 1.3, pole: 1.2, wall: 1, drone: 0.2 },
  lowest: 5,
  sizes: [[{ width: 640, height: 360 }, 1]],
  near: 9,
  far: 32,
  tries: 200,
  middle: [0.38, 0.38],
  turning: 0.3,
  torn: 0.15,
  freights: [
    ['level', 'partial', 0.2],
    ['heaped', 'partial', 0.08],
    ['empty', 'partial', 0.07],
    ['level', 'none', 0.18],
    ['heaped', 'none', 0.12],
    ['empty', 'none', 0.08],
    ['level', 'net', 0.07],
    ['heaped', 'net', 0.05],
    ['empty', 'net', 0.03],
    ['level', 'tarpaulin', 0.05],
    ['heaped', 'tarpaulin', 0.05],
    ['empty', 'tarpaulin', 0.02],
    ['level', 'rigid', 0.05],
  ],
  openings: ['rolled', 'torn', 'lid'],
  jitter: { along: 8, height: [1, 1.4], yaw: 25, pitch: [-8, 2], hfov: [0.65, 1] },
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
    ['muck-truck', 3],
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
  lowest: 0,
  sizes: [
    [{ width: 640, height: 360 }, 0.65],
    [{ width: 960, height: 540 }, 0.35],
  ],
  near: 3,
  far: 45,
  tries: 40,
  middle: [0.54, 0.53],
  turning: 0,
  torn: 0,
  jitter: { along: 5, height: [0.88, 1.15], yaw: 14, pitch: [-5, 4], hfov: [0.65, 1.1] },
};

/** Dark streets with rows of parked two-wheelers, and everything else: for detectors, which mistake most there. */
export const NIGHTS: Recipe = {
  name: 'nights',
  pool: [
    ['car', 11],
    ['van', 3],
    ['bus', 2],
    ['truck', 3],
    ['muck-truck', 6],
    ['service-vehicle', 2],
    ['tricycle', 3],
    ['motorcycle', 16],
    ['bicycle', 8],
    ['person', 8],
    ['stall', 6],
    ['prop', 3],
  ],
  staff: 4,
  wanted: [3, 16],
  emptyShare: 0.04,
  picturesPerBatch: 36,
  picturesPerPose: 9,
  mounts: { pole: 3, gantry: 2, wall: 2, drone: 0.6 },
  lowest: 0,
  sizes: [
    [{ width: 640, height: 360 }, 0.65],
    [{ width: 960, height: 540 }, 0.35],
  ],
  near: 2,
  far: 55,
  tries: 40,
  middle: [0.54, 0.53],
  turning: 0,
  torn: 0.1,
  ranks: 0.7,
  lights: ['dusk', 'night', 'infrared'],
  jitter: { along: 5, height: [0.88, 1.15], yaw: 14, pitch: [-5, 4], hfov: [0.65, 1.1] },
};
