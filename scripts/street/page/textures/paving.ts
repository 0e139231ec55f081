/// <reference lib="dom" />
import type { Texture } from 'three';
import type { StreetLayout } from '../../world/layout.ts';
import { canvasTexture } from './canvas.ts';
import { blotches, grain } from './grain.ts';

type Lay = (context: CanvasRenderingContext2D, size: number, next: () => number) => void;

const LAYS: { readonly [P in StreetLayout['paving']]: Lay } = {
  'grey-slabs': rows([150, 148, 143], 0.5, 0.5, 9),
  'red-bricks': rows([146, 92, 76], 0.2, 0.1, 16),
  granite: rows([168, 165, 160], 0.8, 0.4, 7),
  mixed: (context, size, next) => {
    rows([156, 132, 112], 0.25, 0.25, 20)(context, size, next);
    context.fillStyle = 'rgba(120,84,72,0.55)';
    for (const at of [0, 0.5]) context.fillRect(0, at * size, size, size / 16);
  },
  hexagons,
};

/** 4 m by 4 m of sidewalk, dirty in the joints and in places; it tiles. */
export function pavingTexture(paving: StreetLayout['paving'], next: () => number): Texture {
  return canvasTexture(1024, 1024, (context, size) => {
    LAYS[paving](context, size, next);
    blotches(context, next, { count: 26, size: 150, colour: '52,48,44', strength: 0.2 });
    blotches(context, next, { count: 30, size: 22, colour: '40,36,34', strength: 0.35 });
    grain(context, next, 9, 0.03);
  });
}

/** Stones of `length` by `width` metres in running bond, each a little different from the next. */
function rows(rgb: readonly number[], length: number, width: number, vary: number): Lay {
  return (context, size, next) => {
    const [wide, high] = [(length / 4) * size, (width / 4) * size];
    context.fillStyle = '#5d5a56';
    context.fillRect(0, 0, size, size);
    for (let row = 0; row * high < size - 1; row += 1)
      for (let column = -1; column * wide < size; column += 1) {
        const by = (next() - 0.5) * 2 * vary;
        context.fillStyle = `rgb(${rgb.map((value) => value + by + (next() - 0.5) * vary * 0.5)})`;
        const x = column * wide + (row % 2 ? wide / 2 : 0);
        context.fillRect(x + 1, row * high + 1, wide - 2, high - 2);
      }
  };
}

function hexagons(context: CanvasRenderingContext2D, size: number, next: () => number): void {
  context.fillStyle = '#66625d';
  context.fillRect(0, 0, size, size);
  const [columns, lines] = [16, 20];
  const [wide, high] = [size / columns, size / lines];
  for (let line = -1; line <= lines; line += 1)
    for (let column = -1; column <= columns; column += 1) {
      const x = (column + (((line % 2) + 2) % 2) / 2) * wide;
      const by = (next() - 0.5) * 22;
      const red = (line * 7 + column * 3) % 5 === 0 ? 22 : 0;
      context.fillStyle = `rgb(${146 + by + red},${139 + by},${128 + by})`;
      context.beginPath();
      for (const [dx, dy] of HEXAGON)
        context.lineTo(x + dx * (wide - 2.5), line * high + dy * (high * 1.333 - 2.5));
      context.fill();
    }
}

const HEXAGON = [
  [0, -0.5],
  [0.5, -0.25],
  [0.5, 0.25],
  [0, 0.5],
  [-0.5, 0.25],
  [-0.5, -0.25],
] as const;

/** Kerb stones a metre long. */
export function kerbTexture(next: () => number): Texture {
  return canvasTexture(256, 256, (context, size) => {
    context.fillStyle = '#a5a29b';
    context.fillRect(0, 0, size, size);
    blotches(context, next, { count: 14, size: 60, colour: '70,66,60', strength: 0.3 });
    context.fillStyle = '#57534e';
    context.fillRect(0, 0, 4, size);
    grain(context, next, 12, 0.05);
  });
}

/** Yellow guiding tiles, 60 cm: bars along the street, worn and dirty. */
export function tactileTexture(next: () => number): Texture {
  return canvasTexture(256, 256, (context, size) => {
    context.fillStyle = '#b3923f';
    context.fillRect(0, 0, size, size);
    for (let bar = 0; bar < 8; bar += 1) {
      context.fillStyle = 'rgba(225,196,110,0.9)';
      context.fillRect(0, bar * 32 + 6, size, 12);
      context.fillStyle = 'rgba(80,62,24,0.6)';
      context.fillRect(0, bar * 32 + 18, size, 4);
    }
    context.fillStyle = 'rgba(70,58,34,0.8)';
    for (const at of [0, 128]) context.fillRect(at, 0, 3, size);
    for (const at of [0, 128]) context.fillRect(0, at, size, 3);
    blotches(context, next, { count: 16, size: 60, colour: '58,52,44', strength: 0.4 });
    grain(context, next, 12, 0.04);
  });
}
