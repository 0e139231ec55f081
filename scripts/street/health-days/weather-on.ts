import { random } from '../world/random.ts';
import { clamped, glow } from './canvas.ts';
import type { Scene } from './show-guest.ts';

const STREAKS = 350;
const DROPS = 9;
/** Drops run down and others come after so long. */
const DROP_MS = 240_000;

/** Rain falls through the picture and hangs on the glass. */
export function showRain({ canvas, sky, ms }: Scene, seed: number): void {
  if (sky.rain <= 0) return;
  const { width, height, luma } = canvas;
  const draw = random(seed, 'rain', `${ms}`);
  const bright = 12 + 30 * Math.max(sky.daylight, 0.4);
  for (let streak = 0; streak < STREAKS * sky.rain; streak += 1) {
    const [x, y, long] = [Math.floor(draw() * width), Math.floor(draw() * height), 4 + draw() * 16];
    for (let k = 0; k < long && y + k < height; k += 1) {
      const at = (y + k) * width + Math.min(width - 1, x + (k >> 3));
      luma[at] = clamped((luma[at] as number) + bright);
    }
  }
  const places = random(seed, 'drops', `${Math.floor(ms / DROP_MS)}`);
  for (let drop = 0; drop < DROPS * sky.rain; drop += 1) {
    const at = { x: places() * width, y: places() * height };
    const size = { radius: 6 + 14 * places(), amount: 25 + 25 * sky.daylight };
    glow(canvas, at, size);
  }
}
