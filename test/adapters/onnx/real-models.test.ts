import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { openDetector } from '../../../agent/adapters/onnx/detector.ts';
import { iou } from '../../../agent/core/geometry/iou.ts';
import type { Detection } from '../../../agent/core/vision/detection.ts';
import { mergeViews } from '../../../agent/core/vision/merge-views.ts';
import { pictureFrame } from './frames.ts';

const STREET = fileURLToPath(new URL('../../../models/street', import.meta.url));
const SHARED = fileURLToPath(new URL('../../../../shared', import.meta.url));
const YOLOX = join(SHARED, 'models/coco-detectors/yolox_nano.onnx');
const PICTURES = join(SHARED, 'data/vehicles-atl/valid/images');
const CROSSING = '1026007002671_png.rf.86e4d0a40170c0ea71897b9de393d7d7.jpg';
const KERB = 'A40_png.rf.18a4a45062b0fdb9f47b0903767a4c27.jpg';

/** Cars of the crossing picture, as a person sees them: left, top, right, bottom. */
const CARS = [
  [0.164, 0.611, 0.303, 0.828],
  [0.262, 0.449, 0.427, 0.613],
  [0.455, 0.532, 0.595, 0.756],
  [0.429, 0.184, 0.503, 0.314],
  [0.861, 0.216, 0.937, 0.296],
] as const;

const VEHICLES = ['car', 'van', 'bus', 'truck'];

function expectCars(found: readonly Detection[], overlap: number): void {
  const vehicles = found.filter(({ label }) => VEHICLES.includes(label));
  for (const [left, top, right, bottom] of CARS) {
    const best = Math.max(...vehicles.map(({ box }) => iou(box, { left, top, right, bottom })));
    expect(best).toBeGreaterThan(overlap);
  }
}

describe.skipIf(!existsSync(PICTURES))('the street model on photographs (needs ../shared)', () => {
  test('finds the cars and the two people at a crossing, each once', async () => {
    await using detector = await openDetector({ directory: STREET });
    const frame = await pictureFrame(join(PICTURES, CROSSING), detector.info.input);
    const found = (await detector.detect('a', frame)) ?? [];
    expectCars(found, 0.8);
    expect(found.filter(({ label, score }) => label === 'person' && score > 0.6)).toHaveLength(2);
    const doubles = found.filter((a, at) =>
      found.some((b, other) => other > at && a.label === b.label && iou(a.box, b.box) > 0.6),
    );
    expect(doubles).toEqual([]);
  });

  test('whole picture and a crop: more is found, nothing twice', async () => {
    await using detector = await openDetector({ directory: STREET });
    const { input } = detector.info;
    const crop = { id: 'kerb', source: { left: 0.6, top: 0.2, right: 1, bottom: 0.65 } };
    const file = join(PICTURES, KERB);
    const whole = await pictureFrame(file, input);
    const close = await pictureFrame(file, input, crop);
    const parts = [
      { view: whole.view, detections: (await detector.detect('a', whole)) ?? [] },
      { view: crop, detections: (await detector.detect('a', close)) ?? [] },
    ];
    const merged = mergeViews(parts, { exclusive: detector.info.exclusive ?? [] });
    expect(merged.length).toBeGreaterThan(parts[0]?.detections.length ?? 0);
    expect(merged.length).toBeLessThan(
      parts.reduce((sum, { detections }) => sum + detections.length, 0),
    );
  });

  test('the same as the bare session, decoded plainly', async () => {
    await using detector = await openDetector({ directory: STREET });
    const frame = await pictureFrame(join(PICTURES, CROSSING), detector.info.input);
    const session = await InferenceSession.create(join(STREET, 'street.onnx'));
    const images = new Tensor('uint8', frame.pixels.slice(), [1, 320, 544, 3]);
    const outputs = await session.run({ images });
    const [boxes, scores] = ['boxes', 'scores'].map(
      (name) => outputs[name]?.data as Float32Array,
    ) as [Float32Array, Float32Array];
    const [best] = (await detector.detect('a', frame)) ?? [];
    const top = scores.indexOf(Math.max(...scores));
    expect(best?.score).toBeCloseTo(scores[top] ?? 0, 5);
    expect(best?.box.left).toBeCloseTo((boxes[Math.floor(top / 17) * 4] ?? 0) / 544, 5);
  });
});

describe.skipIf(!existsSync(YOLOX))('YOLOX-nano as published (needs ../shared)', () => {
  test('a raw grid in BGR finds the same cars', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'model-'));
    await symlink(YOLOX, join(directory, 'yolox_nano.onnx'));
    const sha256 = createHash('sha256')
      .update(await readFile(YOLOX))
      .digest('hex');
    await writeFile(join(directory, 'model.yaml'), yoloxManifest(sha256));
    await using detector = await openDetector({ directory });
    const frame = await pictureFrame(join(PICTURES, CROSSING), detector.info.input);
    expectCars((await detector.detect('a', frame)) ?? [], 0.7);
  });
});

/** The first eight COCO classes by name, the other 72 by number. */
function yoloxManifest(sha256: string): string {
  const names = ['person', 'bicycle', 'car', 'motorcycle', 'plane', 'bus', 'train', 'truck'];
  const labels = [...names, ...Array.from({ length: 72 }, (_, n) => `class${n + 8}`)];
  return `
name: yolox-nano
version: '0.1.1'
task: detect
file: yolox_nano.onnx
sha256: ${sha256}
licence: Apache-2.0
source: COCO
input: { name: images, layout: nchw-float32, colour: bgr, width: 416, height: 416 }
batch: 1
decoder: yolox-grid
labels: [${labels.join(', ')}]
thresholds: { default: 0.3 }
nms: { iou: 0.5 }
exclusive: [[car, bus, truck]]
`;
}
