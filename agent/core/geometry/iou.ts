import type { Box } from './box.ts';

/** Area of a box in shares of the picture; 0 where it is inside out. */
export function area(box: Box): number {
  return Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);
}

/** Intersection over union of two boxes, 0 (apart) to 1 (equal); 0 where both are empty. */
export function iou(a: Box, b: Box): number {
  return bufferedIou(a, b, 0, 0);
}

/**
 * IoU of two boxes that are both widened by `growX` to the left and right and by `growY` up and down
 * (shares of the picture). Boxes that no longer touch keep an order by distance, which plain IoU
 * loses. After Yang et al., "Hard to Track Objects with Irregular Motions and Similar Appearances?
 * Make It Easier by Buffering the Matching Space", WACV 2023.
 */
export function bufferedIou(a: Box, b: Box, growX: number, growY: number): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left) + 2 * growX;
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + 2 * growY;
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  // boxes may be so thin that their areas are no numbers any more
  if (shared === 0) return 0;
  const areaA = (a.right - a.left + 2 * growX) * (a.bottom - a.top + 2 * growY);
  const areaB = (b.right - b.left + 2 * growX) * (b.bottom - b.top + 2 * growY);
  return shared / (areaA + areaB - shared);
}
