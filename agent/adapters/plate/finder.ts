import { Tensor } from 'onnxruntime-node';
import type { Pixels } from '../../core/plates/patch.ts';
import { type TextRegion, textRegions } from '../../core/plates/text-regions.ts';
import type { Size } from '../../core/vision/view.ts';
import { AgentError } from '../../ports/errors.ts';
import { FINDER_FILE, openTextModel } from './text-models.ts';

/** Finds lines of text: PP-OCRv4's detector. */
export interface Finder {
  /** Regions in pixels of `picture`, whose sides are multiples of 32. */
  find(picture: Pixels): Promise<readonly TextRegion[]>;
  release(): Promise<void>;
}

/** Per colour, red first: what the model was trained with, for values from 0 to 1. */
const MEAN = [0.485, 0.456, 0.406] as const;
const SPREAD = [0.229, 0.224, 0.225] as const;

/** The model takes sides that are multiples of this. */
const STEP = 32;

/** The size nearest to `width` x what keeps the picture's shape, in whole steps. */
export function finderSize({ width, height }: Size, wanted: number): Size {
  const steps = (pixels: number) => Math.max(1, Math.round(pixels / STEP)) * STEP;
  return { width: steps(wanted), height: steps((height * wanted) / width) };
}

/** Throws AgentError 'model/...'. */
export async function openFinder(threads: number): Promise<Finder> {
  const session = await openTextModel(FINDER_FILE, threads);
  const [inputName = '', outputName = ''] = [session.inputNames[0], session.outputNames[0]];
  return {
    find: async (picture) => {
      const dims = [1, 3, picture.height, picture.width];
      const input = new Tensor('float32', pack(picture), dims);
      const { [outputName]: output } = await session.run({ [inputName]: input });
      if (!(output?.data instanceof Float32Array))
        throw new AgentError('model/failed', `${FINDER_FILE.file} gave no floats`, {});
      return textRegions(output.data, picture);
    },
    release: () => session.release(),
  };
}

/** Blue, green, red planes, as the model was trained. */
function pack({ pixels, width, height }: Pixels): Float32Array {
  const plane = width * height;
  const packed = new Float32Array(3 * plane);
  for (let colour = 0; colour < 3; colour += 1) {
    const [mean = 0, spread = 1] = [MEAN[colour], SPREAD[colour]];
    for (let at = 0; at < plane; at += 1)
      packed[(2 - colour) * plane + at] = ((pixels[at * 3 + colour] ?? 0) / 255 - mean) / spread;
  }
  return packed;
}
