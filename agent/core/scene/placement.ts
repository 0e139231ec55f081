import type { Point } from '../geometry/polygon.ts';

/**
 * Where the known scene lies in the present picture: a point of the reference (shares of the picture,
 * 0 to 1) is now at `(xx x + xy y + x0, yx x + yy y + y0)`.
 */
export interface Placement {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

export const IN_PLACE: Placement = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };

export function placed({ xx, xy, x0, yx, yy, y0 }: Placement, [x, y]: Point): Point {
  return [xx * x + xy * y + x0, yx * x + yy * y + y0];
}
