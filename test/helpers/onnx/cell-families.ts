import type { Constant, Graph, Node, Value } from './graph.ts';

/** How a family wants pixels: what the graph does to get 0 to 1 back, so that a wrong scale shows. */
interface Pixels {
  readonly times: readonly [number, number, number];
  readonly plus: readonly [number, number, number];
  /** Whether the first plane is blue. */
  readonly bgr?: boolean;
  /** Rows of bytes instead of planes of floats. */
  readonly bytes?: boolean;
}

const SHARES: Pixels = { times: [1, 1, 1], plus: [0, 0, 0] };
const LEVELS: Pixels = { times: [1 / 255, 1 / 255, 1 / 255], plus: [0, 0, 0] };
const IMAGENET: Pixels = { times: [0.229, 0.224, 0.225], plus: [0.485, 0.456, 0.406] };

const SIDE = 32;
const CELL = 8;
const CELLS = 16;

type Corner = readonly [left: number, top: number];
const CORNERS: readonly Corner[] = Array.from({ length: CELLS }, (_, cell) => [
  (cell % 4) * CELL,
  Math.floor(cell / 4) * CELL,
]);

const corners = ([x, y]: Corner) => [x, y, x + CELL, y + CELL];
const middles = ([x, y]: Corner) => [x + CELL / 2, y + CELL / 2, CELL, CELL];
const shares = (box: readonly number[]) => box.map((value) => value / SIDE);
const yFirst = ([x = 0, y = 0, right = 0, bottom = 0]: readonly number[]) => [y, x, bottom, right];
const boxes = (form: (corner: Corner) => readonly number[]) => CORNERS.flatMap(form);
/** Boxes of the reds, then those of the blues. */
const twice = (form: (corner: Corner) => readonly number[]) => [...boxes(form), ...boxes(form)];
const classes = (first: number) =>
  Array.from({ length: 2 * CELLS }, (_, at) => first + Math.floor(at / CELLS));

/** From the picture to `colours` [1, 2, 16]: how red, how blue each 8 x 8 cell is, 0 to 1. */
function colours({ times, plus, bgr, bytes }: Pixels) {
  const weights = bgr === true ? [0, -1, 1, 1, -1, 0] : [1, -1, 0, 0, -1, 1];
  const start: Node[] = bytes
    ? [
        { op: 'Cast', from: ['images'], to: 'floats', int: { to: 1 } },
        { op: 'Transpose', from: ['floats'], to: 'planes', ints: { perm: [0, 3, 1, 2] } },
      ]
    : [{ op: 'Identity', from: ['images'], to: 'planes' }];
  const pool = { kernel_shape: [CELL, CELL], strides: [CELL, CELL] };
  const nodes: Node[] = [
    ...start,
    { op: 'Mul', from: ['planes', 'times'], to: 'scaled' },
    { op: 'Add', from: ['scaled', 'plus'], to: 'lit' },
    { op: 'AveragePool', from: ['lit'], to: 'pooled', ints: pool },
    { op: 'Conv', from: ['pooled', 'weights'], to: 'mixed' },
    { op: 'Relu', from: ['mixed'], to: 'positive' },
    { op: 'Reshape', from: ['positive', 'flat'], to: 'colours' },
  ];
  const constants: Constant[] = [
    { name: 'times', dims: [1, 3, 1, 1], values: times },
    { name: 'plus', dims: [1, 3, 1, 1], values: plus },
    { name: 'weights', dims: [2, 3, 1, 1], values: weights },
    { name: 'flat', type: 'int64', dims: [3], values: [1, 2, CELLS] },
  ];
  const input: Value = bytes
    ? { name: 'images', type: 'uint8', dims: [1, SIDE, SIDE, 3] }
    : { name: 'images', dims: [1, 3, SIDE, SIDE] };
  return { nodes, constants, input };
}

/** What a family adds to the colours, up to its outputs. */
interface Ending {
  readonly pixels: Pixels;
  readonly nodes: readonly Node[];
  readonly constants: readonly Constant[];
  readonly outputs: readonly Value[];
  readonly inputs?: readonly Value[];
  readonly metadata?: Graph['metadata'];
}

const list = (name: string, dims: readonly number[], values: readonly number[]): Constant => ({
  name,
  dims,
  values,
});
const rowsOfColours: Node = {
  op: 'Transpose',
  from: ['colours'],
  to: 'rows',
  ints: { perm: [0, 2, 1] },
};
const listOfColours = (to: string): Node => ({ op: 'Reshape', from: ['colours', 'long'], to });
const long = (...dims: number[]): Constant => ({
  name: 'long',
  type: 'int64',
  dims: [dims.length],
  values: dims,
});
const concat = (from: readonly string[], to: string, axis: number): Node => ({
  op: 'Concat',
  from,
  to,
  int: { axis },
});

