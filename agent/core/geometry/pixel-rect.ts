import type { Size } from '../vision/view.ts';
import type { Box } from './box.ts';

/** Whole pixels from the top left; at least one in each direction. */
export interface PixelRect extends Size {
  readonly left: number;
  readonly top: number;
}

/** The pixels that `box` (shares of the picture) touches, cut at the picture's edge. */
export function pixelRect(box: Box, { width, height }: Size): PixelRect {
  const [left, right] = span(box.left, box.right, width);
  const [top, bottom] = span(box.top, box.bottom, height);
  return { left, top, width: right - left, height: bottom - top };
}

/** `box` with `margin` of its own width and height more on each side; may reach beyond the picture. */
export function widen({ left, top, right, bottom }: Box, margin: number): Box {
  const [growX, growY] = [(right - left) * margin, (bottom - top) * margin];
  return { left: left - growX, top: top - growY, right: right + growX, bottom: bottom + growY };
}

/** First and one past the last pixel of a span given in shares; never empty, never outside. */
function span(from: number, to: number, length: number): readonly [number, number] {
  const first = Math.min(length - 1, Math.max(0, Math.floor(from * length)));
  return [first, Math.min(length, Math.max(first + 1, Math.ceil(to * length)))];
}
