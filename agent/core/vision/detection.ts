import type { Box } from '../geometry/box.ts';

/** One object in one frame. `box` is in shares of the whole picture, whatever view it was seen in. */
export interface Detection {
  readonly label: string;
  /** 0 to 1, as the model gives it. */
  readonly score: number;
  readonly box: Box;
  /** Colour layout of the object (core/vision/appearance.ts): tells two vehicles in one place apart. */
  readonly appearance?: readonly number[];
}
