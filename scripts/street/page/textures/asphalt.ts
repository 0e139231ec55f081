/// <reference lib="dom" />
import type { Texture } from 'three';
import { canvasTexture } from './canvas.ts';
import { blotches, crack, grain } from './grain.ts';

/** Worn asphalt, 7 m by 7 m, with fine cracks; it tiles. */
export function asphaltTexture(next: () => number): Texture {
  return canvasTexture(1024, 1024, (context, width, height) => {
    const tint = next();
    context.fillStyle = `rgb(${88 + tint * 12},${88 + tint * 10},${90 + tint * 6})`;
    context.fillRect(0, 0, width, height);
    blotches(context, next, { count: 60, size: 160, colour: '60,58,56', strength: 0.16 });
    blotches(context, next, { count: 40, size: 120, colour: '150,148,142', strength: 0.12 });
    grain(context, next, 14, 0.1);
    context.strokeStyle = 'rgba(38,36,35,0.55)';
    for (let index = 0; index < 7; index += 1) {
      context.lineWidth = 0.8 + next() * 1.4;
      const at = [200 + next() * 620, 200 + next() * 620] as const;
      crack(context, next, at, 60 + next() * 190);
    }
    blotches(context, next, { count: 9, size: 26, colour: '30,28,27', strength: 0.4 });
  });
}
