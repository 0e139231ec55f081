import sharp from 'sharp';
import { renderText } from '../../../agent/adapters/pictures/text.ts';
import type { Pixels } from '../../../agent/core/plates/patch.ts';
import { raw } from './drawn.ts';

/** GA 36, millimetres: plates of seven signs, and longer ones of eight. */
const SEVEN = { width: 440, sign: 45, first: 15.5, pitch: 57, gap: 22 };
const EIGHT = { width: 480, sign: 43, first: 15.5, pitch: 52, gap: 40 };
const HEIGHT = 140;
const SIGN = { top: 25, height: 90 };
/** A 1 is as narrow as its stroke. */
const ONE = 18;

/** A plate of one row, whose signs stand where they stand on a real one; 320 pixels wide. */
export async function drawnPlate(
  text: string,
  { ink, ground }: { ink: string; ground: string },
): Promise<Pixels> {
  const form = [...text].length > 7 ? EIGHT : SEVEN;
  const signs = [...text].map(async (sign, at) => {
    const width = sign === '1' ? ONE : form.sign;
    const { data } = await renderText(sign, { size: 120, color: ink, bold: true });
    const input = await sharp(data)
      .trim({ threshold: 1 })
      .resize({ width, height: SIGN.height, fit: 'fill' })
      .png()
      .toBuffer();
    const middle = form.first + at * form.pitch + (at > 1 ? form.gap : 0) + form.sign / 2;
    return { input, left: Math.round(middle - width / 2), top: SIGN.top };
  });
  const size = { width: form.width, height: HEIGHT, channels: 3, background: ground } as const;
  const plate = await sharp({ create: size })
    .composite(await Promise.all(signs))
    .png()
    .toBuffer();
  return raw(sharp(plate).resize({ width: 320 }).png());
}
