import sharp from 'sharp';
import type { PictureSize } from '../world/camera.ts';
import { random } from '../world/random.ts';
import type { PictureFault } from '../world/scenario.ts';

/** Dirt is drawn at this size and enlarged: it sits on the glass, far out of focus. */
const COARSE = 8;

/**
 * What lies over the lens, as a PNG with transparency: a cloth that hangs over `amount` of the picture
 * (`covered`), or spots and streaks of dried rain and dust (`dirt`).
 */
export async function faultPicture(
  { kind, amount }: PictureFault,
  { width, height }: PictureSize,
  seed: number,
): Promise<Buffer> {
  const draw = random(seed, 'fault', kind);
  const svg =
    kind === 'covered' ? cloth(width, height, amount, draw) : dirt(width, height, amount, draw);
  const small = await sharp(Buffer.from(svg))
    .resize(Math.ceil(width / COARSE), Math.ceil(height / COARSE))
    .png()
    .toBuffer();
  return sharp(small).resize(width, height, { kernel: 'cubic', fit: 'fill' }).png().toBuffer();
}

function cloth(width: number, height: number, amount: number, draw: () => number): string {
  const edge = height * Math.min(1.2, amount * 1.15);
  const folds = Array.from({ length: 9 }, () => {
    const x = draw() * width;
    const shade = 20 + Math.round(draw() * 26);
    return `<rect x="${x}" width="${width * (0.03 + draw() * 0.12)}" height="${edge * 0.97}" fill="rgb(${shade},${shade},${shade - 4})" opacity="0.5"/>`;
  });
  const hem = `M0 0H${width}V${edge * (0.9 + draw() * 0.1)}Q${width * 0.5} ${edge * 1.06} 0 ${edge * (0.88 + draw() * 0.1)}Z`;
  return svgOf(width, height, `<path d="${hem}" fill="rgb(33,34,31)"/>${folds.join('')}`);
}

function dirt(width: number, height: number, amount: number, draw: () => number): string {
  const spots = Array.from({ length: Math.round(10 + amount * 70) }, () => {
    const [x, y] = [draw() * width, draw() * height];
    const r = width * (0.008 + draw() ** 2 * 0.06);
    const tall = draw() < 0.35 ? 2.5 + draw() * 3 : 1;
    const shade = draw() * 30;
    const [red, green, blue] = [112, 102, 84].map((tone) => Math.round(tone + shade));
    const opacity = (0.15 + 0.6 * amount) * (0.4 + 0.6 * draw());
    return `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * tall}" fill="rgb(${red},${green},${blue})" opacity="${opacity.toFixed(2)}"/>`;
  });
  return svgOf(width, height, spots.join(''));
}

function svgOf(width: number, height: number, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`;
}
