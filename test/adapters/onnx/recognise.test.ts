import { describe, expect, test } from 'vitest';
import { recognise } from '../../../agent/adapters/onnx/recognise.ts';
import type { Signature, TensorInfo } from '../../../agent/adapters/onnx/signature.ts';

type Tensor = readonly [name: string, shape: TensorInfo['shape'], type?: string];

function signature(inputs: readonly Tensor[], outputs: readonly Tensor[]): Signature {
  const infos = (tensors: readonly Tensor[]) =>
    tensors.map(([name, shape, type = 'float32']) => ({ name, shape, type }));
  return { inputs: infos(inputs), outputs: infos(outputs) };
}

const square = (size: number): Tensor => ['images', [1, 3, size, size]];
const SIZES: Tensor = ['orig_target_sizes', ['N', 2], 'int64'];
const ULTRALYTICS = { stride: '32', imgsz: '[640, 640]', task: 'detect' };
const twoNames = ['car', 'truck'];

interface Case {
  readonly of: readonly [inputs: readonly Tensor[], outputs: readonly Tensor[]];
  readonly metadata?: Record<string, string>;
  readonly names?: readonly string[];
  readonly is: object;
}

describe('exports as their tools make them', () => {
  test.each<[string, Case]>([
    [
      'YOLOX',
      {
        of: [[square(416)], [['output', [1, 3549, 85]]]],
        is: { decoder: 'yolox-grid', classes: 80, prepare: { colour: 'bgr' } },
      },
    ],
    [
      'Ultralytics v8 and v11',
      {
        of: [[square(640)], [['output0', [1, 84, 8400]]]],
        metadata: ULTRALYTICS,
        is: { decoder: 'ultralytics', classes: 80, prepare: { place: 'centre' } },
      },
    ],
    [
      'Ultralytics with free dimensions',
      {
        of: [
          [['images', ['batch', 3, 'height', 'width']]],
          [['output0', ['batch', 84, 'anchors']]],
        ],
        metadata: { ...ULTRALYTICS, imgsz: '[384, 640]' },
        is: { decoder: 'ultralytics', batch: 'dynamic', image: { width: 640, height: 384 } },
      },
    ],
    [
      'Ultralytics, rows and planes turned, by the number of its names',
      {
        of: [[square(640)], [['output0', [1, 8400, 6]]]],
        metadata: ULTRALYTICS,
        names: twoNames,
        is: { decoder: 'ultralytics', classes: 2 },
      },
    ],
    [
      'YOLOv5',
      {
        of: [[square(640)], [['output0', [1, 25200, 85]]]],
        metadata: { stride: '32' },
        is: { decoder: 'yolov5', classes: 80 },
      },
    ],
    [
      'YOLOv5 with one class: rows of six, as an end-to-end list has',
      {
        of: [[square(640)], [['output0', [1, 25200, 6]]]],
        names: ['stall'],
        is: { decoder: 'yolov5', classes: 1 },
      },
    ],
    [
      'YOLOv10',
      {
        of: [[square(640)], [['output0', [1, 300, 6]]]],
        metadata: ULTRALYTICS,
        is: { decoder: 'end-to-end' },
      },
    ],
    [
      'D-FINE, DEIM, RT-DETR',
      {
        of: [
          [['images', ['N', 3, 320, 320]], SIZES],
          [
            ['labels', ['a', 'b'], 'int64'],
            ['boxes', ['a', 'b', 4]],
            ['scores', ['a', 'b']],
          ],
        ],
        is: { decoder: 'detr', batch: 'dynamic', prepare: { fit: 'stretch', sizes: SIZES[0] } },
      },
    ],
    [
      'RF-DETR',
      {
        of: [
          [['input', [1, 3, 560, 560]]],
          [
            ['dets', [1, 300, 4]],
            ['labels', [1, 300, 91]],
          ],
        ],
        is: { decoder: 'detr-queries', classes: 91, prepare: { mean: [0.485, 0.456, 0.406] } },
      },
    ],
    [
      'RT-DETR of Hugging Face',
      {
        of: [
          [['pixel_values', [1, 3, 640, 640]]],
          [
            ['logits', [1, 300, 80]],
            ['pred_boxes', [1, 300, 4]],
          ],
        ],
        is: { decoder: 'detr-queries', outputs: { boxes: 'pred_boxes', logits: 'logits' } },
      },
    ],
    [
      'SSD of TensorFlow',
      {
        of: [
          [['image_tensor:0', [1, 300, 300, 3], 'uint8']],
          [
            ['detection_boxes:0', [1, 100, 4]],
            ['detection_classes:0', [1, 100]],
            ['detection_scores:0', [1, 100]],
            ['num_detections:0', [1]],
          ],
        ],
        is: {
          decoder: 'ssd',
          firstId: 1,
          corners: 'yxyx-shares',
          outputs: { count: 'num_detections:0' },
          image: { layout: 'nhwc-uint8' },
        },
      },
    ],
    [
      'SSD of torchvision, without a batch',
      {
        of: [
          [['image', [1, 3, 300, 300]]],
          [
            ['boxes', ['n', 4]],
            ['scores', ['n']],
            ['labels', ['n'], 'int64'],
          ],
        ],
        is: { decoder: 'ssd', corners: 'xyxy-pixels' },
      },
    ],
    [
      'boxes decoded inside',
      {
        of: [
          [['images', ['N', 416, 416, 3], 'uint8']],
          [
            ['boxes', ['N', 3549, 4]],
            ['scores', ['N', 3549, 11]],
          ],
        ],
        is: { decoder: 'boxes-scores', classes: 11, image: { layout: 'nhwc-uint8' } },
      },
    ],
  ])('%s', (_, { of, metadata = {}, names, is }) => {
    const known = { metadata, ...(names !== undefined && { names }) };
    expect(recognise(signature(...of), known, 'm.onnx')).toMatchObject(is);
  });
});

describe('what is refused, and why', () => {
  const classifier = [[square(224)], [['logits', [1, 1000]]]] as const;
  test.each<[string, Case['of'], Record<string, string>, string]>([
    ['a classifier', classifier, {}, 'of no family that is known'],
    [
      'a pose model by its notes',
      [[square(640)], [['output0', [1, 56, 8400]]]],
      { task: 'pose' },
      'for the task "pose"',
    ],
    [
      'a graph of any size',
      [[['images', ['N', 3, 'h', 'w']]], [['output0', ['N', 84, 'a']]]],
      {},
      'name one with --size',
    ],
    [
      'half precision',
      [[['images', [1, 3, 640, 640], 'float16']], [['output0', [1, 84, 8400], 'float16']]],
      {},
      'float16[1,3,640,640], needed is float32 or uint8',
    ],
    [
      'one channel',
      [[['images', [1, 1, 64, 64]]], [['output0', [1, 84, 8400]]]],
      {},
      'with three channels',
    ],
    ['a text model', [[['ids', [1, 128], 'int64']], [['out', [1, 2]]]], {}, '0 inputs with four'],
    [
      'Paddle with its scale factor',
      [[square(640), ['im_shape', [1, 2]], ['scale_factor', [1, 2]]], [['out', ['n', 6]]]],
      {},
      'also wants an input "im_shape"',
    ],
  ])('%s', (_, of, metadata, words) => {
    const refused = () => recognise(signature(...of), { metadata }, 'm.onnx');
    expect(refused).toThrow(
      expect.objectContaining({
        code: 'model/unknown-family',
        message: expect.stringContaining(words),
      }),
    );
  });
});
