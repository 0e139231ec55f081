import { type Box, boxSize } from './box.ts';
import { area } from './iou.ts';

/** Area that two boxes share, in shares of the picture. */
export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Share of the smaller box that lies in the other one, 0 to 1. */
export function boxContainment(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  return shared === 0 ? 0 : shared / Math.min(area(a), area(b));
}

/** Share of `box` that lies in the other one, 0 to 1. */
export function coveredShare(box: Box, other: Box): number {
  const shared = sharedArea(box, other);
  return shared === 0 ? 0 : shared / area(box);
}

/** Share of a box in front of which others stand, 0 to 1: those whose lower edge is lower are nearer. */
export function hiddenShare(box: Box, others: readonly Box[]): number {
  const nearer = others.filter(({ bottom }) => bottom > box.bottom);
  const hidden = nearer.reduce((sum, other) => sum + sharedArea(box, other), 0);
  return Math.min(1, hidden / Math.max(1e-9, area(box)));
}

/** How far two opposite edges went the same way; 0 where one stayed or they parted. */
function together(one: number, other: number): number {
  return one * other <= 0 ? 0 : Math.min(Math.abs(one), Math.abs(other));
}

/**
 * How far the object itself moved from one box to the other, in box sizes of `from`.
 *
 * Only what opposite edges do alike counts: when something in front, or the picture's edge, covers a part,
 * one edge jumps and the other stays, and the object has not moved. Growing or shrinking on all four sides
 * (coming nearer, going away) counts as well.
 */
export function movement(from: Box, to: Box): number {
  const left = to.left - from.left;
  const right = to.right - from.right;
  const top = to.top - from.top;
  const bottom = to.bottom - from.bottom;
  const across = together(left, right);
  const along = together(top, bottom);
  const zoom = Math.max(
    Math.min(-left, right, -top, bottom),
    Math.min(left, -right, top, -bottom),
    0,
  );
  return Math.max(across, along, zoom) / boxSize(from);
}
