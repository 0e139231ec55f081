import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDetector } from '../../../agent/adapters/onnx/detector.ts';
import { type CellFamily, cellGraph } from '../../helpers/onnx/cell-families.ts';
import { type Graph, onnxFile } from '../../helpers/onnx/graph.ts';
import { BLUE, cellFrame, RED } from './frames.ts';

const SHARES = 'scale: 0.00392156862745098';
const IMAGENET = `${SHARES}, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225]`;

/** A folder with a model of a graph; `input` and `rest` go into its manifest. */
async function folderOf(graph: Graph, input: string, rest: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'family-'));
  const bytes = onnxFile(graph);
  writeFileSync(join(directory, 'tiny.onnx'), bytes);
  const manifest = `
name: tiny
version: '1'
task: detect
file: tiny.onnx
sha256: ${createHash('sha256').update(bytes).digest('hex')}
licence: Apache-2.0
source: made by this test
input: { name: images, width: 32, height: 32, ${input} }
batch: 1
labels: [red, blue]
thresholds: { default: 0.5 }
${rest}
`;
  writeFileSync(join(directory, 'model.yaml'), manifest);
  return directory;
}

async function seen(directory: string, frame = FRAME()): Promise<string[]> {
  await using detector = await openDetector({ directory });
  const found = (await detector.detect('a', frame)) ?? [];
  return found
    .map(({ label, box }) => `${label} ${[box.left, box.top, box.right, box.bottom].join(' ')}`)
    .toSorted();
}

const FRAME = () =>
  cellFrame([
    [1, 2, RED],
    [3, 1, BLUE],
  ]);
const BOTH = ['blue 0.75 0.25 1 0.5', 'red 0.25 0.5 0.5 0.75'];

const PLANES = `layout: nchw-float32, ${SHARES}`;

describe('every family finds the same red and blue cell', () => {
  test.each<[CellFamily, string, string]>([
    ['ultralytics-v8', PLANES, 'decoder: ultralytics'],
    ['ultralytics-rows', PLANES, 'decoder: ultralytics'],
    ['yolov5', PLANES, 'decoder: yolov5'],
    ['end-to-end', PLANES, 'decoder: end-to-end'],
    ['detr', `${PLANES}, sizes: orig_target_sizes, fit: stretch`, 'decoder: detr'],
    ['detr-queries', `layout: nchw-float32, ${IMAGENET}, fit: stretch`, 'decoder: detr-queries'],
    ['ssd', 'layout: nhwc-uint8, fit: stretch', 'decoder: ssd\nids: [1, 2]'],
  ])('%s', async (family, input, rest) => {
    expect(await seen(await folderOf(cellGraph(family), input, rest))).toEqual(BOTH);
  });
});

describe('pixels as a model wants them', () => {
  const rows = { times: [1 / 255, 1 / 255, 1 / 255], plus: [0, 0, 0] } as const;

  test.each([
    ['planes of levels, not of shares', { ...rows }, 'layout: nchw-float32'],
    ['blue first', { ...rows, bgr: true }, 'layout: nchw-float32, colour: bgr'],
    [
      'rows of bytes, blue first',
      { ...rows, bytes: true, bgr: true },
      'layout: nhwc-uint8, colour: bgr',
    ],
  ] as const)('%s', async (_, pixels, input) => {
    const graph = cellGraph('ultralytics-v8', { pixels });
    expect(await seen(await folderOf(graph, input, 'decoder: ultralytics'))).toEqual(BOTH);
  });

  test('a letterboxed picture in the middle: boxes are told from its own corner', async () => {
    const input = `${PLANES}, place: centre`;
    const directory = await folderOf(cellGraph('ultralytics-v8'), input, 'decoder: ultralytics');
    // the lower half of a picture 32 wide and 16 high; in the middle of the input it lies 8 lower
    const frame = cellFrame([[1, 1, RED]], { content: { width: 32, height: 16 } });
    expect(await seen(directory, frame)).toEqual(['red 0.25 0.5 0.5 1']);
  });
});

describe('lists', () => {
  test('only as many as the network counts', async () => {
    const input = 'layout: nhwc-uint8, fit: stretch';
    const rest = 'decoder: ssd\nids: [1, 2]\noutputs: { count: num_detections }';
    const graph = cellGraph('ssd');
    const constants = (graph.constants ?? []).map((one) =>
      one.name === 'all' ? { ...one, values: [16] } : one,
    );
    // the reds come first
    expect(await seen(await folderOf({ ...graph, constants }, input, rest))).toEqual([BOTH[1]]);
  });

  test('class numbers without a label are passed over', async () => {
    const input = 'layout: nhwc-uint8, fit: stretch';
    const rest = 'decoder: ssd\nids: [7, 2]';
    expect(await seen(await folderOf(cellGraph('ssd'), input, rest))).toEqual([BOTH[0]]);
  });

  test('one box, two classes: across labels the better one stays', async () => {
    const both = () => cellFrame([[0, 0, [255, 0, 230]]]);
    const input = `${PLANES}, sizes: orig_target_sizes`;
    const apart = await folderOf(cellGraph('detr'), input, 'decoder: detr');
    expect(await seen(apart, both())).toHaveLength(2);
    const rest = 'decoder: detr\nnms: { iou: 0.8, across: true }';
    const across = await folderOf(cellGraph('detr'), input, rest);
    expect(await seen(across, both())).toEqual(['red 0 0 0.25 0.25']);
  });
});
