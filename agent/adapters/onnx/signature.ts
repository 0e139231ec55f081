import type { InferenceSession } from 'onnxruntime-node';

/** One input or output of a model as it declares it; a dimension of any length is a name or below 0. */
export interface TensorInfo {
  readonly name: string;
  /** 'float32', 'uint8', 'int64', ...; 'no tensor' for sequences and maps. */
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

export interface Signature {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
}

export function signatureOf({ inputMetadata, outputMetadata }: InferenceSession): Signature {
  return { inputs: inputMetadata.map(tensorInfo), outputs: outputMetadata.map(tensorInfo) };
}

type Metadata = InferenceSession['inputMetadata'][number];

function tensorInfo(one: Metadata): TensorInfo {
  const { name } = one;
  return one.isTensor
    ? { name, type: one.type, shape: one.shape }
    : { name, type: 'no tensor', shape: [] };
}

export function showTensor({ type, shape }: TensorInfo): string {
  return type === 'no tensor' ? type : `${type}[${shape.join(',')}]`;
}
