import sharp, { type Sharp } from 'sharp';
import { fitContent } from '../../core/vision/letterbox.ts';
import { type InputSize, type Size, type View, WHOLE } from '../../core/vision/view.ts';
import { ownBuffer } from './detector.ts';
import type { FrameItem } from './messages.ts';

/** A picture file as a camera's frame would come to a model of this input. */
export async function pictureItem(file: string, input: InputSize): Promise<FrameItem> {
  return viewItem(sharp(file), { view: WHOLE, size: await sharp(file).metadata() }, input);
}

/** The same of a view that is cut out already; `size`: its pixels. */
export async function viewItem(
  picture: Sharp,
  { view, size }: { readonly view: View; readonly size: Size },
  input: InputSize,
): Promise<FrameItem> {
  const { width, height, fit } = input;
  const content = fit === 'stretch' ? { width, height } : fitContent(size, input);
  const pixels = await picture
    .resize({ width: content.width, height: content.height, fit: 'fill', kernel: 'linear' })
    .extend({
      right: width - content.width,
      bottom: height - content.height,
      background: { r: 114, g: 114, b: 114 },
    })
    .removeAlpha()
    .raw()
    .toBuffer();
  return { pixels: ownBuffer(pixels), content, view };
}
