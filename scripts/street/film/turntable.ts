import type { Asset } from '../assets/asset.ts';
import type { CameraPose } from '../world/camera.ts';
import type { StreetLayout } from '../world/layout.ts';
import { RADIANS } from '../world/vector.ts';

/** A wide empty square: what an asset is looked at on. */
export const SQUARE: StreetLayout = {
  id: 'square',
  split: 'training',
  roadWidth: 40,
  lanes: 2,
  farWalk: 4,
  nearWalk: 4,
  kerb: 0.15,
  paving: 'grey-slabs',
  facade: 'offices',
  treeRow: 1,
  bays: [],
  lamps: 30,
};

/** Where a turntable camera stands: degrees about the asset (0 looks at its front) and up. */
export const VIEWS = {
  front: [35, 14],
  rear: [145, 14],
  side: [90, 8],
  head: [0, 8],
  tail: [180, 8],
  above: [50, 55],
  pole: [60, 27],
} as const;

export type View = keyof typeof VIEWS;

/** Where the asset stands. */
export const CENTRE = [0, 0, 20] as const;

/** The camera that looks at an asset that faces the near side (+z) from one of the views. */
export function turntable(asset: Asset, view: View): CameraPose {
  const [about, up] = VIEWS[view];
  const hfov = 30;
  const reach = Math.max(asset.length, asset.width, asset.height * 1.4) + 0.6;
  const distance = Math.max(2.5, (reach * 0.62) / Math.tan((hfov / 2) * RADIANS));
  // the asset looks towards the near side (+z), where the camera stands at 0 degrees
  const [flat, high] = [distance * Math.cos(up * RADIANS), distance * Math.sin(up * RADIANS)];
  return {
    position: [
      CENTRE[0] + flat * Math.sin(about * RADIANS),
      asset.height * 0.5 + high,
      CENTRE[2] + flat * Math.cos(about * RADIANS),
    ],
    yaw: -about,
    pitch: -up,
    roll: 0,
    hfov,
  };
}