/** The same idea in every family's clothes: a red or blue cell of a 4 x 4 grid is an object. */
const ENDINGS = {
  'ultralytics-v8': {
    pixels: SHARES,
    nodes: [
      { op: 'Transpose', from: ['boxes'], to: 'planar', ints: { perm: [0, 2, 1] } },
      concat(['planar', 'colours'], 'output0', 1),
    ],
    constants: [list('boxes', [1, CELLS, 4], boxes(middles))],
    outputs: [{ name: 'output0', dims: [1, 6, CELLS] }],
    metadata: { names: "{0: 'red', 1: 'blue'}", imgsz: '[32, 32]', stride: '8', task: 'detect' },
  },
  'ultralytics-rows': {
    pixels: SHARES,
    nodes: [rowsOfColours, concat(['boxes', 'rows'], 'output0', 2)],
    constants: [list('boxes', [1, CELLS, 4], boxes(middles))],
    outputs: [{ name: 'output0', dims: [1, CELLS, 6] }],
    metadata: { names: "{0: 'red', 1: 'blue'}", imgsz: '[32, 32]' },
  },
  yolov5: {
    pixels: SHARES,
    nodes: [rowsOfColours, concat(['boxes', 'sure', 'rows'], 'output0', 2)],
    constants: [
      list('boxes', [1, CELLS, 4], boxes(middles)),
      list(
        'sure',
        [1, CELLS, 1],
        CORNERS.map(() => 1),
      ),
    ],
    outputs: [{ name: 'output0', dims: [1, CELLS, 7] }],
    metadata: { names: "['red', 'blue']", stride: '8' },
  },
  'end-to-end': {
    pixels: SHARES,
    nodes: [listOfColours('scores'), concat(['boxes', 'scores', 'classes'], 'output0', 2)],
    constants: [
      list('boxes', [1, 2 * CELLS, 4], twice(corners)),
      list('classes', [1, 2 * CELLS, 1], classes(0)),
      long(1, 2 * CELLS, 1),
    ],
    outputs: [{ name: 'output0', dims: [1, 2 * CELLS, 6] }],
    metadata: { names: "{0: 'red', 1: 'blue'}", imgsz: '[32, 32]', end2end: 'True' },
  },
  detr: {
    pixels: SHARES,
    nodes: [
      { op: 'Cast', from: ['orig_target_sizes'], to: 'floatSizes', int: { to: 1 } },
      concat(['floatSizes', 'floatSizes'], 'unit', 1),
      { op: 'Mul', from: ['shareBoxes', 'unit'], to: 'boxes' },
      listOfColours('scores'),
      { op: 'Identity', from: ['numbers'], to: 'labels' },
    ],
    constants: [
      list(
        'shareBoxes',
        [1, 2 * CELLS, 4],
        twice((corner) => shares(corners(corner))),
      ),
      { name: 'numbers', type: 'int64', dims: [1, 2 * CELLS], values: classes(0) },
      long(1, 2 * CELLS),
    ],
    inputs: [{ name: 'orig_target_sizes', type: 'int64', dims: [1, 2] }],
    outputs: [
      { name: 'labels', type: 'int64', dims: [1, 2 * CELLS] },
      { name: 'boxes', dims: [1, 2 * CELLS, 4] },
      { name: 'scores', dims: [1, 2 * CELLS] },
    ],
  },
  'detr-queries': {
    pixels: IMAGENET,
    nodes: [
      rowsOfColours,
      { op: 'Sub', from: ['rows', 'half'], to: 'centred' },
      { op: 'Mul', from: ['centred', 'steep'], to: 'logits' },
      concat(['logits', 'nothing'], 'labels', 2),
      { op: 'Identity', from: ['boxes'], to: 'dets' },
    ],
    constants: [
      list(
        'boxes',
        [1, CELLS, 4],
        boxes((corner) => shares(middles(corner))),
      ),
      list('half', [1], [0.5]),
      list('steep', [1], [20]),
      list(
        'nothing',
        [1, CELLS, 1],
        CORNERS.map(() => -10),
      ),
    ],
    outputs: [
      { name: 'dets', dims: [1, CELLS, 4] },
      { name: 'labels', dims: [1, CELLS, 3] },
    ],
  },
  ssd: {
    pixels: { ...LEVELS, bytes: true },
    nodes: [
      listOfColours('detection_scores'),
      { op: 'Identity', from: ['boxes'], to: 'detection_boxes' },
      { op: 'Identity', from: ['numbers'], to: 'detection_classes' },
      { op: 'Identity', from: ['all'], to: 'num_detections' },
    ],
    constants: [
      list(
        'boxes',
        [1, 2 * CELLS, 4],
        twice((corner) => yFirst(shares(corners(corner)))),
      ),
      list('numbers', [1, 2 * CELLS], classes(1)),
      list('all', [1], [2 * CELLS]),
      long(1, 2 * CELLS),
    ],
    outputs: [
      { name: 'detection_boxes', dims: [1, 2 * CELLS, 4] },
      { name: 'detection_classes', dims: [1, 2 * CELLS] },
      { name: 'detection_scores', dims: [1, 2 * CELLS] },
      { name: 'num_detections', dims: [1] },
    ],
  },
} as const satisfies Record<string, Ending>;

export type CellFamily = keyof typeof ENDINGS;

/** The graph of a family; `changes` replaces parts of its ending. */
export function cellGraph(family: CellFamily, changes: Partial<Ending> = {}): Graph {
  const ending: Ending = { ...ENDINGS[family], ...changes };
  const { nodes, constants, input } = colours(ending.pixels);
  return {
    inputs: [input, ...(ending.inputs ?? [])],
    outputs: ending.outputs,
    nodes: [...nodes, ...ending.nodes],
    constants: [...constants, ...ending.constants],
    ...(ending.metadata !== undefined && { metadata: ending.metadata }),
  };
}
