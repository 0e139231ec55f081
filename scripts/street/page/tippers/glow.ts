/// <reference lib="dom" />
import { CanvasTexture } from 'three';

let texture: CanvasTexture | undefined;

/** A soft disc, bright in the middle. */
export function glowTexture(): CanvasTexture {
  texture ??= drawGlow();
  return texture;
}

function drawGlow(): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = 64;
  canvas.height = 64;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('expected a 2d canvas for a glow, the page offers none');
  const fill = pen.createRadialGradient(32, 32, 0, 32, 32, 32);
  for (const [at, strength] of [
    [0, 0.9],
    [0.12, 0.5],
    [0.3, 0.16],
    [0.6, 0.04],
    [1, 0],
  ] as const)
    fill.addColorStop(at, `rgba(255,255,255,${strength})`);
  pen.fillStyle = fill;
  pen.fillRect(0, 0, 64, 64);
  return new CanvasTexture(canvas);
}
