import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Box } from '../../../agent/core/geometry/box.ts';
import { fitContent } from '../../../agent/core/vision/letterbox.ts';
import { type Size, type View, WHOLE } from '../../../agent/core/vision/view.ts';
import type { Frame } from '../../../agent/ports/frame-source.ts';

export const RED = [255, 0, 0] as const;
export const BLUE = [0, 0, 255] as const;
export const WHITE = [255, 255, 255] as const;

/** Folder of a tiny model made by scripts/make-test-models.py. */
export function model(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/models/${name}`, import.meta.url));
}

/** A copy of a tiny model whose manifest may be changed. */
export async function copiedModel(
  name: string,
  change: (manifest: string) => string,
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'model-'));
  await cp(model(name), directory, { recursive: true });
  const path = join(directory, 'model.yaml');
  await writeFile(path, change(await readFile(path, 'utf8')));
  return directory;
}

type Rgb = readonly [number, number, number];
export type Patch = readonly [column: number, row: number, colour: Rgb];

/** A 32 x 32 frame of black, with 8 x 8 cells in colour. */
export function cellFrame(patches: readonly Patch[], changes: Partial<Frame> = {}): Frame {
  const pixels = new Uint8Array(32 * 32 * 3);
  for (const [column, row, colour] of patches)
    for (let y = row * 8; y < row * 8 + 8; y += 1)
      for (let x = column * 8; x < column * 8 + 8; x += 1) pixels.set(colour, (y * 32 + x) * 3);
  const size = { width: 32, height: 32 };
  return { ...frameOf(WHOLE, size, size, pixels), ...changes };
}

/** A picture file as the camera would deliver it. */
export async function pictureFrame(file: string, input: Size, view: View = WHOLE): Promise<Frame> {
  const { width, height } = await sharp(file).metadata();
  const cut = inPixels(view.source, { width, height });
  const content = fitContent(cut, input);
  const pixels = await sharp(file)
    .extract(cut)
    .resize({ ...content, fit: 'fill' })
    .extend({
      right: input.width - content.width,
      bottom: input.height - content.height,
      background: { r: 114, g: 114, b: 114 },
    })
    .removeAlpha()
    .raw()
    .toBuffer();
  return { ...frameOf(view, input, content, new Uint8Array(pixels)), picture: { width, height } };
}

function inPixels({ left, top, right, bottom }: Box, { width, height }: Size) {
  return {
    left: Math.round(left * width),
    top: Math.round(top * height),
    width: Math.round((right - left) * width),
    height: Math.round((bottom - top) * height),
  };
}

function frameOf(view: View, input: Size, content: Size, pixels: Uint8Array<ArrayBuffer>): Frame {
  const captureUtc = { utcMs: 0, method: 'file', maxErrorMs: 0 } as const;
  return { view, mediaMs: 0, captureUtc, input, content, picture: content, pixels };
}
