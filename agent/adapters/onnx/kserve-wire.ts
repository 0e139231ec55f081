import { AgentError } from '../../ports/errors.ts';
import type { Outputs, RawTensor } from './outputs.ts';

/** Names of the KServe v2 protocol for the types that go over the line, and how their bytes are read. */
const TYPES = {
  FP32: Float32Array,
  UINT8: Uint8Array,
  INT32: Int32Array,
  INT64: BigInt64Array,
} as const;
type DataType = keyof typeof TYPES;

const NAMES = { float32: 'FP32', uint8: 'UINT8', int32: 'INT32', int64: 'INT64' } as const;

/** A tensor on its way out. */
export interface Feed {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

export interface Request {
  readonly body: Uint8Array<ArrayBuffer>;
  /** Length of the JSON at the start, for the header Inference-Header-Content-Length. */
  readonly jsonBytes: number;
}

/**
 * An inference request of the KServe v2 protocol with its binary tensor extension: JSON that says names,
 * shapes and sizes, then the bytes of each input in order, little-endian. All outputs are asked for as bytes.
 */
export function encodeRequest(
  feeds: Readonly<Record<string, Feed>>,
  outputs: readonly string[],
): Request {
  const inputs = Object.entries(feeds).map(([name, { type, dims, data }]) => {
    const datatype = NAMES[type as keyof typeof NAMES];
    if (datatype === undefined || !ArrayBuffer.isView(data))
      throw new Error(`no ${type} goes over the line`);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return { head: { name, shape: dims, datatype, parameters: sized(bytes.length) }, bytes };
  });
  const asked = outputs.map((name) => ({ name, parameters: { binary_data: true } }));
  const head = { inputs: inputs.map((input) => input.head), outputs: asked };
  const json = new TextEncoder().encode(JSON.stringify(head));
  const body = new Uint8Array(Buffer.concat([json, ...inputs.map(({ bytes }) => bytes)]));
  return { body, jsonBytes: json.length };
}

function sized(bytes: number) {
  return { binary_data_size: bytes };
}

interface OutputHead {
  readonly name: string;
  readonly shape: readonly number[];
  readonly datatype: string;
  readonly parameters?: { readonly binary_data_size?: number };
  readonly data?: readonly number[];
}

/**
 * The outputs in an answer; `jsonBytes` is its header, undefined where all of it is JSON.
 * Throws AgentError 'model/failed' for an answer that is none.
 */
export function decodeAnswer(body: Uint8Array, jsonBytes: number | undefined): Outputs {
  const end = jsonBytes ?? body.length;
  let at = end;
  const tensors = heads(body.subarray(0, end)).map((head): [string, RawTensor] => {
    const size = head.parameters?.binary_data_size;
    const tensor = size === undefined ? listed(head) : binary(head, body.subarray(at, at + size));
    at += size ?? 0;
    return [head.name, tensor];
  });
  return Object.fromEntries(tensors);
}

function heads(json: Uint8Array): readonly OutputHead[] {
  try {
    const { outputs } = JSON.parse(new TextDecoder().decode(json)) as { outputs?: OutputHead[] };
    if (Array.isArray(outputs)) return outputs;
  } catch (cause) {
    throw strange('it is no JSON', cause);
  }
  throw strange('it names no outputs');
}

function binary({ name, shape, datatype }: OutputHead, bytes: Uint8Array): RawTensor {
  const Values = typeOf(name, datatype);
  const count = shape.reduce((product, length) => product * length, 1);
  if (bytes.length !== count * Values.BYTES_PER_ELEMENT)
    throw strange(`"${name}" has ${bytes.length} bytes for ${count} values of ${datatype}`);
  // a copy of its own: typed arrays must begin at a multiple of their size
  return { data: new Values(bytes.slice().buffer), dims: shape };
}

function listed({ name, shape, datatype, data }: OutputHead): RawTensor {
  if (data === undefined) throw strange(`"${name}" has no data`);
  if (datatype === 'FP32') return { data: Float32Array.from(data), dims: shape };
  typeOf(name, datatype);
  return { data: Int32Array.from(data), dims: shape };
}

function typeOf(name: string, datatype: string): (typeof TYPES)[DataType] {
  const Values = (TYPES as Partial<typeof TYPES>)[datatype as DataType];
  if (Values === undefined) throw strange(`"${name}" is of the type ${datatype}`);
  return Values;
}

function strange(why: string, cause?: unknown): AgentError {
  return new AgentError(
    'model/failed',
    `the inference server's answer cannot be read: ${why}`,
    { why },
    cause,
  );
}
