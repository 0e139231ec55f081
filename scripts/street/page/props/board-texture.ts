/// <reference lib="dom" />
import { CanvasTexture, SRGBColorSpace } from 'three';
import type { Board } from './pieces.ts';

const PIXELS_PER_METRE = 220;
/** The page's font for Chinese, before what a system may have. */
const FAMILY = '"Street", "Noto Sans CJK SC", sans-serif';

/** Paints the lines of a board, each as large as fits. */
export function boardTexture({
  text,
  paper,
  ink,
  size,
}: Pick<Board, 'text' | 'paper' | 'ink' | 'size'>) {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(Math.max(32, size[0] * PIXELS_PER_METRE));
  canvas.height = Math.round(Math.max(32, size[1] * PIXELS_PER_METRE));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('expected a 2D context for a board, the browser gave none');
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = ink;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const line = canvas.height / text.length;
  text.forEach((words, at) => {
    context.font = `bold 100px ${FAMILY}`;
    const wide = (canvas.width * 0.88 * 100) / Math.max(1, context.measureText(words).width);
    context.font = `bold ${Math.round(Math.min(wide, line * 0.82))}px ${FAMILY}`;
    context.fillText(words, canvas.width / 2, line * (at + 0.53));
  });
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  return texture;
}
