import type { StreetClass } from '../assets/asset.ts';
import type { TruthObject } from '../truth/frame.ts';
import type { PictureSize } from '../world/camera.ts';

/** Numbers of the classes in labels, and the lines of classes.txt: the order of `StreetClass`. */
export const CLASSES = [
  'person',
  'bicycle',
  'motorcycle',
  'tricycle',
  'car',
  'van',
  'bus',
  'truck',
  'muck-truck',
  'service-vehicle',
  'stall',
  'umbrella',
  'table',
  'cart',
  'goods',
  'chair',
  'prop',
] as const satisfies readonly StreetClass[];

/** Less of a thing than this can be seen: it has no label. */
export const LEAST_VISIBLE = 0.3;
/** Narrower or lower than this, in pixels of the picture: it has no label. */
export const LEAST_PIXELS = 8;

/** What gets a label: seen well enough and large enough. Boxes are cut at the picture's edge. */
export function isLabelled({ box, visibility }: TruthObject, size: PictureSize): boolean {
  const width = (box.right - box.left) * size.width;
  const height = (box.bottom - box.top) * size.height;
  return visibility >= LEAST_VISIBLE && Math.min(width, height) >= LEAST_PIXELS;
}

/** Lines 'class centre-x centre-y width height' in shares of the picture; empty for an empty street. */
export function yoloLabels(objects: readonly TruthObject[], size: PictureSize): string {
  return objects
    .filter((object) => isLabelled(object, size))
    .map(({ box, class: of }) => {
      const { left, top, right, bottom } = box;
      const numbers = [(left + right) / 2, (top + bottom) / 2, right - left, bottom - top];
      return `${CLASSES.indexOf(of)} ${numbers.map((one) => one.toFixed(6)).join(' ')}\n`;
    })
    .join('');
}
