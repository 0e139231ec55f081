import type { Box } from '../../../agent/core/geometry/box.ts';
import { iou } from '../../../agent/core/geometry/iou.ts';
import { normal, type Random } from './chance.ts';
import type { BoxNoise } from './detector-noise.ts';
import type { ObjectLuck } from './object-noise.ts';

/** Something in front must cover so much of the height, or width, to cut a box there. */
const COVERS = 0.7;
/** So much of a box is always left. */
const LEFT_OVER = 0.25;

/** The box with edges as unsure as the noise says. `heightPx`: on the model's input. */
export function jittered(
  noise: BoxNoise,
  { left, top, right, bottom }: Box,
  heightPx: number,
  slow: ObjectLuck['slow'],
  random: Random,
): Box {
  const scale = Math.max(1, noise.amplePx / Math.max(1, heightPx));
  const [keep, fresh] = [Math.sqrt(noise.slowShare), Math.sqrt(1 - noise.slowShare)];
  const off = (at: 0 | 1 | 2 | 3) => scale * (keep * slow[at] + fresh * normal(random));
  const [width, height] = [right - left, bottom - top];
  return {
    left: left + width * noise.side * off(0),
    right: right + width * noise.side * off(1),
    top: top + height * noise.top * off(2),
    bottom: bottom + height * noise.bottom * off(3),
  };
}

/** The box as it ends where things in front of it begin; never less than a quarter of it. */
export function cutBy(box: Box, front: readonly Box[]): Box {
  return front.reduce((rest, other) => cutOnce(box, rest, other), box);
}

function cutOnce(whole: Box, rest: Box, other: Box): Box {
  const [width, height] = [whole.right - whole.left, whole.bottom - whole.top];
  const high = Math.min(rest.bottom, other.bottom) - Math.max(rest.top, other.top);
  const wide = Math.min(rest.right, other.right) - Math.max(rest.left, other.left);
  if (high <= 0 || wide <= 0) return rest;
  if (high < COVERS * height) {
    const below = wide >= COVERS * width && other.bottom >= rest.bottom;
    return below ? { ...rest, bottom: Math.max(other.top, rest.top + LEFT_OVER * height) } : rest;
  }
  if (other.left <= rest.left)
    return { ...rest, left: Math.min(other.right, rest.right - LEFT_OVER * width) };
  if (other.right < rest.right) return rest;
  return { ...rest, right: Math.max(other.left, rest.left + LEFT_OVER * width) };
}

/** The smallest box around both. */
export function around(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** Whether boxes touch at all; cheap. */
export function touch(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** What is left of the list, best score first, after suppression among labels of one group. */
export function suppressed<T extends { readonly box: Box; readonly score: number }>(
  list: readonly T[],
  maxIou: number,
  sameGroup: (a: T, b: T) => boolean,
): T[] {
  const kept: T[] = [];
  for (const one of [...list].sort((a, b) => b.score - a.score)) {
    const isDouble = kept.some(
      (other) =>
        touch(other.box, one.box) && sameGroup(other, one) && iou(other.box, one.box) > maxIou,
    );
    if (!isDouble) kept.push(one);
  }
  return kept;
}
