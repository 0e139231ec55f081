import type { Split } from '../assets/asset.ts';
import type { CameraPose } from './camera.ts';
import type { StreetLayout } from './layout.ts';

/** A place for a camera, over a road 9 m wide; `poseAt` has its pose in another street. */
export interface Mount {
  readonly id: string;
  readonly split: Split;
  readonly kind: 'pole' | 'gantry' | 'wall' | 'drone';
  /** That over a road 9 m wide; `poseAt` has the one for a street. */
  readonly pose: CameraPose;
}

/** Metres; the width of the road that the table is written for. */
const ROAD = 9;

type Row = readonly [
  id: string,
  split: Split,
  kind: Mount['kind'],
  x: number,
  height: number,
  z: number,
  yaw: number,
  pitch: number,
  hfov: number,
  roll?: number,
];

const ROWS: readonly Row[] = [
  ['pole-5m', 'training', 'pole', -9, 5, 11, 32, -13, 72],
  ['pole-7m', 'training', 'pole', -12, 7, 11.5, 38, -17, 62, 0.6],
  ['pole-9m', 'training', 'pole', 14, 9, 12, -40, -22, 56],
  ['pole-4m-wide', 'training', 'pole', 0, 4, 12.5, 4, -10, 88, -0.8],
  ['gantry-6.5m', 'training', 'gantry', -22, 6.5, 4.5, 84, -14, 50],
  ['wall-3.5m', 'training', 'wall', -14, 3.5, 13, 40, -7, 68],
  ['wall-11m', 'training', 'wall', 2, 11, 13, -6, -33, 66],
  ['drone-35m', 'training', 'drone', 0, 35, 4, 0, -88, 62],
  ['drone-22m', 'training', 'drone', -6, 22, 20, 12, -48, 58],
  ['pole-6m', 'judging', 'pole', -10, 6, 11.3, 35, -15, 66],
  ['pole-8m', 'judging', 'pole', 13, 8, 12, -36, -20, 58, -0.5],
  ['pole-4.5m', 'judging', 'pole', -3, 4.5, 12, 14, -11, 80, 0.7],
  ['pole-10m-long', 'judging', 'pole', -24, 10, 11.5, 62, -18, 42],
  ['gantry-7.2m', 'judging', 'gantry', -24, 7.2, 5.2, 86, -16, 46],
  ['wall-3m', 'judging', 'wall', 12, 3, 13, -34, -5, 74],
  ['wall-13m', 'judging', 'wall', -2, 13, 13, 8, -37, 62],
  ['drone-45m', 'judging', 'drone', 0, 45, 5, 0, -86, 55],
  ['drone-28m', 'judging', 'drone', 8, 28, 24, -14, -50, 54],
];

/** Where cameras hang; every height belongs to one split only. */
export const MOUNTS: readonly Mount[] = ROWS.map(
  ([id, split, kind, x, height, z, yaw, pitch, hfov, roll = 0]) => ({
    ...{ id, split, kind },
    pose: { position: [x, height, z], yaw, pitch, roll, hfov },
  }),
);

const BY_ID = new Map(MOUNTS.map((mount) => [mount.id, mount]));

/** By its name; undefined where there is none such. */
export function mountOf(id: string): Mount | undefined {
  return BY_ID.get(id);
}

/**
 * The pose of a mount in a street: what stands on the near side moves with the near kerb, a gantry stays at
 * its share of the road's width.
 */
export function poseAt({ kind, pose }: Mount, { roadWidth }: StreetLayout): CameraPose {
  const [x, y, z] = pose.position;
  const across = kind === 'gantry' ? (z / ROAD) * roadWidth : z + roadWidth - ROAD;
  return { ...pose, position: [x, y, across] };
}
