import { type Field, message } from './protobuf.ts';

/** Numbers of TensorProto.DataType. */
const TYPES = { float32: 1, uint8: 2, int64: 7 } as const;
type Type = keyof typeof TYPES;

export interface Value {
  readonly name: string;
  readonly type?: Type;
  /** A text is a dimension of any length. */
  readonly dims: readonly (number | string)[];
}

export interface Node {
  readonly op: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly ints?: Readonly<Record<string, readonly number[]>>;
  readonly int?: Readonly<Record<string, number>>;
}

export interface Constant {
  readonly name: string;
  readonly type?: 'float32' | 'int64';
  readonly dims: readonly number[];
  readonly values: readonly number[];
}

export interface Graph {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly nodes: readonly Node[];
  readonly constants?: readonly Constant[];
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The bytes of an ONNX file (opset 13). */
export function onnxFile(graph: Graph): Uint8Array {
  const { nodes, inputs, outputs, constants = [], metadata = {} } = graph;
  const parts: Field[] = [
    ...nodes.map((node): Field => [1, nodeOf(node)]),
    [2, 'tiny'],
    ...constants.map((constant): Field => [5, tensor(constant)]),
    ...inputs.map((value): Field => [11, valueInfo(value)]),
    ...outputs.map((value): Field => [12, valueInfo(value)]),
  ];
  return message([
    [1, 8],
    [7, message(parts)],
    [8, message([[2, 13]])],
    ...Object.entries(metadata).map(
      ([key, value]): Field => [
        14,
        message([
          [1, key],
          [2, value],
        ]),
      ],
    ),
  ]);
}

function nodeOf({ op, from, to, ints = {}, int = {} }: Node): Uint8Array {
  return message([
    ...from.map((name): Field => [1, name]),
    [2, to],
    [4, op],
    ...Object.entries(ints).map(([name, values]): Field => {
      const numbers = values.map((value): Field => [8, value]);
      return [5, message([[1, name], ...numbers, [20, 7]])];
    }),
    ...Object.entries(int).map(
      ([name, value]): Field => [
        5,
        message([
          [1, name],
          [3, value],
          [20, 2],
        ]),
      ],
    ),
  ]);
}

function tensor({ name, type = 'float32', dims, values }: Constant): Uint8Array {
  const data =
    type === 'float32' ? Float32Array.from(values) : BigInt64Array.from(values.map(BigInt));
  return message([
    ...dims.map((length): Field => [1, length]),
    [2, TYPES[type]],
    [8, name],
    [9, new Uint8Array(data.buffer)],
  ]);
}

function valueInfo({ name, type = 'float32', dims }: Value): Uint8Array {
  const shape = dims.map((length): Field => {
    const field: Field = typeof length === 'number' ? [1, length] : [2, length];
    return [1, message([field])];
  });
  const tensorType = message([
    [1, TYPES[type]],
    [2, message(shape)],
  ]);
  return message([
    [1, name],
    [2, message([[1, tensorType]])],
  ]);
}
