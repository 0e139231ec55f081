import type { Box } from './box.ts';
import { clippedArea } from './clip.ts';
import { area } from './iou.ts';
import { contains, type Polygon } from './polygon.ts';

/** Share of a box's height, from below, that stands for its contact with the ground. */
const STRIP = 0.15;

/**
 * The lowest 15 % of the box over its whole width. Nothing is clipped before: a box that reaches past the
 * picture keeps the part outside, so that its strip does not jump up when it is cut by the edge.
 */
export function groundStrip(box: Box): Box {
  return { ...box, top: box.bottom - STRIP * (box.bottom - box.top) };
}

/** Share (0 to 1) of the rectangle's area that lies in the polygon. Exact for every simple polygon. */
export function shareInside(strip: Box, polygon: Polygon): number {
  const whole = area(strip);
  // a rectangle without area is a point or a line: its middle decides
  if (whole < 1e-12) {
    const middle = [(strip.left + strip.right) / 2, (strip.top + strip.bottom) / 2] as const;
    return contains(polygon, middle) ? 1 : 0;
  }
  return Math.min(1, clippedArea(strip, polygon) / whole);
}
