import type { HealthPicture } from '../../../agent/core/health/health-picture.ts';
import type { Placement } from '../../../agent/core/scene/placement.ts';
import type { Grey } from './films.ts';
import type { Touch } from './touches.ts';

/** What a detector gets of a 16:9 picture. */
export const SHAPE = { width: 544, height: 306 };
/**
 * The window is seven tenths of the film and lies between its clock and its name, so that nothing that is
 * written in the film can be seen in it; shares of the film.
 */
const WINDOW = { width: 0.7, height: 0.7, middleX: 0.5, middleY: 0.486 };
/** How far the window can be pushed to either side, shares of its own width and height. */
export const ROOM = { x: 0.21, y: 0.075 };

/** What a camera shows that sees the film through a window; the scene lies where `placement` says. */
export function throughWindow(
  film: Grey,
  placement: Placement,
  second: number,
  touch: Touch = (luma) => luma,
): HealthPicture {
  const { width, height } = SHAPE;
  const back = inverse(placement);
  const luma = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [px, py] = [(x + 0.5) / width, (y + 0.5) / height];
      const sx = back.xx * px + back.xy * py + back.x0 - 0.5;
      const sy = back.yx * px + back.yy * py + back.y0 - 0.5;
      const fx = (WINDOW.middleX + sx * WINDOW.width) * film.width - 0.5;
      const fy = (WINDOW.middleY + sy * WINDOW.height) * film.height - 0.5;
      luma[y * width + x] = touch(bicubic(film, fx, fy), px, py, second);
    }
  write(luma, 10, 10, second);
  write(luma, width - 150, height - 22, 77);
  return {
    width,
    height,
    luma: new Uint8Array(luma.buffer),
    colour: new Uint8Array(16 * 9 * 3).fill(100),
  };
}

/** The whole film as a camera shows it. */
export function whole({ luma, width, height }: Grey): HealthPicture {
  return { luma, width, height, colour: new Uint8Array(16 * 9 * 3).fill(100) };
}

function inverse({ xx, xy, x0, yx, yy, y0 }: Placement): Placement {
  const det = xx * yy - xy * yx;
  const [a, b, c, d] = [yy / det, -xy / det, -yx / det, xx / det];
  return { xx: a, xy: b, x0: -(a * x0 + b * y0), yx: c, yy: d, y0: -(c * x0 + d * y0) };
}

/** Weights of four neighbours for every 64th of a pixel, by Catmull and Rom's cubic: keeps edges sharp. */
const PHASES = 64;
const CUBIC = Float32Array.from({ length: 4 * (PHASES + 1) }, (_, at) => {
  const d = Math.abs((at % 4) - 1 - Math.floor(at / 4) / PHASES);
  if (d < 1) return 1.5 * d ** 3 - 2.5 * d ** 2 + 1;
  return d < 2 ? -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2 : 0;
});

function bicubic({ luma, width, height }: Grey, x: number, y: number): number {
  const left = Math.max(1, Math.min(width - 3, Math.floor(x)));
  const top = Math.max(1, Math.min(height - 3, Math.floor(y)));
  const u = 4 * Math.round(Math.max(0, Math.min(1, x - left)) * PHASES);
  const v = 4 * Math.round(Math.max(0, Math.min(1, y - top)) * PHASES);
  let sum = 0;
  for (let j = 0, at = (top - 1) * width + left - 1; j < 4; j += 1, at += width) {
    const line =
      (CUBIC[u] as number) * (luma[at] as number) +
      (CUBIC[u + 1] as number) * (luma[at + 1] as number) +
      (CUBIC[u + 2] as number) * (luma[at + 2] as number) +
      (CUBIC[u + 3] as number) * (luma[at + 3] as number);
    sum += (CUBIC[v + j] as number) * line;
  }
  return Math.max(0, Math.min(255, sum));
}

const LETTER = { width: 7, height: 12, gap: 3 };

/** A line of fourteen made-up letters, white with a dark rim, that stand where they stand; the last two change. */
function write(luma: Uint8ClampedArray, left: number, top: number, value: number): void {
  const { width: wide, height: high, gap } = LETTER;
  for (let letter = 0; letter < 14; letter += 1) {
    const code =
      (letter < 12 ? letter * 37 + 11 : Math.floor(value / 10 ** (13 - letter)) * 53 + 7) % 255;
    for (let y = -1; y <= high; y += 1)
      for (let x = -1; x <= wide; x += 1) {
        const cell = Math.floor((y * 4) / high) * 2 + Math.floor((x * 2) / wide);
        const ink = x >= 0 && y >= 0 && x < wide && y < high && ((code >> cell) & 1) === 1;
        const at = (top + y) * SHAPE.width + left + letter * (wide + gap) + x;
        luma[at] = ink ? 245 : Math.min(luma[at] as number, 40);
      }
  }
}
