import sharp, { type Sharp } from 'sharp';
import { renderText } from '../../../agent/adapters/pictures/text.ts';
import type { Pixels } from '../../../agent/core/plates/patch.ts';

/** A line of text on a plain ground, as a clock line has it. */
export async function drawn(
  text: string,
  { ink, ground, size = 80 }: { ink: string; ground: string; size?: number },
): Promise<Pixels> {
  const { data, width, height } = await renderText(text, { size, color: ink, bold: true });
  return raw(
    sharp({
      create: {
        width: width + size / 2,
        height: height + size / 5,
        channels: 3,
        background: ground,
      },
    })
      .composite([{ input: data }])
      .png(),
  );
}

/** The plate on a grey wall of 800 x 600 pixels, 160 pixels wide. */
export async function onAVehicle({ pixels, width, height }: Pixels): Promise<Pixels> {
  const plate = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize({ width: 160 })
    .png()
    .toBuffer();
  return raw(
    sharp({ create: { width: 800, height: 600, channels: 3, background: '#5a6068' } })
      .composite([{ input: plate, left: 320, top: 430 }])
      .png(),
  );
}

export async function raw(image: Sharp): Promise<Pixels> {
  const { data, info } = await sharp(await image.toBuffer())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}
