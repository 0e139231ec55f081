import type { InferenceSession } from 'onnxruntime-node';
import { gridCells } from '../../core/vision/decode-yolox.ts';
import { AgentError } from '../../ports/errors.ts';
import type { AttributeManifest, DetectManifest, Manifest } from './manifest.ts';

/** What the manifest says of one tensor; undefined in `dims`: any length. */
interface Expected {
  readonly kind: 'input' | 'output';
  readonly name: string;
  readonly type: string;
  readonly dims: readonly (number | undefined)[];
  /** The last dimension may be longer. */
  readonly atLeast?: boolean;
}

/**
 * Compares the session's inputs and outputs with the manifest.
 * Throws AgentError 'model/wrong-shape' that names every difference, both sides of it.
 */
export function checkShapes(session: InferenceSession, manifest: Manifest, path: string): void {
  const expected = [inputOf(manifest), ...outputsOf(manifest)];
  const inputs = session.inputMetadata.map(({ name }) => name);
  const extra = inputs.filter((name) => name !== manifest.input.name);
  const differences = [
    ...expected.flatMap((tensor) => difference(session, tensor) ?? []),
    ...extra.map((name) => `the model also wants an input "${name}", which nothing can fill`),
  ];
  if (differences.length === 0) return;
  throw new AgentError(
    'model/wrong-shape',
    `${path} is not what its manifest says: ${differences.join('; ')}. Correct the manifest, or export the model anew.`,
    { path, differences },
  );
}

function inputOf({ input, batch }: Manifest): Expected {
  const count = batch === 'dynamic' ? undefined : batch;
  const { name, width, height } = input;
  return input.layout === 'nhwc-uint8'
    ? { kind: 'input', name, type: 'uint8', dims: [count, height, width, 3] }
    : { kind: 'input', name, type: 'float32', dims: [count, 3, height, width] };
}

function outputsOf(manifest: Manifest): Expected[] {
  return manifest.task === 'detect' ? detectOutputs(manifest) : attributeOutputs(manifest);
}

/** The names of a detector's outputs in the ONNX file. */
export function outputNames({ outputs }: DetectManifest) {
  return {
    boxes: outputs.boxes ?? 'boxes',
    scores: outputs.scores ?? 'scores',
    grid: outputs.grid ?? 'output',
  };
}

function detectOutputs(manifest: DetectManifest): Expected[] {
  const names = outputNames(manifest);
  const float = { kind: 'output', type: 'float32' } as const;
  const labels = manifest.labels.length;
  if (manifest.decoder === 'boxes-scores')
    return [
      { ...float, name: names.boxes, dims: [undefined, undefined, 4] },
      { ...float, name: names.scores, dims: [undefined, undefined, labels] },
    ];
  const cells = gridCells(manifest.input, manifest.strides);
  return [{ ...float, name: names.grid, dims: [undefined, cells, 5 + labels] }];
}

function attributeOutputs({ attributes }: AttributeManifest): Expected[] {
  return Object.values(attributes).map(({ output, from, states }) => ({
    kind: 'output',
    type: 'float32',
    name: output,
    dims: [undefined, from + states.length],
    atLeast: true,
  }));
}

function difference(session: InferenceSession, expected: Expected): string | undefined {
  const { kind, name } = expected;
  const all = kind === 'input' ? session.inputMetadata : session.outputMetadata;
  const found = all.find((tensor) => tensor.name === name);
  if (found === undefined) {
    const names = all.map((tensor) => `"${tensor.name}"`).join(', ');
    return `the manifest names an ${kind} "${name}", the model has ${names}`;
  }
  const is = found.isTensor ? `${found.type}[${found.shape.join(',')}]` : 'no tensor';
  if (found.isTensor && found.type === expected.type && fits(expected, found.shape)) return;
  return `${kind} "${name}" is ${is}, the manifest makes it ${show(expected)}`;
}

/** Dimensions without a fixed length fit anything, on both sides; a free batch must be free. */
function fits({ kind, dims, atLeast }: Expected, shape: readonly (number | string)[]): boolean {
  if (dims.length !== shape.length) return false;
  return dims.every((length, at) => {
    const found = shape[at];
    if (length === undefined)
      return kind === 'output' || at > 0 || typeof found !== 'number' || found < 0;
    if (typeof found !== 'number' || found < 0) return true;
    return atLeast === true && at === dims.length - 1 ? found >= length : found === length;
  });
}

function show({ type, dims, atLeast }: Expected): string {
  const lengths = dims.map((length) => length ?? '*').join(',');
  return `${type}[${lengths}${atLeast === true ? ' or more' : ''}]`;
}
