/// <reference lib="dom" />
import type { Texture } from 'three';
import type { Patch } from '../street/mesh-builder.ts';
import { canvasTexture } from './canvas.ts';
import { blotches, crack, grain } from './grain.ts';

/** White paint worn by wheels: 2 m by 2 m, partly gone; colours come from the corners. */
export function paintTexture(next: () => number): Texture {
  return canvasTexture(512, 512, (context, size) => {
    context.fillStyle = '#dedcd4';
    context.fillRect(0, 0, size, size);
    blotches(context, next, { count: 20, size: 70, colour: '120,116,110', strength: 0.5 });
    grain(context, next, 14, 0.06);
    context.globalCompositeOperation = 'destination-out';
    blotches(context, next, { count: 26, size: 46, colour: '0,0,0', strength: 0.5 });
    blotches(context, next, { count: 220, size: 9, colour: '0,0,0', strength: 0.75 });
    context.lineWidth = 2;
    for (let index = 0; index < 12; index += 1)
      crack(context, next, [next() * size, next() * size], 40 + next() * 80);
  });
}

/** Where things lie on the texture of marks: a grid of four by four. */
const CELL = 256;
const cell = (column: number, row: number): Patch => ({
  u: column / 4 + 0.004,
  v: row / 4 + 0.004,
  width: 0.242,
  height: 0.242,
});

export const MARKS = {
  manholes: [cell(0, 0), cell(1, 0)],
  drain: cell(2, 0),
  patches: [cell(0, 1), cell(1, 1), cell(2, 1)],
  stains: [cell(0, 2), cell(1, 2), cell(2, 2), cell(3, 2)],
  cracks: [cell(0, 3), cell(1, 3), cell(2, 3)],
  leaves: cell(3, 3),
  grate: cell(3, 0),
} as const;

/** Manholes, drains, patched places, oil, cracks and litter for the ground. */
export function marksTexture(next: () => number): Texture {
  return canvasTexture(1024, 1024, (context) => {
    const at = (column: number, row: number, paint: () => void) => {
      context.save();
      context.beginPath();
      context.rect(column * CELL, row * CELL, CELL, CELL);
      context.clip();
      context.translate(column * CELL, row * CELL);
      paint();
      context.restore();
    };
    for (const column of [0, 1]) at(column, 0, () => manhole(context, next));
    at(2, 0, () => drain(context));
    at(3, 0, () => grate(context));
    for (const column of [0, 1, 2]) at(column, 1, () => patch(context, next));
    for (const column of [0, 1, 2, 3]) at(column, 2, () => stain(context, next));
    for (const column of [0, 1, 2]) at(column, 3, () => cracks(context, next));
    at(3, 3, () => leaves(context, next));
  });
}

function manhole(context: CanvasRenderingContext2D, next: () => number): void {
  disc(context, 120, '#4d4b48');
  disc(context, 108, '#6a6662');
  disc(context, 100, '#3c3a38');
  context.fillStyle = '#57534f';
  for (let x = 30; x < 230; x += 20)
    for (let y = 30; y < 230; y += 20)
      if (Math.hypot(x + 5 - 128, y + 5 - 128) < 92) context.fillRect(x, y, 10, 10);
  context.fillStyle = `rgba(120,92,64,${0.1 + next() * 0.2})`;
  context.beginPath();
  context.arc(128, 128, 100, 0, 7);
  context.fill();
}

function disc(context: CanvasRenderingContext2D, radius: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(128, 128, radius, 0, Math.PI * 2);
  context.fill();
}

function drain(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#56524d';
  context.fillRect(8, 58, 240, 140);
  context.fillStyle = '#191817';
  for (let x = 22; x < 236; x += 24) context.fillRect(x, 70, 12, 116);
}

function grate(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#4a4238';
  context.fillRect(4, 4, 248, 248);
  context.fillStyle = '#2c2620';
  for (let at = 16; at < 240; at += 22) context.fillRect(at, 16, 10, 224);
  disc(context, 52, '#3a3026');
}

function patch(context: CanvasRenderingContext2D, next: () => number): void {
  const dark = 46 + next() * 26;
  context.fillStyle = `rgba(${dark},${dark},${dark + 1},0.9)`;
  context.beginPath();
  for (let corner = 0; corner < 4; corner += 1) {
    const [dx, dy] = [corner === 1 || corner === 2 ? 1 : 0, corner > 1 ? 1 : 0];
    context.lineTo(10 + dx * 236 + (next() - 0.5) * 14, 10 + dy * 236 + (next() - 0.5) * 14);
  }
  context.fill();
  context.strokeStyle = 'rgba(26,25,25,0.8)';
  context.lineWidth = 4;
  context.stroke();
}

function stain(context: CanvasRenderingContext2D, next: () => number): void {
  for (let index = 0; index < 26; index += 1) {
    const turn = next() * 7;
    const far = next() * 62;
    const [x, y] = [128 + Math.cos(turn) * far, 128 + Math.sin(turn) * far];
    const size = 16 + next() * 40;
    const spot = context.createRadialGradient(x, y, 0, x, y, size);
    spot.addColorStop(0, `rgba(30,28,27,${0.05 + next() * 0.16})`);
    spot.addColorStop(1, 'rgba(30,28,27,0)');
    context.fillStyle = spot;
    context.fillRect(0, 0, CELL, CELL);
  }
}

function cracks(context: CanvasRenderingContext2D, next: () => number): void {
  context.strokeStyle = 'rgba(30,28,27,0.75)';
  for (let index = 0; index < 6; index += 1) {
    context.lineWidth = 1 + next() * 2;
    crack(context, next, [60 + next() * 136, 60 + next() * 136], 90);
  }
}

function leaves(context: CanvasRenderingContext2D, next: () => number): void {
  for (let index = 0; index < 46; index += 1) {
    context.fillStyle = `hsla(${30 + next() * 50},${25 + next() * 25}%,${24 + next() * 24}%,0.85)`;
    context.beginPath();
    context.ellipse(10 + next() * 236, 10 + next() * 236, 3.4, 1.8, next() * 7, 0, 7);
    context.fill();
  }
}
