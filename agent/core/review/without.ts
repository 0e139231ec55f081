import type { Box } from '../geometry/box.ts';
import { area } from '../geometry/iou.ts';

/** What is left of a box without another one: at most four boxes that do not overlap, none of them empty. */
export function without(box: Box, hole: Box): readonly Box[] {
  const left = Math.max(box.left, hole.left);
  const right = Math.min(box.right, hole.right);
  const top = Math.max(box.top, hole.top);
  const bottom = Math.min(box.bottom, hole.bottom);
  if (left >= right || top >= bottom) return area(box) > 0 ? [box] : [];
  return [
    { ...box, bottom: top },
    { ...box, top: bottom },
    { left: box.left, right: left, top, bottom },
    { left: right, right: box.right, top, bottom },
  ].filter((part) => area(part) > 0);
}

/** The same for several holes. */
export function withoutAll(boxes: readonly Box[], holes: readonly Box[]): readonly Box[] {
  return holes.reduce((rest, hole) => rest.flatMap((box) => without(box, hole)), boxes);
}
