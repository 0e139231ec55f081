import type { Size } from '../vision/view.ts';
import type { ClockTime } from './clock-grammar.ts';
import { type Frame, wholeOf } from './patch.ts';
import { frameOf, type TextRegion } from './text-regions.ts';

/** A burned-in clock as one picture shows it. */
export interface ClockSight {
  readonly text: string;
  /** 0 to 1, that all of it is right. */
  readonly confidence: number;
  /** Two where day and month may be either; never empty. */
  readonly times: readonly ClockTime[];
}

/** Signs are read with a little of their ground around: shares of the thickness. */
const ROOM = [0.25, 0.1] as const;
/** Pieces of one line lie level to within this share of their thickness. */
const LEVEL = 0.5;

/**
 * Where the line of a clock may lie in a picture of its place, the likeliest first: the pieces of text that a
 * detector marked, level with the largest, as one line; then the whole picture. `scale`: pixels of the picture
 * per pixel of the regions' map.
 */
export function clockLines(
  regions: readonly TextRegion[],
  scale: { readonly x: number; readonly y: number },
  picture: Size,
): readonly Frame[] {
  const whole = wholeOf(picture);
  const [largest] = regions;
  if (largest === undefined) return [whole];
  const level = regions.filter(({ y }) => Math.abs(y - largest.y) < LEVEL * largest.thickness);
  const from = Math.min(...level.map(({ x, length }) => x - length / 2));
  const to = Math.max(...level.map(({ x, length }) => x + length / 2));
  // the camera writes level, whatever a detector makes of a short piece
  const line = { ...largest, x: (from + to) / 2, length: to - from, angle: 0 };
  return [frameOf(line, scale, ROOM), whole];
}
