/// <reference lib="dom" />
import type { Texture } from 'three';
import { canvasTexture, paintCanvas } from './canvas.ts';
import type { TwoLayers } from './paint-shop.ts';

/** A texture and, painted along with it on black, what of it shines. */
export function paintedPair(
  width: number,
  height: number,
  paint: (layers: TwoLayers) => void,
): { readonly map: Texture; readonly emissiveMap: Texture } {
  let lit: HTMLCanvasElement | undefined;
  const map = canvasTexture(width, height, (day) => {
    lit = paintCanvas(width, height, (glow) => {
      glow.fillStyle = '#000';
      glow.fillRect(0, 0, width, height);
      paint({ day, glow });
    });
  });
  const shining = lit;
  const emissiveMap = canvasTexture(width, height, (context) => {
    if (shining) context.drawImage(shining, 0, 0);
  });
  return { map, emissiveMap };
}
