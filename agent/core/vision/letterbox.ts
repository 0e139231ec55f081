import type { Box } from '../geometry/box.ts';
import type { Size, View } from './view.ts';

/**
 * The content of a view inside a model input: as large as fits, aspect kept, from the top left.
 * `source` is the view's size in camera pixels.
 */
export function fitContent(source: Size, input: Size): Size {
  const scale = Math.min(input.width / source.width, input.height / source.height);
  return {
    width: Math.max(1, Math.min(input.width, Math.round(source.width * scale))),
    height: Math.max(1, Math.min(input.height, Math.round(source.height * scale))),
  };
}

/** Where a model wants the picture within its input. */
export type Place = 'top-left' | 'centre';

/** First column and row of the content; an odd border has its smaller half left and above, as Ultralytics. */
export function contentStart(place: Place, content: Size, input: Size): readonly [number, number] {
  if (place === 'top-left') return [0, 0];
  const half = (total: number, part: number) => Math.floor((total - part) / 2);
  return [half(input.width, content.width), half(input.height, content.height)];
}

/** A box in the input as a box from the content's own corner. */
export function fromStart<B extends Box>(box: B, [x, y]: readonly [number, number]): B {
  if (x === 0 && y === 0) return box;
  const { left, top, right, bottom } = box;
  return { ...box, left: left - x, top: top - y, right: right - x, bottom: bottom - y };
}

/**
 * A box in input pixels as shares of the whole picture. Boxes are not clipped: what reaches past the
 * picture keeps its true middle and foot.
 */
export function toPicture(box: Box, content: Size, { source }: View): Box {
  const perX = (source.right - source.left) / content.width;
  const perY = (source.bottom - source.top) / content.height;
  return {
    left: source.left + box.left * perX,
    top: source.top + box.top * perY,
    right: source.left + box.right * perX,
    bottom: source.top + box.bottom * perY,
  };
}
