import type { PictureSize } from '../../world/camera.ts';
import { random } from '../../world/random.ts';

/** Streaks in a picture of 960 by 540; more in larger ones. */
const COUNT = 340;
const SCALE = 960;

/**
 * Draws falling rain over a copy of an RGB picture: thin, slanted, see-through streaks, other ones every
 * picture. It lies over the finished picture, so that the street behind it need not be drawn anew.
 */
export function withRain(
  picture: Buffer,
  size: PictureSize,
  rain: { readonly seed: number; readonly atMs: number; readonly bright: number },
): Buffer {
  const wet = Buffer.from(picture);
  const next = random(rain.seed, 'rain', String(rain.atMs));
  const scale = size.width / SCALE;
  const count = Math.round(COUNT * Math.min(2, Math.max(0.4, scale)));
  for (let index = 0; index < count; index += 1) {
    // near drops are long, fast and faint
    const near = next() ** 2;
    streak(wet, size, {
      x: next() * size.width,
      y: next() * size.height * 1.1 - size.height * 0.1,
      length: (8 + near * 46) * scale,
      lean: 0.1 + next() * 0.05,
      strength: (0.2 - near * 0.1) * (0.5 + next() * 0.5),
      bright: rain.bright,
    });
  }
  return wet;
}

interface Streak {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly lean: number;
  /** 0 to 1, of its colour over the picture's. */
  readonly strength: number;
  /** Its grey, 0 to 255. */
  readonly bright: number;
}

function streak(picture: Buffer, { width, height }: PictureSize, of: Streak): void {
  for (let step = 0; step < of.length; step += 1) {
    const [x, y] = [Math.round(of.x + step * of.lean), Math.round(of.y + step)];
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const fade = Math.sin((step / of.length) * Math.PI) * of.strength;
    const at = (y * width + x) * 3;
    for (let channel = at; channel < at + 3; channel += 1) {
      const under = picture[channel] ?? 0;
      picture[channel] = under + Math.max(0, of.bright - under * 0.6) * fade;
    }
  }
}
