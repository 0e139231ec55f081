import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { AgentError } from '../../ports/errors.ts';
import type { Item, OutputSummary, Setup } from './messages.ts';
import { packer } from './pack.ts';
import { checkShapes } from './tensor-shapes.ts';

export type Outputs = Readonly<Record<string, Tensor>>;

/** A loaded model that matches its manifest. */
export interface Session {
  run(items: readonly Item[]): Promise<Outputs>;
  release(): Promise<void>;
}

/**
 * Loads the model. Blocks its thread while it runs: use it in a worker.
 * Throws AgentError 'model/invalid' (no model that the runtime can load) or 'model/wrong-shape'.
 */
export async function openSession({ manifest, path, threads }: Setup): Promise<Session> {
  const session = await create(path, threads);
  checkShapes(session, manifest, path);
  const pack = packer(manifest);
  return {
    run: async (items) => tensors(await session.run({ [manifest.input.name]: pack(items) })),
    release: () => session.release(),
  };
}

async function create(path: string, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // threads that spin while they wait double the CPU time for a tenth of the latency
      extra: { session: { intra_op: { allow_spinning: '0' } } },
      // errors come back as exceptions; the runtime need not print them too
      logSeverityLevel: 4,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${path} could not be loaded: ${reason}. Export the model anew, or copy it again.`;
    throw new AgentError('model/invalid', message, { path, reason }, cause);
  }
}

function tensors(outputs: InferenceSession.ReturnType): Outputs {
  return outputs as Outputs;
}

/** The part of an output that belongs to one item of the batch. */
export function slice(outputs: Outputs, name: string, item: number): Float32Array {
  const tensor = outputs[name];
  if (tensor === undefined || !(tensor.data instanceof Float32Array))
    throw new AgentError('model/failed', `the model gave no floats as "${name}"`, { output: name });
  const size = tensor.data.length / (tensor.dims[0] ?? 1);
  return tensor.data.subarray(item * size, (item + 1) * size);
}

/** A picture that is the same everywhere, to see whether a model answers as it did elsewhere. */
export function testPattern(width: number, height: number): Item {
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = Math.floor(at / 3);
    pixels[at] = ((pixel % width) * 7 + Math.floor(pixel / width) * 13 + (at % 3) * 29) % 256;
  }
  return { pixels, content: { width, height } };
}

export function summarise(outputs: Outputs): Record<string, OutputSummary> {
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, { data, dims }]) =>
      data instanceof Float32Array ? [[name, { dims, ...numbers(data) }]] : [],
    ),
  );
}

function numbers(data: Float32Array): Omit<OutputSummary, 'dims'> {
  let sum = 0;
  let peak = Number.NEGATIVE_INFINITY;
  for (const value of data) {
    sum += value;
    peak = Math.max(peak, value);
  }
  return { mean: sum / data.length, peak, finite: Number.isFinite(sum) };
}
