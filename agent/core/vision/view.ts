import type { Box } from '../geometry/box.ts';

/** A part of the picture that the detector looks at, in shares of the picture. */
export interface View {
  readonly id: string;
  readonly source: Box;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a view is brought to a model's input: aspect kept with a border, or drawn to the full size. */
type Fit = 'letterbox' | 'stretch';

/** The size that a model takes; letterboxed where nothing is said. */
export interface InputSize extends Size {
  readonly fit?: Fit;
}

/** The whole picture as a view. */
export const WHOLE: View = { id: 'whole', source: { left: 0, top: 0, right: 1, bottom: 1 } };
