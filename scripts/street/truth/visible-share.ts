import type { Box } from '../../../agent/core/geometry/box.ts';
import { clippedArea, polygonArea } from '../../../agent/core/geometry/clip.ts';
import type { Silhouette } from './silhouette.ts';

const PICTURE: Box = { left: 0, top: 0, right: 1, bottom: 1 };
/** Lines across a thing on which it is measured; along a line the measure is exact. */
const ROWS = 40;

/** Spans of one line as left, right, left, right, ... in order and apart. */
type Spans = readonly number[];

/** The picture's part of a box; undefined where there is none. */
export function cutToPicture({ left, top, right, bottom }: Box): Box | undefined {
  if (left >= 1 || top >= 1 || right <= 0 || bottom <= 0) return undefined;
  return {
    left: Math.max(0, left),
    top: Math.max(0, top),
    right: Math.min(1, right),
    bottom: Math.min(1, bottom),
  };
}

/**
 * Share (0 to 1) of what some silhouettes cover together that lies in the picture and behind none of
 * `before`. `extent` holds all of them, `box` is its part in the picture.
 */
export function visibleShare(
  own: readonly Silhouette[],
  extent: Box,
  box: Box,
  before: readonly Silhouette[],
): number {
  const cut =
    box.left > extent.left ||
    box.right < extent.right ||
    box.top > extent.top ||
    box.bottom < extent.bottom;
  const inside = cut ? shareInPicture(own, extent) : 1;
  if (before.length === 0) return inside;
  let [whole, free] = [0, 0];
  for (let row = 0; row < ROWS; row++) {
    const y = box.top + ((row + 0.5) / ROWS) * (box.bottom - box.top);
    const spans = within(spansAt(own, y), 0, 1);
    whole += lengthOf(spans);
    free += lengthOf(before.reduce((rest, hiding) => without(rest, hiding, y), spans));
  }
  return whole === 0 ? 0 : (inside * free) / whole;
}

function shareInPicture(own: readonly Silhouette[], extent: Box): number {
  const [only] = own;
  if (own.length === 1 && only !== undefined) {
    const whole = polygonArea(only.corners());
    return whole === 0 ? 0 : Math.min(1, clippedArea(PICTURE, only.corners()) / whole);
  }
  let [whole, inside] = [0, 0];
  const rows = ROWS * 2;
  for (let row = 0; row < rows; row++) {
    const y = extent.top + ((row + 0.5) / rows) * (extent.bottom - extent.top);
    const spans = spansAt(own, y);
    whole += lengthOf(spans);
    if (y >= 0 && y <= 1) inside += lengthOf(within(spans, 0, 1));
  }
  return whole === 0 ? 0 : inside / whole;
}

const NOTHING: Spans = [];

/** Where a line of the picture crosses some silhouettes. */
function spansAt(silhouettes: readonly Silhouette[], y: number): Spans {
  const [only] = silhouettes;
  if (silhouettes.length === 1 && only !== undefined) return spanAt(only, y) ?? NOTHING;
  const found = silhouettes.flatMap((each) => {
    const span = spanAt(each, y);
    return span === undefined ? [] : [span];
  });
  if (found.length < 2) return found[0] ?? [];
  found.sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [left, right] of found) {
    const end = merged.at(-1);
    if (end === undefined || left > end) merged.push(left, right);
    else if (right > end) merged[merged.length - 1] = right;
  }
  return merged;
}

function spanAt(silhouette: Silhouette, y: number): [number, number] | undefined {
  const { extent } = silhouette;
  if (y <= extent.top || y >= extent.bottom) return undefined;
  const corners = silhouette.corners();
  let left = Infinity;
  let right = -Infinity;
  let before = corners.at(-1);
  for (const corner of corners) {
    if (before !== undefined && corner[1] > y !== before[1] > y) {
      const x = corner[0] + ((before[0] - corner[0]) * (y - corner[1])) / (before[1] - corner[1]);
      if (x < left) left = x;
      if (x > right) right = x;
    }
    before = corner;
  }
  return left < right ? [left, right] : undefined;
}

function within(spans: Spans, low: number, high: number): Spans {
  const kept: number[] = [];
  for (let at = 0; at + 1 < spans.length; at += 2) {
    const left = Math.max(low, spans[at] ?? 0);
    const right = Math.min(high, spans[at + 1] ?? 0);
    if (right > left) kept.push(left, right);
  }
  return kept;
}

function without(spans: Spans, hiding: Silhouette, y: number): Spans {
  const gone = spans.length === 0 ? undefined : spanAt(hiding, y);
  if (gone === undefined) return spans;
  if (gone[1] <= (spans[0] ?? 0) || gone[0] >= (spans.at(-1) ?? 0)) return spans;
  return [...within(spans, -Infinity, gone[0]), ...within(spans, gone[1], Infinity)];
}

function lengthOf(spans: Spans): number {
  let sum = 0;
  for (let at = 0; at + 1 < spans.length; at += 2) sum += (spans[at + 1] ?? 0) - (spans[at] ?? 0);
  return sum;
}
