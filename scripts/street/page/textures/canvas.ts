/// <reference lib="dom" />
import { CanvasTexture, RepeatWrapping, SRGBColorSpace } from 'three';

export type Paint = (context: CanvasRenderingContext2D, width: number, height: number) => void;

/** A picture painted once. Throws where the browser gives no 2D context. */
export function paintCanvas(width: number, height: number, paint: Paint): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('expected a 2D context for a texture, the browser gave none');
  paint(context, width, height);
  return canvas;
}

/** A painted sRGB texture that repeats; sharpness at a slant costs time, so it is bounded. */
export function canvasTexture(width: number, height: number, paint: Paint): CanvasTexture {
  const texture = new CanvasTexture(paintCanvas(width, height, paint));
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  return texture;
}
