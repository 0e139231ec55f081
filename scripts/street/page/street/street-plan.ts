import type { StreetLayout } from '../../world/layout.ts';
import type { Light } from '../../world/scenario.ts';
import type { LightSetting } from '../light/setting.ts';

/** What every part of a street is built from. */
export interface StreetPlan {
  readonly layout: StreetLayout;
  readonly seed: number;
  readonly light: Light;
  readonly setting: LightSetting;
}

/** The street is drawn from -HALF to HALF along x, in pieces of `PIECE`, metres. */
export const HALF = 130;
export const PIECE = 26;

/** Where the pieces begin. */
export const PIECES: readonly number[] = Array.from(
  { length: (2 * HALF) / PIECE },
  (_, index) => -HALF + index * PIECE,
);

/** From the near sidewalk to the houses behind the camera's poles and walls, metres. */
export const NEAR_YARD = 3;
