import { join } from 'node:path';
import sharp from 'sharp';
import { openDetector } from '../../agent/adapters/onnx/detector.ts';
import { cropStill } from '../../agent/adapters/pictures/crop.ts';
import { packageRoot } from '../../agent/config/package-root.ts';
import type { Pixels } from '../../agent/core/plates/patch.ts';
import { fitContent } from '../../agent/core/vision/letterbox.ts';
import { WHOLE } from '../../agent/core/vision/view.ts';

const MODEL = join(packageRoot(), 'models', 'street');
const VEHICLES = ['car', 'van', 'bus', 'truck', 'muck-truck', 'service-vehicle'];
const LEAST_SCORE = 0.2;
/** As the agent cuts it for a look. */
const MARGIN = 0.05;

/** The largest vehicle of each picture as the shipped detector sees it; undefined where it sees none. */
export async function largestVehicles(
  pictures: readonly Pixels[],
): Promise<readonly (Pixels | undefined)[]> {
  const thresholds = Object.fromEntries(VEHICLES.map((label) => [label, LEAST_SCORE]));
  await using detector = await openDetector({ directory: MODEL, threads: 1, thresholds });
  const { input } = detector.info;
  const crops: (Pixels | undefined)[] = [];
  for (const { pixels, width, height } of pictures) {
    const content = fitContent({ width, height }, input);
    const frame = await sharp(pixels, { raw: { width, height, channels: 3 } })
      .resize({ ...content, fit: 'fill' })
      .extend({
        right: input.width - content.width,
        bottom: input.height - content.height,
        background: { r: 114, g: 114, b: 114 },
      })
      .raw()
      .toBuffer();
    const found = await detector.detect('photographs', {
      ...{ view: WHOLE, mediaMs: 0, captureUtc: { utcMs: 0, method: 'arrival', maxErrorMs: 0 } },
      ...{ input, content, picture: { width, height }, pixels: Uint8Array.from(frame) },
    });
    const [largest] = (found ?? [])
      .filter(({ label }) => VEHICLES.includes(label))
      .map(({ box }) => box)
      .sort((a, b) => areaOf(b) - areaOf(a));
    crops.push(largest && cropStill(pixels, { width, height }, largest, MARGIN));
  }
  return crops;
}

function areaOf(box: { left: number; top: number; right: number; bottom: number }): number {
  return (box.right - box.left) * (box.bottom - box.top);
}
