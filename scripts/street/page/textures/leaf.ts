/// <reference lib="dom" />
import type { Texture } from 'three';
import { canvasTexture } from './canvas.ts';

/** A clump of leaves with gaps; opaque where there is a leaf. */
export function leafTexture(next: () => number): Texture {
  const texture = canvasTexture(256, 256, (context, size) => {
    for (let index = 0; index < 330; index += 1) {
      const turn = next() * Math.PI * 2;
      const far = Math.sqrt(next()) * 112;
      const [x, y] = [size / 2 + Math.cos(turn) * far, size / 2 + Math.sin(turn) * far];
      const light = 20 + next() * 26 + (y < size / 2 ? 5 : 0);
      context.fillStyle = `hsl(${78 + next() * 40},${24 + next() * 18}%,${light}%)`;
      context.beginPath();
      context.ellipse(x, y, 7 + next() * 7, 3 + next() * 3, next() * 7, 0, Math.PI * 2);
      context.fill();
    }
  });
  texture.anisotropy = 1;
  return texture;
}
