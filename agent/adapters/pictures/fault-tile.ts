import sharp, { type OverlayOptions } from 'sharp';
import type { Box } from '../../core/geometry/box.ts';
import type { Size } from '../../core/vision/view.ts';
import { cropStill } from './crop.ts';
import { renderText } from './text.ts';

export const TILE = { width: 480, height: 346 } as const;
const PICTURE = { width: 480, height: 270 } as const;
const PAD = 10;
export const TRUTH_COLOR = '#2fd158';
export const EVENT_COLOR = '#ff3b30';
/** At least this share of the picture is shown, so that one still sees where it is. */
const LEAST_SHOWN = 0.45;
/** Of the boxes' own size. */
const SURROUNDINGS = 2.2;

/** One miss or false alarm; boxes in shares of the picture. */
export interface FaultTile {
  /** RGB, rows top down; absent where none could be had. */
  readonly still?: { readonly pixels: Uint8Array; readonly size: Size };
  readonly truthBox?: Box;
  readonly eventBox?: Box;
  readonly title: string;
  readonly place: string;
  /** Instead of the picture. */
  readonly note?: string;
}

/** The tile as a PNG of 480 x 346: the part of the picture around both boxes, and two lines of text. */
export async function faultTile(tile: FaultTile): Promise<Buffer> {
  const parts = await Promise.all([picture(tile), caption(tile)]);
  return sharp({ create: { ...TILE, channels: 3, background: '#ffffff' } })
    .composite(parts.flat())
    .png({ compressionLevel: 3 })
    .toBuffer();
}

async function picture(tile: FaultTile): Promise<OverlayOptions[]> {
  const ground = { ...PICTURE, channels: 3, background: '#10161d' } as const;
  const back = { input: { create: ground }, left: 0, top: 0 };
  if (tile.still === undefined) {
    const note = tile.note ?? 'no picture';
    const text = await renderText(note, { size: 18, color: '#b9c9d8', maxWidth: 440 });
    const top = (PICTURE.height - text.height) / 2;
    return [back, { input: text.data, left: 20, top: Math.round(top) }];
  }
  const { pixels, size } = tile.still;
  const { pixels: cut, box, ...cropped } = cropStill(pixels, size, shownPart(tile));
  const { data, info } = await sharp(cut, { raw: { ...cropped, channels: 3 } })
    .resize({ ...PICTURE, fit: 'inside' })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  const left = Math.floor((PICTURE.width - info.width) / 2);
  const top = Math.floor((PICTURE.height - info.height) / 2);
  return [back, { input: data, left, top }, { input: marks(tile, box, info), left, top }];
}

/** Around both boxes, as wide a share of the picture as it is high. */
function shownPart({ truthBox, eventBox }: FaultTile): Box {
  const boxes = [truthBox, eventBox].filter((box) => box !== undefined);
  if (boxes.length === 0) return { left: 0, top: 0, right: 1, bottom: 1 };
  const least = (side: 'left' | 'top') => Math.min(...boxes.map((box) => box[side]));
  const most = (side: 'right' | 'bottom') => Math.max(...boxes.map((box) => box[side]));
  const [left, right, top, bottom] = [least('left'), most('right'), least('top'), most('bottom')];
  const wanted = SURROUNDINGS * Math.max(right - left, bottom - top);
  const share = Math.min(1, Math.max(LEAST_SHOWN, wanted));
  const from = (middle: number) => Math.min(1 - share, Math.max(0, middle - share / 2));
  const [x, y] = [from((left + right) / 2), from((top + bottom) / 2)];
  return { left: x, top: y, right: x + share, bottom: y + share };
}

/** Every line is drawn twice, dark below all, so that it shows on any ground; the event's is dashed. */
function marks({ truthBox, eventBox }: FaultTile, shown: Box, { width, height }: Size): Buffer {
  const scaleX = width / (shown.right - shown.left);
  const scaleY = height / (shown.bottom - shown.top);
  const frame = ({ left, top, right, bottom }: Box): string =>
    `x="${((left - shown.left) * scaleX).toFixed(1)}" y="${((top - shown.top) * scaleY).toFixed(1)}" ` +
    `width="${((right - left) * scaleX).toFixed(1)}" height="${((bottom - top) * scaleY).toFixed(1)}" fill="none"`;
  const under = (box: Box): string =>
    `<rect ${frame(box)} stroke="#000" stroke-opacity="0.55" stroke-width="5"/>`;
  const over = (box: Box, color: string, dash: string): string =>
    `<rect ${frame(box)} stroke="${color}" stroke-width="2.5" ${dash}/>`;
  const lines = [
    ...[truthBox, eventBox].map((box) => box && under(box)),
    // where both lie on each other the true one shows between the dashes
    truthBox && over(truthBox, TRUTH_COLOR, ''),
    eventBox && over(eventBox, EVENT_COLOR, 'stroke-dasharray="9 5"'),
  ];
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${lines.filter(Boolean).join('')}</svg>`,
  );
}

async function caption({ title, place }: FaultTile): Promise<OverlayOptions[]> {
  const maxWidth = TILE.width - 2 * PAD;
  const lines = await Promise.all([
    renderText(title, { size: 20, color: '#14202c', bold: true, maxWidth }),
    renderText(place, { size: 16, color: '#56646f', maxWidth }),
  ]);
  return lines.map(({ data, height }, at) => ({
    input: data,
    left: PAD,
    top: Math.round(PICTURE.height + 24 + at * 30 - height / 2),
  }));
}
