import { gridCells } from '../../core/vision/decode-yolox.ts';
import { AgentError } from '../../ports/errors.ts';
import { outputNames } from './decoder-outputs.ts';
import type { AttributeManifest, DetectManifest, Manifest } from './manifest.ts';
import { type Signature, showTensor, type TensorInfo } from './signature.ts';

type Dims = readonly (number | undefined)[];

/** What the manifest says of one tensor; undefined in a shape: any length. */
interface Expected {
  readonly kind: 'input' | 'output';
  readonly name: string;
  readonly types: readonly string[];
  /** One of these; none: any. */
  readonly shapes: readonly Dims[];
  /** The last dimension may be longer. */
  readonly atLeast?: boolean;
}

const FLOAT = ['float32'];
/** Class numbers and counts come as all of these. */
const NUMBERS = ['float32', 'int64', 'int32'];

/**
 * Compares a model's inputs and outputs with the manifest.
 * Throws AgentError 'model/wrong-shape' that names every difference, both sides of it.
 */
export function checkShapes(signature: Signature, manifest: Manifest, path: string): void {
  const expected = [...inputsOf(manifest), ...outputsOf(manifest)];
  const known = expected.map(({ name }) => name);
  const extra = signature.inputs.filter(({ name }) => !known.includes(name));
  const differences = [
    ...expected.flatMap((tensor) => difference(signature, tensor) ?? []),
    ...extra.map(({ name }) => `the model also wants an input "${name}", which nothing can fill`),
  ];
  if (differences.length === 0) return;
  throw new AgentError(
    'model/wrong-shape',
    `${path} is not what its manifest says: ${differences.join('; ')}. Correct the manifest, or export the model anew.`,
    { path, differences },
  );
}

function inputsOf({ input, batch }: Manifest): Expected[] {
  const count = batch === 'dynamic' ? undefined : batch;
  const { name, width, height, layout, sizes } = input;
  const [order, type = ''] = layout.split('-');
  const dims = order === 'nhwc' ? [count, height, width, 3] : [count, 3, height, width];
  const images: Expected = { kind: 'input', name, types: [type], shapes: [dims] };
  if (sizes === undefined) return [images];
  return [images, { kind: 'input', name: sizes, types: ['int64'], shapes: [[count, 2]] }];
}

function outputsOf(manifest: Manifest): Expected[] {
  return manifest.task === 'detect' ? detectOutputs(manifest) : attributeOutputs(manifest);
}

function detectOutputs(manifest: DetectManifest): Expected[] {
  return Object.entries(outputNames(manifest)).map(([role, name = '']) => {
    const numbers = role === 'classes' || role === 'count';
    const types = numbers ? NUMBERS : FLOAT;
    return { kind: 'output', name, types, ...shapesOf(manifest, role) };
  });
}

/** The shapes that an output may have, by its part. Lists may come without a batch. */
function shapesOf(manifest: DetectManifest, role: string): Pick<Expected, 'shapes' | 'atLeast'> {
  const { labels, ids, decoder, input, strides } = manifest;
  const all = labels.length;
  if (role === 'rows') {
    if (decoder === 'end-to-end') return { shapes: [[undefined, undefined, 6]] };
    const width = (decoder === 'yolov5' ? 5 : 4) + all;
    return {
      shapes: [
        [undefined, width, undefined],
        [undefined, undefined, width],
      ],
    };
  }
  if (role === 'grid') return { shapes: [[undefined, gridCells(input, strides), 5 + all]] };
  if (role === 'logits') {
    const width = Math.max(all, ...(ids ?? []).map((id) => id + 1));
    return { shapes: [[undefined, undefined, width]], atLeast: true };
  }
  if (decoder === 'boxes-scores' && role === 'scores')
    return { shapes: [[undefined, undefined, all]] };
  if (role !== 'boxes') return { shapes: [] };
  return {
    shapes: [
      [undefined, undefined, 4],
      [undefined, 4],
    ],
  };
}

function attributeOutputs({ attributes }: AttributeManifest): Expected[] {
  return Object.values(attributes).map(({ output, from, states }) => ({
    kind: 'output',
    types: FLOAT,
    name: output,
    shapes: [[undefined, from + states.length]],
    atLeast: true,
  }));
}

function difference(signature: Signature, expected: Expected): string | undefined {
  const { kind, name, types, shapes } = expected;
  const all = kind === 'input' ? signature.inputs : signature.outputs;
  const found = all.find((tensor) => tensor.name === name);
  if (found === undefined) {
    const names = all.map((tensor) => `"${tensor.name}"`).join(', ');
    return `the manifest names an ${kind} "${name}", the model has ${names}`;
  }
  const fits = shapes.length === 0 || shapes.some((dims) => fitsDims(expected, dims, found.shape));
  if (types.includes(found.type) && fits) return;
  return `${kind} "${name}" is ${showTensor(found)}, the manifest makes it ${show(expected)}`;
}

/** Dimensions without a fixed length fit anything, on both sides; a free batch must be free. */
function fitsDims({ kind, atLeast }: Expected, dims: Dims, shape: TensorInfo['shape']): boolean {
  if (dims.length !== shape.length) return false;
  return dims.every((length, at) => {
    const found = shape[at];
    if (length === undefined)
      return kind === 'output' || at > 0 || typeof found !== 'number' || found < 0;
    if (typeof found !== 'number' || found < 0) return true;
    return atLeast === true && at === dims.length - 1 ? found >= length : found === length;
  });
}

function show({ types, shapes, atLeast }: Expected): string {
  const type = types.join(' or ');
  if (shapes.length === 0) return type;
  const more = atLeast === true ? ' or more' : '';
  const each = shapes.map((dims) => `[${dims.map((length) => length ?? '*').join(',')}${more}]`);
  return `${type}${each.join(' or ')}`;
}
