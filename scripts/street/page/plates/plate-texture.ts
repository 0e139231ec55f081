/// <reference lib="dom" />
import { CanvasTexture, Mesh, MeshStandardMaterial, PlaneGeometry, SRGBColorSpace } from 'three';
import type { PlateKind } from '../../world/plate-numbers.ts';
import { random } from '../../world/random.ts';
import { drawGlyph } from './font.ts';
import { type PlateLayout, plateLayout } from './plate-layout.ts';

const INKS: Readonly<Record<PlateKind, string>> = {
  ...{
    blue: '#f4f6f8',
    yellow: '#16140e',
    green: '#10140f',
    'green-large': '#10140f',
    white: '#16140e',
  },
};
const GROUNDS: Readonly<Record<PlateKind, readonly [string, string]>> = {
  blue: ['#0d3fae', '#0a3391'],
  yellow: ['#f3b70c', '#e9a800'],
  green: ['#eef5ec', '#3fae6a'],
  'green-large': ['#43b06d', '#43b06d'],
  white: ['#f2f2ee', '#e6e6e0'],
};

/**
 * The face of a plate as GA 36 lays it out: characters, border, bolts, some dirt and glare drawn by the
 * number itself. `rows` 2 is the tall plate on the rear of trucks and buses (yellow only); its face is
 * 440 x 220 mm, else 440 x 140 (new energy 480 x 140).
 */
function plateTexture(text: string, kind: PlateKind, rows: 1 | 2 = 1): CanvasTexture {
  const layout = plateLayout(kind, rows);
  const canvas = document.createElement('canvas');
  canvas.width = layout.width;
  canvas.height = layout.height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('expected a 2d canvas for a plate, the page offers none');
  drawGround(context, layout, kind);
  drawText(context, layout, kind, text);
  drawWear(context, layout, random(1, text));
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  return texture;
}

/** A plate in its true size, in metres, facing +z of its own; turn and place it. Plates shine back in lamps. */
export function buildPlate(text: string, kind: PlateKind, rows: 1 | 2 = 1): Mesh {
  const { width, height } = plateLayout(kind, rows);
  const map = plateTexture(text, kind, rows);
  const material = new MeshStandardMaterial({ map, roughness: 0.45, metalness: 0.1 });
  return new Mesh(new PlaneGeometry(width / 1000, height / 1000), material);
}

function drawGround(context: CanvasRenderingContext2D, layout: PlateLayout, kind: PlateKind): void {
  const { width, height } = layout;
  const [top, bottom] = GROUNDS[kind];
  const fill = context.createLinearGradient(0, 0, 0, height);
  fill.addColorStop(0, top);
  fill.addColorStop(1, bottom);
  context.fillStyle = fill;
  context.fillRect(0, 0, width, height);
  if (kind === 'green-large') {
    context.fillStyle = '#f3b70c';
    context.fillRect(0, 0, 138, height);
  }
  context.strokeStyle = INKS[kind];
  context.lineWidth = 4;
  context.strokeRect(6, 6, width - 12, height - 12);
}

function drawText(
  context: CanvasRenderingContext2D,
  layout: PlateLayout,
  kind: PlateKind,
  text: string,
): void {
  context.fillStyle = INKS[kind];
  [...text].forEach((glyph, at) => {
    const slot = layout.slots[at];
    if (!slot) return;
    context.fillStyle = glyph === '警' ? '#c81e1e' : INKS[kind];
    drawGlyph(context, glyph, slot);
  });
  context.fillStyle = INKS[kind];
  if (layout.dot) disc(context, layout.dot.x, layout.dot.y, 6);
  context.fillStyle = '#9aa0a4';
  for (const x of [0.22, 0.78])
    for (const y of [12, layout.height - 12]) disc(context, x * layout.width, y, 6);
}

function drawWear(
  context: CanvasRenderingContext2D,
  { width, height }: PlateLayout,
  draw: () => number,
): void {
  const dirt = draw();
  for (let spot = 0; spot < 60 * dirt; spot += 1) {
    context.fillStyle = `rgba(96, 78, 56, ${0.05 + 0.14 * draw()})`;
    disc(context, draw() * width, height * (1 - draw() ** 2 * 0.9), 3 + 14 * draw());
  }
  const from = draw() * width;
  const glare = context.createLinearGradient(from, 0, from + width * 0.5, height);
  glare.addColorStop(0, 'rgba(255,255,255,0)');
  glare.addColorStop(0.5, `rgba(255,255,255,${0.22 * draw()})`);
  glare.addColorStop(1, 'rgba(255,255,255,0)');
  context.fillStyle = glare;
  context.fillRect(0, 0, width, height);
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
