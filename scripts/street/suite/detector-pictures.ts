import { join } from 'node:path';
import sharp from 'sharp';
import type { Box } from '../../../agent/core/geometry/box.ts';
import type { CocoFinding, Picture } from './detector-coco.ts';

/** As a camera delivers it: a little soft, a little noisy, compressed. */
export async function filmed({ pixels, width, height }: Picture): Promise<Picture> {
  const raw = { width, height, channels: 3 as const };
  const soft = await sharp(pixels, { raw }).blur(0.5).raw().toBuffer();
  let state = 1;
  for (let at = 0; at < soft.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    soft[at] = Math.min(255, Math.max(0, (soft[at] ?? 0) + ((state >>> 24) / 255 - 0.5) * 9));
  }
  const jpeg = await sharp(soft, { raw }).jpeg({ quality: 78 }).toBuffer();
  return { pixels: await sharp(jpeg).raw().toBuffer(), width, height };
}

/** The picture with truth in green and what two detectors found in orange and pink, as PNG. */
export async function marked(
  { pixels, width, height }: Picture,
  truth: readonly Box[],
  found: readonly (readonly CocoFinding[])[],
  least: number,
): Promise<Buffer> {
  const rect = ({ left, top, right, bottom }: Box, colour: string, text = '') =>
    `<rect x="${left * width}" y="${top * height}" width="${(right - left) * width}" height="${(bottom - top) * height}" fill="none" stroke="${colour}"/><text x="${left * width}" y="${top * height - 2}" font-size="10" fill="${colour}">${text}</text>`;
  const marks = [
    ...truth.map((box) => rect(box, '#00ff00')),
    ...found.flatMap((findings, index) =>
      findings
        .filter(({ score }) => score >= least)
        .map(({ box, label, score }) =>
          rect(box, index === 0 ? '#ffaa00' : '#ff30ff', `${label} ${score.toFixed(2)}`),
        ),
    ),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${marks.join('')}</svg>`;
  const raw = { width, height, channels: 3 as const };
  return sharp(pixels, { raw })
    .composite([{ input: Buffer.from(svg) }])
    .png()
    .toBuffer();
}

/** One thing that nobody found, twice its size around it and three times as large, as PNG. */
export async function miss(
  { pixels, width, height }: Picture,
  box: Box,
  folder: string,
  name: string,
): Promise<void> {
  const [wide, tall] = [(box.right - box.left) * width, (box.bottom - box.top) * height];
  const [left, top] = [box.left * width - wide / 2, box.top * height - tall / 2].map((edge) =>
    Math.max(0, Math.floor(edge)),
  ) as [number, number];
  const crop = {
    ...{ left, top },
    width: Math.min(width - left, Math.ceil(wide * 2)),
    height: Math.min(height - top, Math.ceil(tall * 2)),
  };
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .extract(crop)
    .resize(crop.width * 3)
    .png()
    .toFile(join(folder, `${name}.png`));
}
