import sharp, { type OverlayOptions } from 'sharp';
import type { Size } from '../../core/vision/view.ts';
import { AgentError } from '../../ports/errors.ts';
import type { SheetPicture } from './sheet-input.ts';
import type { Rect } from './sheet-plan.ts';

const ZONE_COLOR = '#ffd400';
const BOX_COLOR = '#ff3b30';
const TRACK_COLOR = '#35d0ff';
const GROUND = '#10161d';

/** A copy of the picture fitted into `rect`, with zone and box drawn on it. */
export async function pictureOverlay(
  picture: SheetPicture,
  rect: Rect,
): Promise<readonly OverlayOptions[]> {
  const { data, info } = await fitted(picture, rect);
  const drawn = await sharp(data)
    .composite([{ input: marks(picture, info) }])
    .png()
    .toBuffer();
  const ground = {
    width: rect.width,
    height: rect.height,
    channels: 3,
    background: GROUND,
  } as const;
  return [
    { input: { create: ground }, left: rect.left, top: rect.top },
    {
      input: drawn,
      left: rect.left + Math.floor((rect.width - info.width) / 2),
      top: rect.top + Math.floor((rect.height - info.height) / 2),
    },
  ];
}

async function fitted({ jpeg, title }: SheetPicture, { width, height }: Rect) {
  try {
    return await sharp(jpeg)
      .resize({ width, height, fit: 'inside' })
      .removeAlpha()
      .toColourspace('srgb')
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true });
  } catch (error) {
    throw new AgentError(
      'evidence/incomplete',
      `the picture "${title.en}" cannot be decoded: expected a JPEG, got ${jpeg.length} bytes that are none; take it again`,
      { title: title.en, bytes: jpeg.length },
      error,
    );
  }
}

/** Every line is drawn twice, dark below, so that it shows on any ground. */
function marks({ zone, box, track = [] }: SheetPicture, { width, height }: Size): Buffer {
  const shapes: string[] = [];
  if (zone !== undefined && zone.length > 2) {
    const points = zone.map(([x, y]) => `${px(x * width)},${px(y * height)}`).join(' ');
    shapes.push(
      `<polygon points="${points}" fill="${ZONE_COLOR}" fill-opacity="0.14" stroke="none"/>`,
      `<polygon points="${points}" fill="none" stroke="#000" stroke-opacity="0.6" stroke-width="6"/>`,
      `<polygon points="${points}" fill="none" stroke="${ZONE_COLOR}" stroke-width="3" stroke-dasharray="14 7"/>`,
    );
  }
  if (track.length > 1) {
    const points = track.map(([x, y]) => `${px(x * width)},${px(y * height)}`).join(' ');
    shapes.push(
      `<polyline points="${points}" fill="none" stroke="#000" stroke-opacity="0.6" stroke-width="8"/>`,
      `<polyline points="${points}" fill="none" stroke="${TRACK_COLOR}" stroke-width="4"/>`,
    );
  }
  if (box !== undefined) {
    const [left, right] = [clamp(box.left) * width, clamp(box.right) * width];
    const [top, bottom] = [clamp(box.top) * height, clamp(box.bottom) * height];
    const frame = `x="${px(left)}" y="${px(top)}" width="${px(right - left)}" height="${px(bottom - top)}"`;
    shapes.push(
      `<rect ${frame} fill="none" stroke="#000" stroke-opacity="0.6" stroke-width="8"/>`,
      `<rect ${frame} fill="none" stroke="${BOX_COLOR}" stroke-width="4"/>`,
    );
  }
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
      `<g stroke-linejoin="round">${shapes.join('')}</g></svg>`,
  );
}

const px = (value: number): string => value.toFixed(1);
const clamp = (share: number): number => Math.min(1, Math.max(0, share));
