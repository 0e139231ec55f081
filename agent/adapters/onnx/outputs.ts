import { AgentError } from '../../ports/errors.ts';
import type { Manifest } from './manifest.ts';
import type { OutputSummary } from './messages.ts';

/** What a run gave, whoever ran it: values row by row, and how long each dimension is. */
export interface RawTensor {
  readonly data: unknown;
  readonly dims: readonly number[];
}

export type Outputs = Readonly<Record<string, RawTensor>>;

/** The part of an output that belongs to one picture. */
export interface Slice {
  readonly values: Float32Array;
  readonly dims: readonly number[];
}

/** A network of which more than this share of an output is no number has gone wrong. */
const MOST_NAN = 0.1;

/**
 * The part of an output that belongs to one item of the batch. With a fixed batch of 1 that is all of it:
 * lists of objects often come without a batch. Throws AgentError 'model/failed'.
 */
export function slice(
  outputs: Outputs,
  name: string,
  item: number,
  batch: Manifest['batch'],
): Slice {
  const tensor = outputs[name];
  const values = tensor === undefined ? undefined : floats(tensor.data);
  if (tensor === undefined || values === undefined)
    throw new AgentError('model/failed', `the model gave no numbers as "${name}"`, {
      output: name,
    });
  if (batch === 1) return { values, dims: tensor.dims };
  const size = values.length / (tensor.dims[0] ?? 1);
  return { values: values.subarray(item * size, (item + 1) * size), dims: tensor.dims };
}

/** Class numbers and counts come as integers of 32 or 64 bits; they are small. */
function floats(data: unknown): Float32Array | undefined {
  if (data instanceof Float32Array) return data;
  if (data instanceof BigInt64Array || data instanceof Int32Array)
    return Float32Array.from(data, Number);
  return undefined;
}

/** Throws AgentError 'model/not-finite' when an output is no numbers to a good part. */
export function checkNumbers(outputs: Outputs): void {
  for (const [name, { data }] of Object.entries(outputs)) {
    if (!(data instanceof Float32Array)) continue;
    let bad = 0;
    for (const value of data) if (Number.isNaN(value)) bad += 1;
    if (bad <= MOST_NAN * data.length) continue;
    throw new AgentError(
      'model/not-finite',
      `${bad} of the ${data.length} values of the output "${name}" are no numbers (NaN). ` +
        'Export the model anew, in float32.',
      { output: name, bad, length: data.length },
    );
  }
}

export function summarise(outputs: Outputs): Record<string, OutputSummary> {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, { data, dims }]) => {
      const values = floats(data);
      return values === undefined ? [] : [[name, { dims, ...numbers(values, dims.at(-1) ?? 1) }]];
    }),
  );
}

function numbers(data: Float32Array, columns: number): Omit<OutputSummary, 'dims'> {
  let sum = 0;
  let peak = Number.NEGATIVE_INFINITY;
  let lastPeak = Number.NEGATIVE_INFINITY;
  for (const [at, value] of data.entries()) {
    sum += value;
    peak = Math.max(peak, value);
    if (at % columns === columns - 1) lastPeak = Math.max(lastPeak, value);
  }
  const mean = data.length === 0 ? 0 : sum / data.length;
  return { mean, peak, lastPeak, finite: Number.isFinite(sum) };
}
