import type { Box } from '../geometry/box.ts';
import { area } from '../geometry/iou.ts';

/** The share of `part` that lies inside `whole`, 0 to 1. */
export function covered(part: Box, whole: Box): number {
  const size = area(part);
  const width = Math.min(part.right, whole.right) - Math.max(part.left, whole.left);
  const height = Math.min(part.bottom, whole.bottom) - Math.max(part.top, whole.top);
  return size > 0 && width > 0 && height > 0 ? (width * height) / size : 0;
}
