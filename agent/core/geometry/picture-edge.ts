import type { Box } from './box.ts';

/** A box that ends this near to the picture's edge, in shares of the picture, is cut by it. */
const EDGE = 0.01;

/**
 * Whether something is on its way out over the edge of the picture that cuts its box; `velocity` of its centre, in
 * shares of the picture per second. What comes in has the same box and goes the other way.
 */
export function goesOut(
  { left, top, right, bottom }: Box,
  [vx, vy]: readonly [x: number, y: number],
): boolean {
  return (
    (left < EDGE && vx < 0) ||
    (right > 1 - EDGE && vx > 0) ||
    (top < EDGE && vy < 0) ||
    (bottom > 1 - EDGE && vy > 0)
  );
}

/** Whether nothing of a box is in the picture. */
export function isOut({ left, top, right, bottom }: Box): boolean {
  return left >= 1 || right <= 0 || top >= 1 || bottom <= 0;
}
