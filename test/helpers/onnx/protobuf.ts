/** As much of the protobuf wire format as it takes to write an ONNX file. */
export type Field = readonly [number: number, value: number | string | Uint8Array];

/** A message of its fields in order; texts as UTF-8, numbers as varints. */
export function message(fields: readonly Field[]): Uint8Array {
  return joined(fields.map(([number, value]) => field(number, value)));
}

function field(number: number, value: Field[1]): Uint8Array {
  if (typeof value === 'number') return joined([varint(number * 8), varint(value)]);
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return joined([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const more = rest > 127n;
    bytes.push(Number(rest & 127n) + (more ? 128 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
