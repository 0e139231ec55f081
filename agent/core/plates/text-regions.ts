import type { Size } from '../vision/view.ts';
import type { Frame } from './patch.ts';

/** A line of text that a detector marked, in pixels of the map. */
export interface TextRegion {
  readonly x: number;
  readonly y: number;
  /** Radians, from the picture's horizontal; within 45 degrees of it. */
  readonly angle: number;
  readonly length: number;
  readonly thickness: number;
  /** Mean of the map inside, 0 to 1. */
  readonly score: number;
}

const MARKED = 0.3;
const LEAST_SCORE = 0.45;
/** Smaller spots are noise, in pixels of the map. */
const LEAST_AREA = 12;
/** A spot less long than this many times its thickness has no direction of its own. */
const DIRECTED = 1.8;
/** Detectors of this kind mark the core of a line: grown by area over outline times this it is whole (Liao et
 * al., "Real-time scene text detection with differentiable binarization", AAAI 2020). */
const GROWTH = 1.7;

/** Lines of text in a probability map (row after row), largest first. */
export function textRegions(map: ArrayLike<number>, size: Size): readonly TextRegion[] {
  const seen = new Uint8Array(size.width * size.height);
  const regions: TextRegion[] = [];
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] || (map[start] ?? 0) < MARKED) continue;
    const region = regionOf(flood(map, size, start, seen), map, size.width);
    if (region !== undefined) regions.push(region);
  }
  return regions.sort((a, b) => b.length * b.thickness - a.length * a.thickness);
}

/** All marked pixels that hang together with `start`. */
function flood(
  map: ArrayLike<number>,
  { width, height }: Size,
  start: number,
  seen: Uint8Array,
): readonly number[] {
  const spot = [start];
  seen[start] = 1;
  const take = (other: number): void => {
    if (seen[other] !== 0 || (map[other] ?? 0) < MARKED) return;
    seen[other] = 1;
    spot.push(other);
  };
  for (let next = 0; next < spot.length; next += 1) {
    const at = spot[next] ?? 0;
    const column = at % width;
    if (column > 0) take(at - 1);
    if (column < width - 1) take(at + 1);
    if (at >= width) take(at - width);
    if (at + width < width * height) take(at + width);
  }
  return spot;
}

function regionOf(
  spot: readonly number[],
  map: ArrayLike<number>,
  width: number,
): TextRegion | undefined {
  if (spot.length < LEAST_AREA) return undefined;
  const score = mean(spot.map((at) => map[at] ?? 0));
  if (score < LEAST_SCORE) return undefined;
  const points = spot.map((at) => [(at % width) + 0.5, Math.floor(at / width) + 0.5] as const);
  const tilted = extent(points, directionOf(points));
  const box = tilted.length < DIRECTED * tilted.thickness ? extent(points, 0) : tilted;
  const grown = (GROWTH * box.length * box.thickness) / (box.length + box.thickness);
  return { ...box, length: box.length + grown, thickness: box.thickness + grown, score };
}

type Points = readonly (readonly [x: number, y: number])[];

/** Angle of the longer axis of the points' second moments. */
function directionOf(points: Points): number {
  const [x, y] = [mean(points.map(([px]) => px)), mean(points.map(([, py]) => py))];
  const xx = mean(points.map(([px]) => (px - x) ** 2));
  const yy = mean(points.map(([, py]) => (py - y) ** 2));
  const xy = mean(points.map(([px, py]) => (px - x) * (py - y)));
  return 0.5 * Math.atan2(2 * xy, xx - yy);
}

/** The points' extent along and across a direction; pixels have a size of their own. */
function extent(points: Points, angle: number): Omit<TextRegion, 'score'> {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [from, to, above, below] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    const [along, across] = [x * cos + y * sin, y * cos - x * sin];
    from = Math.min(from, along);
    to = Math.max(to, along);
    above = Math.min(above, across);
    below = Math.max(below, across);
  }
  const [middle, centre] = [(from + to) / 2, (above + below) / 2];
  return {
    x: middle * cos - centre * sin,
    y: middle * sin + centre * cos,
    angle,
    length: to - from + 1,
    thickness: below - above + 1,
  };
}

/** The region as a frame, widened by shares of its thickness; `scale`: picture pixels per map pixel. */
export function frameOf(
  { x, y, angle, length, thickness }: Omit<TextRegion, 'score'>,
  scale: { readonly x: number; readonly y: number },
  [growAlong, growAcross]: readonly [number, number] = [0, 0],
): Frame {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = length + 2 * growAlong * thickness;
  const down = thickness * (1 + 2 * growAcross);
  return {
    x: (x - (along / 2) * cos + (down / 2) * sin) * scale.x,
    y: (y - (along / 2) * sin - (down / 2) * cos) * scale.y,
    alongX: along * cos * scale.x,
    alongY: along * sin * scale.y,
    downX: -down * sin * scale.x,
    downY: down * cos * scale.y,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
