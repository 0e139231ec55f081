import sharp from 'sharp';
import { packageRoot } from '../../../agent/config/package-root.ts';
import type { Box } from '../../../agent/core/geometry/box.ts';
import { laplacianVariance } from '../../../agent/core/vision/crop-quality.ts';
import { drawn } from '../../adapters/plate/drawn.ts';

export const STREET_MODEL = `${packageRoot()}/models/street`;
export const NUMBER = '渝A71846';

/** The picture that comes with the detector: people, a stall, and a parked car at the right. */
const STREET = `${packageRoot()}/models/golden-street.jpg`;
export const CAR: Box = { left: 0.719, top: 0.3464, right: 0.9332, bottom: 0.5075 };
/** People in it, as its manifest names them. */
export const PEOPLE: readonly Box[] = [
  { left: 0.5533, top: 0.4277, right: 0.5889, bottom: 0.6018 },
  { left: 0.3612, top: 0.4069, right: 0.4002, bottom: 0.5938 },
  { left: 0.2566, top: 0.4741, right: 0.3026, bottom: 0.6873 },
];
/** Where the plate was put: on the car's side, as large as on a car seen from behind. */
export const PLATE: Box = { left: 0.79, top: 0.45, right: 0.87, bottom: 0.495 };

/** The street with a legible plate on the parked car, as a JPEG twice the size. */
export async function streetPhoto(): Promise<Buffer> {
  const { width: w = 0, height: h = 0 } = await sharp(STREET).metadata();
  const [width, height] = [w * 2, h * 2];
  const plate = await drawn(NUMBER, { ink: '#ffffff', ground: '#1450b4' });
  const { pixels, ...size } = plate;
  const small = await sharp(pixels, { raw: { ...size, channels: 3 } })
    .resize({
      width: Math.round((PLATE.right - PLATE.left) * width),
      height: Math.round((PLATE.bottom - PLATE.top) * height),
      fit: 'fill',
    })
    .png()
    .toBuffer();
  const [left, top] = [Math.round(PLATE.left * width), Math.round(PLATE.top * height)];
  return sharp(STREET)
    .resize({ width, height })
    .composite([{ input: small, left, top }])
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

/** Variance of the Laplacian in a part of a JPEG, at the size it was drawn in: what there is of edges. */
export async function edgesIn(
  jpeg: Uint8Array,
  { left, top, right, bottom }: Box,
): Promise<number> {
  const { width = 0, height = 0 } = await sharp(jpeg).metadata();
  const { data, info } = await sharp(jpeg)
    .extract({
      left: Math.round(left * width),
      top: Math.round(top * height),
      width: Math.round((right - left) * width),
      height: Math.round((bottom - top) * height),
    })
    .resize({ width: Math.round(((right - left) * width) / 2) })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return laplacianVariance(data, info);
}
