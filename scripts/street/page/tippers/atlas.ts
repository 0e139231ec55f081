/// <reference lib="dom" />
import { CanvasTexture, SRGBColorSpace } from 'three';
import type { GrilleStyle } from '../../assets/tipper-shapes.ts';
import { fontOf } from '../plates/font.ts';
import { drawGrille, drawScreen } from './front-pictures.ts';
import type { Livery } from './livery.ts';

export const ATLAS = 1024;

/** Where each picture lies in a truck's atlas: [x, y, width, height] in pixels from the upper left corner. */
export const REGIONS = {
  grille: [0, 0, 512, 256],
  screen: [512, 0, 512, 256],
  sign: [0, 256, 512, 96],
  box: [512, 256, 256, 64],
  board: [0, 352, 1024, 200],
  tail: [0, 552, 512, 256],
  door: [512, 552, 256, 256],
  flap: [768, 552, 128, 128],
  stripe: [0, 960, 512, 32],
} as const;
export type Region = keyof typeof REGIONS;
type Pen = CanvasRenderingContext2D;

export interface AtlasWords {
  readonly livery: Livery;
  readonly plate: string;
  readonly grille: GrilleStyle;
  readonly seed: number;
}

/** All that is painted or stuck on one truck, on a clear ground. */
export function drawAtlas(words: AtlasWords): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = ATLAS;
  canvas.height = ATLAS;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('expected a 2d canvas for the lettering, the page offers none');
  const pictures: Readonly<Record<Region, (width: number, height: number) => void>> = {
    grille: (width, height) => drawGrille(pen, words.grille, width, height),
    screen: (width, height) => drawScreen(pen, width, height, words.seed),
    sign: (width, height) => centred(pen, words.livery.brand, width, height, signInk(words.livery)),
    box: (width, height) => drawBox(pen, words.livery, width, height),
    board: (width, height) => drawBoard(pen, words, width, height),
    tail: (width, height) => drawTail(pen, words, width, height),
    door: (width, height) => drawDoor(pen, words.livery, width, height),
    flap: (width, height) => centred(pen, '渣土', width, height, '#d8d8d2'),
    stripe: (width, height) => drawStripe(pen, width, height),
  };
  for (const [name, [x, y, width, height]] of Object.entries(REGIONS)) {
    pen.save();
    pen.beginPath();
    pen.rect(x, y, width, height);
    pen.clip();
    pen.translate(x, y);
    pictures[name as Region](width, height);
    pen.restore();
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  return texture;
}

/** A text as large as fits. */
function centred(
  pen: Pen,
  text: string,
  width: number,
  height: number,
  ink: string,
  share = 0.8,
): void {
  pen.fillStyle = ink;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = fontOf(100);
  const wide = pen.measureText(text).width || 1;
  pen.font = fontOf(Math.min(height * share, (100 * width * 0.94) / wide));
  pen.fillText(text, width / 2, height * 0.53);
}

function signInk({ brow, cab }: Livery): string {
  return ['#e6e8e6', '#dba81e'].includes(brow) ? '#9c1d1d' : brow === cab ? '#e8c63a' : '#f2f2ee';
}

function drawBox(pen: Pen, { company }: Livery, width: number, height: number): void {
  pen.fillStyle = '#1f7a3e';
  pen.fillRect(0, 0, width, height);
  centred(pen, company, width, height, '#f6f3d0', 0.72);
}

function drawBoard(pen: Pen, { livery, plate }: AtlasWords, width: number, height: number): void {
  centred(
    pen,
    `${plate.slice(0, 2)}·${plate.slice(2)}`,
    width,
    height * 0.98,
    livery.lettering,
    0.94,
  );
}

function drawTail(pen: Pen, { livery, plate }: AtlasWords, width: number, height: number): void {
  pen.save();
  centred(pen, plate.slice(0, 2), width, height * 0.36, livery.lettering, 0.9);
  pen.translate(0, height * 0.34);
  centred(pen, plate.slice(2), width, height * 0.46, livery.lettering, 1);
  pen.translate(0, height * 0.46);
  centred(pen, livery.company, width, height * 0.2, livery.lettering, 0.7);
  pen.restore();
}

function drawDoor(pen: Pen, livery: Livery, width: number, height: number): void {
  const light = ['#e6e8e6', '#dba81e'].includes(livery.cab);
  const ink = light ? '#1c4c8c' : '#f2f2ee';
  pen.save();
  pen.translate(0, height * 0.1);
  centred(pen, livery.company, width, height * 0.26, ink, 0.9);
  pen.translate(0, height * 0.28);
  centred(pen, `自编号 ${livery.number}`, width, height * 0.2, ink, 0.8);
  pen.translate(0, height * 0.22);
  centred(pen, '准乘3人', width * 0.6, height * 0.16, ink, 0.8);
  pen.restore();
}

function drawStripe(pen: Pen, width: number, height: number): void {
  const pieces = 8;
  for (let at = 0; at < pieces; at += 1) {
    pen.fillStyle = at % 2 === 0 ? '#c3211f' : '#eceae2';
    pen.fillRect((width * at) / pieces, 0, width / pieces, height);
  }
}
