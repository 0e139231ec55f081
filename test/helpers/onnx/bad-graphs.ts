import { cellGraph } from './cell-families.ts';
import type { Graph, Node } from './graph.ts';

/** A graph whose last result goes through more nodes before it is `name`. */
function through(
  graph: Graph,
  name: string,
  nodes: readonly Node[],
  constants: Graph['constants'] = [],
) {
  const renamed = graph.nodes.map((node) => (node.to === name ? { ...node, to: 'before' } : node));
  return {
    ...graph,
    nodes: [...renamed, ...nodes],
    constants: [...(graph.constants ?? []), ...constants],
  };
}

/** Every value is no number. */
export const NAN = through(
  cellGraph('ultralytics-v8'),
  'output0',
  [
    { op: 'Div', from: ['before', 'zero'], to: 'infinite' },
    { op: 'Sub', from: ['infinite', 'infinite'], to: 'output0' },
  ],
  [{ name: 'zero', dims: [1], values: [0] }],
);

export const UNKNOWN_OPERATOR = through(cellGraph('ultralytics-v8'), 'output0', [
  { op: 'MegaAttention', from: ['before'], to: 'output0' },
]);

/** The same answers after squaring a matrix of 1000 x 1000 three times. */
export const SLOW = through(
  cellGraph('ultralytics-v8'),
  'output0',
  [
    { op: 'ReduceMean', from: ['images'], to: 'mean', int: { keepdims: 0 } },
    { op: 'Expand', from: ['mean', 'square'], to: 'm0' },
    ...[0, 1, 2].map((n): Node => ({ op: 'MatMul', from: [`m${n}`, `m${n}`], to: `m${n + 1}` })),
    { op: 'ReduceMin', from: ['m3'], to: 'least', int: { keepdims: 0 } },
    { op: 'Mul', from: ['least', 'zero'], to: 'nothing' },
    { op: 'Add', from: ['before', 'nothing'], to: 'output0' },
  ],
  [
    { name: 'square', type: 'int64', dims: [2], values: [1000, 1000] },
    { name: 'zero', dims: [1], values: [0] },
  ],
);
