import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { COCO } from '../../../agent/adapters/onnx/class-names.ts';
import { openDetector } from '../../../agent/adapters/onnx/detector.ts';
import { iou } from '../../../agent/core/geometry/iou.ts';
import type { Detection } from '../../../agent/core/vision/detection.ts';
import { add } from './adding.ts';
import { pictureFrame } from './frames.ts';

const SHARED = fileURLToPath(new URL('../../../../shared', import.meta.url));
const CROSSING = join(
  SHARED,
  'data/vehicles-atl/valid/images',
  '1026007002671_png.rf.86e4d0a40170c0ea71897b9de393d7d7.jpg',
);

/** Cars of the crossing picture, as a person sees them: left, top, right, bottom. */
const CARS = [
  [0.164, 0.611, 0.303, 0.828],
  [0.262, 0.449, 0.427, 0.613],
  [0.455, 0.532, 0.595, 0.756],
  [0.429, 0.184, 0.503, 0.314],
  [0.861, 0.216, 0.937, 0.296],
] as const;
const VEHICLES = ['car', 'bus', 'truck'];

/** How well each car is met by the best vehicle box, worst car last. */
function overlaps(found: readonly Detection[]): number[] {
  const vehicles = found.filter(({ label }) => VEHICLES.includes(label));
  const best = CARS.map(([left, top, right, bottom]) =>
    Math.max(0, ...vehicles.map(({ box }) => iou(box, { left, top, right, bottom }))),
  );
  return best.toSorted((a, b) => b - a);
}

const FILES = [
  ['coco-detectors/yolox_nano', 'yolox-grid'],
  ['coco-detectors/deimv2_hgnetv2_atto_coco', 'detr'],
  ['coco-detectors/deimv2_hgnetv2_femto_coco', 'detr'],
  ['foreign-formats/yolo11n_uint8', 'ultralytics'],
  ['foreign-formats/yolov10n', 'end-to-end'],
] as const;

describe.each(FILES)('%s as it was published (needs ../shared)', (name, decoder) => {
  const file = join(SHARED, 'models', `${name}.onnx`);
  test.skipIf(!existsSync(file))('is recognised, and finds the cars of a photograph', async () => {
    const { directory, manifest, sees } = await add(file, { labels: COCO });
    expect(manifest.decoder).toBe(decoder);
    expect(sees.map(({ label }) => label)).toEqual(expect.arrayContaining(['car', 'person']));
    await using detector = await openDetector({ directory });
    const found = await detector.detect('a', await pictureFrame(CROSSING, detector.info.input));
    const met = overlaps(found ?? []);
    // all five, each with a box that lies on it
    expect(met.every((overlap) => overlap > 0.6)).toBe(true);
    // one car, one box
    const vehicles = (found ?? []).filter(({ label }) => VEHICLES.includes(label));
    const doubles = vehicles.filter((a, at) =>
      vehicles.some((b, other) => other > at && iou(a.box, b.box) > 0.8),
    );
    expect(doubles).toEqual([]);
  });
});
