import sharp from 'sharp';
import { fitContent } from '../../core/vision/letterbox.ts';
import { type InputSize, WHOLE } from '../../core/vision/view.ts';
import { ownBuffer } from './detector.ts';
import type { FrameItem } from './messages.ts';

/** A picture file as a camera's frame would come to a model of this input. */
export async function pictureItem(file: string, input: InputSize): Promise<FrameItem> {
  const { width, height, fit } = input;
  const picture = await sharp(file).metadata();
  const content = fit === 'stretch' ? { width, height } : fitContent(picture, input);
  const pixels = await sharp(file)
    .resize({ ...content, fit: 'fill', kernel: 'linear' })
    .extend({
      right: width - content.width,
      bottom: height - content.height,
      background: { r: 114, g: 114, b: 114 },
    })
    .removeAlpha()
    .raw()
    .toBuffer();
  return { pixels: ownBuffer(pixels), content, view: WHOLE };
}
