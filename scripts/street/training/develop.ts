import sharp from 'sharp';
import type { PictureSize } from '../world/camera.ts';
import type { Dice } from '../world/dice.ts';
import type { Light } from '../world/scenario.ts';

/** Standard deviation of the grain at most, in grey levels of 255. */
const GRAIN: Readonly<Record<Light, number>> = {
  day: 5,
  overcast: 6,
  'low-sun': 6,
  dusk: 8,
  night: 11,
  infrared: 10,
};
/** So many grains are drawn once and used again from another place for every row. */
const GRAINS = 1 << 16;

/** What a cheap camera makes of clean pixels: softness, tone, grain, and JPEG of its quality. */
export interface Development {
  readonly blur: number;
  readonly contrast: number;
  readonly brightness: number;
  readonly grain: number;
  readonly quality: number;
}

export function developmentOf(light: Light, dice: Dice): Development {
  return {
    blur: dice.chance(0.75) ? dice.between(0.4, 0.9) : dice.between(0.9, 1.8),
    contrast: dice.between(0.88, 1.12),
    brightness: dice.between(-14, 14),
    grain: GRAIN[light] * dice.between(0, 1),
    quality: dice.whole(48, 93),
  };
}

/** RGB pixels as the JPEG of such a camera. `pixels` are changed. */
export async function develop(
  pixels: Buffer,
  size: PictureSize,
  how: Development,
  dice: Dice,
): Promise<Buffer> {
  const raw = { width: size.width, height: size.height, channels: 3 } as const;
  const seen = await sharp(pixels, { raw })
    .blur(how.blur)
    .linear(how.contrast, how.brightness + 128 * (1 - how.contrast))
    .raw()
    .toBuffer();
  addGrain(seen, size.width * 3, how.grain, dice);
  return sharp(seen, { raw }).jpeg({ quality: how.quality, chromaSubsampling: '4:2:0' }).toBuffer();
}

/** Normal noise, mostly the same for all colours of a pixel as sensors have it after their own smoothing. */
function addGrain(pixels: Buffer, stride: number, sigma: number, dice: Dice): void {
  if (sigma < 0.5) return;
  const grains = grainsOf(sigma, dice);
  const bright = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length);
  for (let row = 0; row < bright.length; row += stride) {
    let grain = dice.whole(0, GRAINS - 1);
    for (let at = row; at < row + stride; at += 1) {
      // every third value begins a pixel; its neighbours share its grain and add one of their own
      if ((at - row) % 3 === 0) grain = (grain + 1) % GRAINS;
      const own = grains[(grain + (at % 3) * 7919) % GRAINS] ?? 0;
      bright[at] = (bright[at] ?? 0) + (grains[grain] ?? 0) + own / 2;
    }
  }
}

function grainsOf(sigma: number, dice: Dice): Int8Array {
  const even = () => dice.between(-1, 1);
  // the sum of four even numbers is nearly normal
  const normal = () => ((even() + even() + even() + even()) * sigma * Math.sqrt(3)) / 2;
  return Int8Array.from({ length: GRAINS }, () =>
    Math.max(-127, Math.min(127, Math.round(normal()))),
  );
}
