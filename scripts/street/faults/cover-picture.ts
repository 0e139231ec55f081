import sharp from 'sharp';
import type { PictureSize } from '../world/camera.ts';
import { random } from '../world/random.ts';

export type Cover = 'cloth' | 'cloth-70' | 'hand' | 'spray';

/** What is that near to the lens is drawn at this size and enlarged: far out of focus. */
const COARSE = 12;

/** What lies over the lens, as a PNG with transparency; by night little light falls on it. */
export async function coverPicture(
  cover: Cover,
  { width, height }: PictureSize,
  { seed, isDark }: { readonly seed: number; readonly isDark: boolean },
): Promise<Buffer> {
  const draw = random(seed, 'cover', cover);
  const light = isDark ? 0.15 : 0.5 + draw();
  const body = BODIES[cover](draw, (tone) => Math.min(255, Math.round(tone * light)));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 160 90" preserveAspectRatio="none">${body}</svg>`;
  const small = await sharp(Buffer.from(svg))
    .resize(Math.ceil(width / COARSE), Math.ceil(height / COARSE), { fit: 'fill' })
    .png()
    .toBuffer();
  return sharp(small).resize(width, height, { kernel: 'cubic', fit: 'fill' }).png().toBuffer();
}

type Draw = () => number;
type Lit = (tone: number) => number;

const BODIES: { [C in Cover]: (draw: Draw, lit: Lit) => string } = {
  cloth: (draw, lit) => cloth(draw, lit, 1.2),
  'cloth-70': (draw, lit) => cloth(draw, lit, 0.7),
  hand: (draw, lit) => {
    const fill = `rgb(${lit(170)},${lit(125)},${lit(105)})`;
    const fingers = Array.from({ length: 4 }, (_, index) => {
      const x = 30 + index * 24 + draw() * 4;
      return `<rect x="${x}" y="${-20 + draw() * 12}" width="25" height="80" rx="11" fill="${fill}"/>`;
    });
    return `<ellipse cx="80" cy="75" rx="78" ry="52" fill="${fill}"/>${fingers.join('')}`;
  },
  spray: (draw, lit) => {
    const tone = 40 + draw() * 150;
    const spots = Array.from({ length: 70 }, () => {
      const shade = lit(tone + draw() * 12);
      const [x, y, r] = [draw() * 160, draw() * 90, 5 + draw() * 13];
      return `<circle cx="${x}" cy="${y}" r="${r}" fill="rgb(${shade},${shade},${shade})"/>`;
    });
    return spots.join('');
  },
};

function cloth(draw: Draw, lit: Lit, share: number): string {
  const edge = 90 * share;
  const folds = Array.from({ length: 9 }, () => {
    const shade = lit(60 + draw() * 60);
    return `<rect x="${draw() * 160}" width="${5 + draw() * 18}" height="${edge * 0.97}" fill="rgb(${shade},${shade},${shade})" opacity="0.4"/>`;
  });
  const shade = lit(85);
  return `<path d="M0 0H160V${edge}Q80 ${edge * 1.04} 0 ${edge * 0.98}Z" fill="rgb(${shade},${shade},${shade})"/>${folds.join('')}`;
}
