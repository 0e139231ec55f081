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

/** The whole picture as a view. */
export const WHOLE: View = { id: 'whole', source: { left: 0, top: 0, right: 1, bottom: 1 } };
