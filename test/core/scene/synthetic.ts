import type { HealthPicture } from '../../../agent/core/health/health-picture.ts';
import { motionOf, placementOf } from '../../../agent/core/scene/affine.ts';
import { IN_PLACE, type Placement } from '../../../agent/core/scene/placement.ts';

export const SHAPE = { width: 272, height: 153 };

/** What a test does to a picture after it is drawn. */
export interface Wish {
  readonly at?: Placement;
  /** Which of the scenes: the same number is the same street. */
  readonly seed?: number;
  /** Changes luma 0 to 255 of a place (shares of the picture). */
  readonly light?: (luma: number, x: number, y: number) => number;
  /** Standard deviation of noise, levels. */
  readonly noise?: number;
  readonly noiseSeed?: number;
}

/** A made-up street: a hundred rectangles and discs of all sizes and greys, placed by a formula. */
export function streetPicture({
  at = IN_PLACE,
  seed = 1,
  light = (luma) => luma,
  noise = 1,
  noiseSeed = 1,
}: Wish = {}): HealthPicture {
  const { width, height } = SHAPE;
  const canvas = canvasOf(seed);
  const back = inverse(at);
  const draw = dice(noiseSeed * 7919);
  const luma = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [px, py] = [(x + 0.5) / width, (y + 0.5) / height];
      const sx = back.xx * px + back.xy * py + back.x0;
      const sy = back.yx * px + back.yy * py + back.y0;
      const value = light(lumaAt(canvas, sx, sy), px, py) + noise * 3.46 * (draw() - 0.5);
      luma[y * width + x] = Math.max(0, Math.min(255, Math.round(value)));
    }
  return { width, height, luma, colour: new Uint8Array(16 * 9 * 3).fill(100) };
}

/** The street is painted twice as fine as pictures are, and 40 % of a picture farther on every side. */
const [WIDE, HIGH, BEYOND] = [SHAPE.width * 2, SHAPE.height * 2, 0.4];
const ACROSS = Math.ceil(WIDE * (1 + 2 * BEYOND));
const DOWN = Math.ceil(HIGH * (1 + 2 * BEYOND));
const painted = new Map<number, Float32Array>();

function canvasOf(seed: number): Float32Array {
  const before = painted.get(seed);
  if (before !== undefined) return before;
  const canvas = new Float32Array(ACROSS * DOWN).fill(120);
  const draw = dice(seed * 104_729);
  for (let thing = 0; thing < 160; thing += 1) {
    const [left, top] = [draw() * ACROSS, draw() * DOWN];
    const [w, h] = [(0.02 + draw() * 0.12) * WIDE, (0.03 + draw() * 0.2) * HIGH];
    const [luma, round] = [40 + draw() * 170, draw() < 0.3];
    for (let y = Math.floor(top); y < Math.min(DOWN, top + h); y += 1)
      for (let x = Math.floor(left); x < Math.min(ACROSS, left + w); x += 1) {
        const [u, v] = [(2 * (x - left)) / w - 1, (2 * (y - top)) / h - 1];
        if (!round || u * u + v * v < 1) canvas[y * ACROSS + x] = luma;
      }
  }
  const soft = softened(softened(canvas, 1), ACROSS);
  painted.set(seed, soft);
  return soft;
}

/** Every place the mean of its neighbours and twice itself: edges are as soft as lenses make them. */
function softened(values: Float32Array, step: number): Float32Array {
  return values.map((value, at) => {
    const [before = value, after = value] = [values[at - step], values[at + step]];
    return (before + 2 * value + after) / 4;
  });
}

function lumaAt(canvas: Float32Array, x: number, y: number): number {
  const cx = Math.max(0, Math.min(ACROSS - 2, (x + BEYOND) * WIDE - 0.5));
  const cy = Math.max(0, Math.min(DOWN - 2, (y + BEYOND) * HIGH - 0.5));
  const at = Math.floor(cy) * ACROSS + Math.floor(cx);
  const [u, v] = [cx - Math.floor(cx), cy - Math.floor(cy)];
  const row = (from: number) => (canvas[from] ?? 0) * (1 - u) + (canvas[from + 1] ?? 0) * u;
  return row(at) * (1 - v) + row(at + ACROSS) * v;
}

function inverse({ xx, xy, x0, yx, yy, y0 }: Placement): Placement {
  const det = xx * yy - xy * yx;
  const [a, b, c, d] = [yy / det, -xy / det, -yx / det, xx / det];
  return { xx: a, xy: b, x0: -(a * x0 + b * y0), yx: c, yy: d, y0: -(c * x0 + d * y0) };
}

/** 0 to 1, the same for the same seed (Lehmer). */
function dice(seed: number): () => number {
  let state = (Math.abs(Math.floor(seed)) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A placement that only shifts, shares of the picture. */
export function shifted(shiftX: number, shiftY: number): Placement {
  return placementOf({ ...motionOf(IN_PLACE, SHAPE), shiftX, shiftY }, SHAPE);
}
