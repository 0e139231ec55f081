import type { Size, View } from '../vision/view.ts';
import { WHOLE } from '../vision/view.ts';

/** Parts overlap by this share of themselves, so that whoever an edge cuts is whole in the next one. */
const OVERLAP = 0.25;
/** Finer than the picture itself nothing is to be seen. */
const MOST_PER_SIDE = 3;
/** A part is drawn to at most this many of its pixels per pixel of the model's input. */
const COARSENESS = 1.4;

/** The views in which a photograph is searched: all of it, and parts in which small things are large enough. */
export function photoViews(picture: Size, input: Size): readonly View[] {
  const columns = partsOf(picture.width, input.width);
  const rows = partsOf(picture.height, input.height);
  if (columns * rows === 1) return [WHOLE];
  const parts = Array.from({ length: columns * rows }, (_, index): View => {
    const [left, right] = span(index % columns, columns);
    const [top, bottom] = span(Math.floor(index / columns), rows);
    return { id: `part-${index}`, source: { left, top, right, bottom } };
  });
  return [WHOLE, ...parts];
}

function partsOf(pixels: number, input: number): number {
  return Math.min(MOST_PER_SIDE, Math.max(1, Math.ceil(pixels / (input * COARSENESS))));
}

function span(index: number, count: number): readonly [number, number] {
  const length = 1 / (count - (count - 1) * OVERLAP);
  const from = index * length * (1 - OVERLAP);
  return [from, Math.min(1, from + length)];
}
